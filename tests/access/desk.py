"""What lies on the desk of the office: a report in every state, proposals, the companies' years."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import cast, yearly
from workflows import (
    chains,
    clearances,
    consents,
    plans,
    remarks,
    remedies,
    reports,
    rounds,
    steps,
    word_templates,
    year_imports,
)
from workflows import years as opened
from workflows.answer_files import By, Line
from workflows.following import running
from workflows.models import MemberYear, Proposal, Report, WordTemplate
from workflows.plans import Given
from workflows.remarks import Said, Spot
from workflows.report_kinds import ReportKind
from workflows.states import ReportAction, Role
from workflows.steps import Answer
from workflows.storage import FileStore


def about_reports(
    session: Session, world: cast.World, years: dict[str, str]
) -> dict[str, dict[str, str]]:
    """Reports of the agreement and of years, with all that is asked and said about them."""
    found = {"word_template": {"kept": _template(session, world).public_id}}
    found["report"] = reports_of(session, world)
    found["consent"] = consents_of(session, world, found["report"]["draft"])
    asked = rounds_of(session, world)
    found["report"] |= asked.pop("report") | reports_of_years(session, world, years)
    return found | asked


def _template(session: Session, world: cast.World) -> WordTemplate:
    file = word_templates.shipped(ReportKind.PROGRESS, "nl")
    made = word_templates.add(
        session, ReportKind.PROGRESS, "nl", "eigen.docx", file, world.other_secretary
    )
    word_templates.switch_on(session, made, world.secretary)
    return made


def reports_of(session: Session, world: cast.World) -> dict[str, str]:
    """A report in every state; the one of the secretariat who looks on made none of them.

    One is published to the assembly alone, and one from a day on that has not come.
    """
    # The draft comes last: asked for again within the minute, it would be the one there is.
    steps = {
        "withdrawn": (ReportAction.WITHDRAW,),
        "checked": (ReportAction.CHECK,),
        "final": (ReportAction.CHECK, ReportAction.FINALISE),
        "assembly": (ReportAction.CHECK, ReportAction.FINALISE, ReportAction.PUBLISH),
        "embargo": (ReportAction.CHECK, ReportAction.FINALISE, ReportAction.PUBLISH),
        "published": (ReportAction.CHECK, ReportAction.FINALISE, ReportAction.PUBLISH),
        "draft": (),
    }
    made = {}
    for state, actions in steps.items():
        period = reports.period_named("2024-2025")
        report = reports.create(session, period, "nl", world.other_secretary)
        told = "assembly" if state == "assembly" else "public"
        day = date(2099, 1, 1) if state == "embargo" else None
        for action in actions:
            reports.act(session, report, action, world.secretary, audience=told, embargo=day)
        made[state] = report.public_id
    return made


def consents_of(session: Session, world: cast.World, draft: str) -> dict[str, str]:
    """What each company is asked of a figure of the draft that would be hidden."""
    report = session.scalars(select(Report).where(Report.public_id == draft)).one()
    asked = consents.ask(session, report, "F204", world.secretary)
    sides = {world.company.id: "ours", world.rival.id: "theirs"}
    return {sides[row.organisation.id]: row.public_id for row in asked}


def rounds_of(session: Session, world: cast.World) -> dict[str, dict[str, str]]:
    """Drafts that a company, and that the committee, is asked to comment on; what each said."""
    found: dict[str, dict[str, str]] = {"report": {}, "round": {}, "remark": {}}
    sides = (
        ("asked", "2023-2024", [world.company.public_id], world.contact),
        ("steered", "2022-2023", [], world.chair),
    )
    for side, period, parties, who in sides:
        days = reports.period_named(period)
        report = reports.create(session, days, "nl", world.other_secretary)
        row = rounds.start(
            session,
            report,
            world.other_secretary,
            parties=parties,
            steering=not parties,
            due=date(2099, 1, 1),
        )
        (said,) = remarks.add(session, row, [Said(Spot(), "Mooi")], who)
        found["report"][side] = report.public_id
        found["round"][side], found["remark"][side] = row.public_id, said.public_id
    found["clearance"] = {}
    named = reports.create(session, reports.period_named("2020-2021"), "nl", world.other_secretary)
    reports.write(session, named, "outlook", "Een passage.", world.secretary)
    whose = world.company.public_id
    passage = clearances.ask(
        session, named, "outlook", "Een passage.", whose, date(2099, 1, 1), world.secretary
    )
    found["report"]["named"], found["clearance"]["ours"] = named.public_id, passage.public_id
    fresh = reports.create(session, reports.period_named("2021-2022"), "nl", world.other_secretary)
    found["report"]["fresh"] = fresh.public_id
    return found


def reports_of_years(session: Session, world: cast.World, years: dict[str, str]) -> dict[str, str]:
    """Each company's report of its own year: drafts, and one that is published to everybody."""
    made = {}
    sides = (("ours", world.submitter), ("theirs", world.competitor), ("ours_told", world.contact))
    for side, who in sides:
        query = select(MemberYear).where(MemberYear.public_id == years[side.partition("_")[0]])
        year = session.scalars(query).one()
        report = reports.create_of_year(session, year, ReportKind.MEMBER, "nl", who)
        made[side] = report.public_id
    for action, who in (
        (ReportAction.CHECK, world.submitter),
        (ReportAction.FINALISE, world.contact),
        (ReportAction.PUBLISH, world.contact),
    ):
        reports.act(session, report, action, who, audience="public")
    return made


