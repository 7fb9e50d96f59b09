"""The page of one finding: what it shows, and the choices its forms offer."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext

from webapp import db, finding_forms, finding_words, formats, labels, timeline
from webapp.auth import actor
from webapp.finding_forms import Typed
from workflows import (
    clock,
    contesting,
    finding_comments,
    finding_guards,
    finding_lists,
    findings,
    people,
    remedies,
    telling_rules,
    years,
)
from workflows.finding_actions import HARMS, LIKELIHOODS, MEASURES, SEVERITIES
from workflows.marking import N_
from workflows.models import Finding, FindingComment, Item
from workflows.permissions import Actor, Who
from workflows.states import Audience
from workflows.transitions import FINDINGS

_OWNERS = {
    Who.OWN: N_("of the company"),
    Who.SECRETARIAT: N_("secretariat"),
    Who.REVIEWER: N_("reviewer"),
    Who.STEERING: N_("steering committee"),
}
"""What whoever a finding is given to is to it."""


@dataclass(frozen=True)
class Kept:
    """A comment that was refused: on which one, or ``new``; what was typed, what is wrong."""

    where: str = ""
    text: str = ""
    audience: str = ""
    mistake: str = ""


@dataclass(frozen=True)
class Said:
    """The thread of a finding as its reader meets it."""

    comments: list[FindingComment]
    inside: bool  # whether the reader is told what the company does not read
    may_comment: bool
    offered: list[str]


def page(finding: Finding, typed: Typed, kept: Kept | None = None) -> str:
    """The page of a finding, with what was typed in a form that was refused."""
    me, session = actor(), db.session()
    writes = finding_lists.writes(session, finding, me)
    defaults = finding_forms.defaults(session, finding)
    if typed.action:
        defaults[typed.action] = {**defaults.get(typed.action, {}), **typed.values}
    return render_template(
        "findings/detail.html",
        finding=finding,
        step_now=FINDINGS.steps[finding.state],
        particulars=_particulars(finding),
        source_address=lambda item: _address(item, me),
        typed=typed,
        problems=[(f"comment-{kept.where}", kept.mistake)] if kept else list(typed.problems),
        kept=kept or Kept(),
        said=Said(
            comments=finding_comments.of_finding(session, finding, me),
            inside=finding_comments.inside(session, finding, me),
            may_comment=finding_comments.refusal(session, finding, me) is None,
            offered=finding_comments.offered(session, finding, me),
        ),
        groups=finding_forms.forms(session, finding, me),
        values=defaults,
        owners=_owners(finding) if me.is_secretariat else [],
        risks=[
            (one.code, labels.risk(one), "", labels.taxonomy(one))
            for one in finding_lists.risk_codes(session)
        ],
        words=_words(),
        sources=finding_lists.sources(session, finding, me),
        communications=finding_lists.communications(session, finding, me),
        remedies=remedies.for_finding(session, finding),
        harmed=finding.harm == remedies.ACTUAL,
        own_year=_own_year(finding, me),
        question=finding_lists.question(session, finding),
        asked=finding_words.responses_asked(finding, _risk_words()),
        asked_by=gettext(finding_words.SOURCE),
        answer_late=_answer_late(finding),
        contest=finding_words.contest(finding),
        frozen=contesting.pending(finding) is not None,
        ground_gone=finding_guards.ground_gone(finding),
        due=contesting.due(finding),
        overdue=finding_lists.overdue(session, finding),
        late={m.id for m in finding.measures if finding_lists.late(session, m)},
        history=timeline.of(
            session,
            "finding",
            finding.public_id,
            timeline.FINDING,
            hidden=() if writes else timeline.UNSENT,
        ),
    )


def _particulars(finding: Finding) -> list[tuple[str, str]]:
    """The facts that opened it, and what people made of it."""
    risks = _risk_words()
    rows = [(labels.fact_name(name), labels.fact(name, said)) for name, said in _facts(finding)]
    rows += [
        (gettext("Assessed severity"), labels.severity(finding.severity)),
        (gettext("Likelihood"), labels.likelihood(finding.likelihood)),
        (gettext("Harm"), labels.harm(finding.harm)),
        (gettext("Risks"), "; ".join(risks.get(r.code, r.code) for r in finding.risks)),
        (gettext("Opened"), formats.day(finding.opened_at)),
        (gettext("Closed"), formats.day(finding.closed_at)),
    ]
    return [(name, text) for name, text in rows if text]


def _own_year(finding: Finding, me: Actor) -> str:
    """The newest year of the company in which the reader can say what was done; else nothing."""
    session = db.session()
    found = [year for year in years.of(session, finding.organisation) if years.writes(year, me)]
    return found[0].public_id if found else ""


def _risk_words() -> dict[str, str]:
    return {one.code: labels.risk(one) for one in finding_lists.risk_codes(db.session())}


def _answer_late(finding: Finding) -> bool:
    """Whether the last day to do what the risks ask has passed before all was done."""
    settled = finding.state in finding_lists.SETTLED
    passed = finding.respond_by is not None and finding.respond_by < clock.today(db.session())
    return passed and not settled


def _facts(finding: Finding) -> list[tuple[str, object]]:
    return [(name, said) for name, said in finding.facts.items() if said not in (None, "")]


def _address(item: Item, me: Actor) -> str:
    """The page that a source stands on: in the review for who reviews it."""
    document_id = item.document.public_id
    if finding_lists.may_review(db.session(), item, me):
        return url_for("review.screen", document_id=document_id, item=item.public_id)
    return url_for("documents.detail", document_id=document_id)


def _owners(finding: Finding) -> list[tuple[str, str]]:
    """Who it can be given to, with what each is to it."""
    session = db.session()
    found = []
    for one in finding_lists.possible_owners(session, finding):
        at = findings.standing(session, people.actor_for(session, one), finding)
        words = next(gettext(said) for who, said in _OWNERS.items() if who in at)
        found.append((one.email, f"{one.name}, {words} ({one.email})"))
    return found


def _words() -> dict[str, list[tuple[str, ...]]]:
    """What the choices of the forms are called."""
    return {
        "severity": [(code, labels.severity(code)) for code in SEVERITIES],
        "likelihood": [(code, labels.likelihood(code)) for code in LIKELIHOODS],
        "harm": [(code, labels.harm(code)) for code in HARMS],
        "kind": [(code, labels.measure(code)) for code in MEASURES],
        "checks": [
            (code, gettext(finding_words.CHECKLIST[code]), "") for code in telling_rules.CHECKLIST
        ],
        "audience": [(code.value, labels.audience(code)) for code in Audience],
    }
