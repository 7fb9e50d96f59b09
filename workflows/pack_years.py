"""The years of a company's pack: steps, answers, plans of action and the risks in its chains."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflows import instruments
from workflows.models import (
    ChainRisk,
    MemberYear,
    PlanAction,
    Remedy,
    YearAnswer,
    YearEvidence,
    YearImport,
    YearStep,
)
from workflows.pack_rows import Ground, Row, each


def own_years(at: Ground) -> Iterator[Row]:
    query = select(MemberYear).where(MemberYear.organisation_id == at.organisation.id)
    for row in each(at, query.order_by(MemberYear.starts)):
        yield {
            "id": row.public_id,
            "starts": row.starts,
            "edition": row.instrument,
            "opened": row.opened_at,
            "stand_in_until": row.stand_in_until,
        }


def own_steps(at: Ground) -> Iterator[Row]:
    query = select(YearStep).join(YearStep.year).options(selectinload(YearStep.year))
    query = query.where(MemberYear.organisation_id == at.organisation.id)
    for row in each(at, query.order_by(MemberYear.starts, YearStep.number)):
        yield {
            "id": row.public_id,
            "year": row.year.public_id,
            "step_number": row.number,
            "state": row.state.value,
            "due": row.due,
            "signed": row.signed_at,
            "assessed": row.assessed_at,
            "feedback": row.feedback,
            "asked_until": row.asked_due,
            "reason": row.asked_why,
        }


def own_answers(at: Ground) -> Iterator[Row]:
    query = (
        select(YearAnswer)
        .join(YearAnswer.step)
        .join(YearStep.year)
        .where(MemberYear.organisation_id == at.organisation.id)
        .options(selectinload(YearAnswer.step).selectinload(YearStep.year))
    )
    for row in each(at, query.order_by(MemberYear.starts, YearStep.number, YearAnswer.id)):
        asked = instruments.edition(row.step.year.instrument).questions
        yield {
            "id": row.public_id,
            "step": row.step.public_id,
            "question": row.question,
            "text": next((one.text for one in asked if one.key == row.question), ""),
            "level": row.level,
            "not_applicable": row.not_applicable,
            "note": row.note,
            "by": at.side(row.answered_by_id),
            "answered": row.answered_at,
            "origin": row.origin.value if row.origin else None,
        }


def own_answer_documents(at: Ground) -> Iterator[Row]:
    query = (
        select(YearAnswer)
        .join(YearAnswer.step)
        .join(YearStep.year)
        .where(MemberYear.organisation_id == at.organisation.id)
        .options(selectinload(YearAnswer.evidence).selectinload(YearEvidence.document))
    )
    for answer in each(at, query.order_by(YearAnswer.id)):
        for row in answer.evidence:
            yield {"year_answer": answer.public_id, "document": row.document.public_id}


def own_imports(at: Ground) -> Iterator[Row]:
    query = (
        select(YearImport)
        .join(YearImport.year)
        .where(MemberYear.organisation_id == at.organisation.id)
        .options(selectinload(YearImport.year), selectinload(YearImport.upload))
    )
    for row in each(at, query.order_by(YearImport.id)):
        yield {
            "id": row.public_id,
            "year": row.year.public_id,
            "file": at.paths[row.upload_id],
            "filename": row.upload.filename,
            "by": at.side(row.imported_by_id),
            "at": row.imported_at,
            "taken": row.taken,
            "undone": row.undone_at,
        }


def own_actions(at: Ground) -> Iterator[Row]:
    query = (
        select(PlanAction)
        .join(PlanAction.year)
        .where(MemberYear.organisation_id == at.organisation.id)
        .options(selectinload(PlanAction.year), selectinload(PlanAction.finding))
        .order_by(PlanAction.id)
    )
    codes: dict[int, str] = {}  # of the actions so far: one goes on from an earlier one
    for row in each(at, query):
        codes[row.id] = row.public_id
        yield {
            "id": row.public_id,
            "year": row.year.public_id,
            "step_number": row.step,
            "question": row.question,
            "finding": row.finding.public_id if row.finding else None,
            "text": row.text,
            "owner": row.owner,
            "due": row.due,
            "done": row.done_at,
            "result": row.result,
            "earlier": codes.get(row.earlier_id or 0),
        }


def own_chain_risks(at: Ground) -> Iterator[Row]:
    query = (
        select(ChainRisk)
        .join(ChainRisk.year)
        .where(MemberYear.organisation_id == at.organisation.id)
        .options(selectinload(ChainRisk.year), selectinload(ChainRisk.supplier))
    )
    for row in each(at, query.order_by(ChainRisk.id)):
        yield {
            "id": row.public_id,
            "year": row.year.public_id,
            "material": row.material,
            "country": row.country,
            "supplier": row.supplier.public_id if row.supplier else None,
            "risk": row.risk,
            "severity": row.severity,
            "likelihood": row.likelihood,
            "note": row.note,
        }


def own_remedies(at: Ground) -> Iterator[Row]:
    query = (
        select(Remedy)
        .join(Remedy.year)
        .where(MemberYear.organisation_id == at.organisation.id)
        .options(selectinload(Remedy.year), selectinload(Remedy.finding))
    )
    for row in each(at, query.order_by(Remedy.id)):
        yield {
            "id": row.public_id,
            "year": row.year.public_id,
            "finding": row.finding.public_id if row.finding else None,
            "harmed": row.harmed,
            "people": row.people,
            "involvement": row.involvement,
            "form": row.form,
            "text": row.text,
            "provided_on": row.provided_on,
            "consulted": row.consulted,
            "satisfied": row.satisfied,
            "said": row.said,
        }