def signals(session: Session, ours: str) -> dict[str, dict[str, str]]:
    """What the rules propose when the certificates are about to end, and one of the rules."""
    running.run(session, date(2025, 3, 1))
    found: dict[str, dict[str, str]] = {
        "cause": {},
        "proposal": {},
        "following": {"known": "certificate_ends"},
    }
    for proposal in session.query(Proposal):
        side = "ours" if ours in proposal.subject else "theirs"
        found["cause"][side] = proposal.cause.public_id
        found["proposal"][side] = proposal.public_id
    return found


def years(session: Session, world: cast.World, words: dict[str, str]) -> dict[str, dict[str, str]]:
    """A year of each company: its first step sent in, its second one begun."""
    signer = cast.a_person(session, "signer@voorbeeld.example", Role.CONTACT, world.rival)
    sides = (
        ("ours", world.submitter, world.contact),
        ("theirs", world.competitor, signer),
    )
    nouns = ("year", "step", "plan_action", "chain_risk", "remedy")
    found: dict[str, dict[str, str]] = {noun: {} for noun in nouns}
    for side, sender, contact in sides:
        year = yearly.a_year(session, sender)
        first, second, *_others = year.steps
        yearly.signed(session, first, sender, contact)
        note = Answer(1, note=f"{words[side]} schrijft")
        steps.fill_in(session, second, sender, {"suppliers": note})
        action = plans.add(session, year, 3, Given(f"{words[side]} koopt anders"), sender)
        found["plan_action"][side] = action.public_id
        seen = chains.Given("tin", "T04", "major", "likely", note=f"{words[side]} weet het")
        found["chain_risk"][side] = chains.add(session, year, seen, sender).public_id
        told = remedies.Given(
            f"{words[side]} wijk", "Betaald.", "Een vakbond", "linked", "compensation", "yes"
        )
        found["remedy"][side] = remedies.add(session, year, told, sender).public_id
        found["year"][side] = year.public_id
        found["step"][side], found["step"][f"{side}_begun"] = first.public_id, second.public_id
    return found


def imports(
    session: Session,
    store: FileStore,
    world: cast.World,
    ids: dict[str, dict[str, str]],
    words: dict[str, str],
) -> dict[str, dict[str, str]]:
    """Answers that each company took out of a file, and the file."""
    found: dict[str, dict[str, str]] = {"answer_file": {}, "year_import": {}}
    for side, sender in (("ours", world.submitter), ("theirs", world.competitor)):
        year = opened.get(session, ids["year"][side], sender)
        data = f"question,answer,note\nplan,1,{words[side]}\nleverage,2,\n".encode()
        kept = year_imports.keep(session, store, year, f"{words[side]}.csv", data, sender)
        line = Line(2, "plan", "1", words[side], "plan", By.NAME, 1)
        looks = year_imports.look(year, [line])
        row = year_imports.accept(session, year, kept, looks, (), sender)
        found["answer_file"][side], found["year_import"][side] = kept.public_id, row.public_id
    return found
