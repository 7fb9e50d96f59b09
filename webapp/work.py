"""My work: what waits for the reader now, what waits for others, what is due soon."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from report_templates.printable import printable
from webapp import (
    addresses,
    db,
    filters,
    following_words,
    formats,
    labels,
    notice_words,
    quoted,
    year_words,
)
from webapp.auth import actor
from workflows import (
    clock,
    contesting,
    notices,
    queue_filters,
    reminding,
    reports,
    urgency,
    work,
)
from workflows.marking import N_
from workflows.models import Finding, Report, ReportClearance
from workflows.permissions import SUBMITTERS
from workflows.states import Role
from workflows.transitions import REPORTS
from workflows.work import Bucket
from workflows.work_tasks import Task

blueprint = Blueprint("work", __name__, url_prefix="/work")

TITLES: Mapping[str, str] = {
    "first_reading": N_("Documents to read"),
    "second_reading": N_("Second readings to do"),
    "team_papers": N_("Documents that wait for your team: take one"),
    "rules_asking": N_("Rules on names to look at again"),
    "my_proposals": N_("A second reader looks at your verdicts"),
    "to_confirm": N_("Documents of which you say whether we read them well"),
    "questions": N_("Questions about your documents to answer"),
    "rounds": N_("Draft reports to comment on"),
    "remarks": N_("Remarks on draft reports to answer"),
    "clearances": N_("Passages of reports that name you: answer them"),
    "passages": N_("Answers about passages of reports to work in"),
    "reports_to_clear": N_("Draft reports to clear"),
    "reports_to_finish": N_("Cleared reports to make final"),
    "my_reports": N_("Draft reports that you make, not offered yet"),
    "retractions": N_("Published reports to decide on: withdraw or not"),
    "reports_out": N_("Reports that wait for somebody else"),
    "questions_late": N_("Answers that are late: ask again, or decide without"),
    "questions_out": N_("Questions that a company still answers"),
    "withdrawals": N_("Requests to withdraw a document: agree or not"),
    "to_answer": N_("Questions to answer"),
    "to_assign": N_("New findings to hand out"),
    "to_decide": N_("Contested findings to decide on"),
    "ground_gone": N_("Findings that no document supports any more: let them stand or withdraw"),
    "to_assess": N_("Findings to assess"),
    "to_verify": N_("Measures to verify"),
    "to_clear": N_("Messages to clear"),
    "to_send": N_("Cleared messages to send"),
    "to_close": N_("Followed findings to close"),
    "to_plan": N_("Findings to plan a measure for"),
    "measures": N_("Measures to carry out"),
    "steps_due": N_("Steps of the year to send in"),
    "steps_to_assess": N_("Steps of companies to assess"),
    "steps_time": N_("Companies that ask for more time: answer them"),
    "steps_sent": N_("Steps that the secretariat reads"),
    "handed": N_("Findings to verify, to tell about or to close"),
    "asked": N_("Questions that the company answers"),
    "judged": N_("Findings that others look at"),
    "due_soon": N_("Due within 30 days"),
    "without_reader": N_("Documents that need a reader: hand them out"),
    "not_read": N_("Documents that could not be read: see what helps"),
    "withdrawals_asked": N_("Documents that you asked to withdraw"),
    "in_review": N_("Your documents that are being read and reviewed"),
    "proposed_sites": N_("Proposed smelters to decide on"),
    "signals": N_("Signals: something happened elsewhere, decide what it means for companies"),
    "versions": N_("Documents that may be a new version of an earlier one: say so"),
    "published": N_("Published reports that are new to you"),
    "paper_itself": N_("Documents that you read: confirm what the document itself is"),
    "facts": N_("Documents whose title, kind and dates nobody confirmed yet"),
    "register": N_("Changes to your smelters in the register"),
}
GROUPS: Mapping[str, str] = {
    work.NOW: N_("To do now"),
    work.HANDED: N_("Given to a colleague"),
    work.WAITING: N_("Waiting for others"),
    work.SOON: N_("Soon"),
    work.NEWS: N_("Good to know"),
}
URGENCY: Mapping[str, str] = {
    work.REPORTS: N_("Reports that wait for you"),
    urgency.LATE: N_("Overdue"),
    urgency.WEEK: N_("Due within a week"),
    urgency.LATER: N_("Due later"),
    urgency.UNDATED: N_("Without a due date"),
}
_ALSO: Mapping[str, str] = {
    "to_clear": N_("its message is to be cleared too, by anybody who did not write it"),
    "to_send": N_("its cleared message is to be sent too, by its reader or the secretariat"),
}
_FOUR_EYES = frozenset({"to_decide", "to_clear"})
_REVIEWED = frozenset({"first_reading", "second_reading", "paper_itself"})


@dataclass(frozen=True, slots=True)
class Group:
    """Buckets under one heading: how many tasks they have, and how many of those are late."""

    title: str
    buckets: list[Bucket]
    number: int
    late: int


def init(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What is on one's plate."""
    me, session = actor(), db.session()
    found = work.buckets(session, me)
    todo = sum(bucket.total for bucket in found if bucket.group == work.NOW)
    return render_template(
        "work/index.html",
        groups=[
            Group(title, buckets, number=sum(bucket.total for bucket in buckets), late=late)
            for title, buckets, late in _groups(found)
        ],
        todo=todo,
        title_of=lambda bucket: gettext(TITLES[bucket.name]),
        shown=_SHOWN,
        due_of=contesting.due,
        next_due=None if todo else work.next_due(session, me),
        new_to_read=any(bucket.name == "published" for bucket in found),
        office=me.is_secretariat and found,
        given=any(
            task.finding is not None
            and task.finding.owner_id == me.person_id
            and bucket.name not in _FOUR_EYES
            for bucket in found
            if bucket.group == work.NOW
            for task in bucket.tasks
        ),
        undated=gettext(URGENCY[urgency.UNDATED]),
        waiting=gettext(GROUPS[work.WAITING]),
        colleagues=gettext(GROUPS[work.HANDED]),
        marks=reminding.MARKS,
        may_upload=me.has(*SUBMITTERS),
        hears=me.has(Role.MEMBER, Role.CHAIR, Role.STEERING),
    )


def _groups(found: list[Bucket]) -> list[tuple[str, list[Bucket], int]]:
    """What waits, under headings: what is to do now by its days, if any of it has a day.

    Of what others do it says how much of it is late; of the rest the headings do.
    """
    groups = []
    for group, title in GROUPS.items():
        buckets = [bucket for bucket in found if bucket.group == group]
        parts = work.by_urgency(buckets, clock.today(db.session()))
        if group == work.NOW and parts.keys() - {urgency.UNDATED}:
            groups += [(gettext(URGENCY[one]), some, 0) for one, some in parts.items()]
        elif buckets:
            buckets = parts[urgency.UNDATED] if group == work.NOW else buckets
            apart = group in (work.HANDED, work.WAITING)
            groups.append((gettext(title), buckets, sum(b.late for b in buckets) if apart else 0))
    return groups


@blueprint.get(f"/<any({', '.join(TITLES)}):name>")
def bucket(name: str) -> ResponseReturnValue:
    """Everything of one kind, by pages."""
    listing = work.tasks(db.session(), actor(), name, addresses.page_number())
    title = gettext(TITLES[name])
    return render_template(
        "work/bucket.html", name=name, title=title, listing=listing, shown=_SHOWN
    )


@blueprint.post("/published/<report_id>/read")
def read(report_id: str) -> ResponseReturnValue:
    """Note that I read a report that was published to me: it is not new any more."""
    session, me = db.session(), actor()
    report = reports.get(session, report_id, me)
    notices.mark_read_about(session, me, REPORTS.noun, report.public_id)
    flash(gettext("It is no longer new to you. It stays under Reports."), "success")
    answer = redirect(url_for(".index"), 303)
    db.commit()
    return answer


def _words(task: Task) -> str:
    """What the row is called; what it quotes is marked with its language."""
    if task.finding is not None:
        return quoted.finding(task.finding)
    if task.step is not None:
        return f"{task.step.number}. {year_words.step(task.step.number)}"
    if task.asked is not None:
        return notice_words.title(task.asked)
    if task.edition is not None:
        name, day = printable(task.edition.name), formats.day(task.edition.valid_from)
        return str(gettext("%(name)s of %(day)s", name=name, day=day))
    if task.site is not None:
        return printable(task.site.name)
    if task.rule is not None:
        return printable(task.rule.text)
    if task.signal is not None:
        return printable(following_words.cause(task.signal.cause))
    if task.question is not None:
        return str(gettext("Question about %(name)s", name=filters.item_name(task.question.item)))
    return printable(task.document.title) if task.document is not None else ""


def _address(name: str, task: Task) -> str:
    """Where the work is done."""
    if task.finding is not None:
        return url_for("findings.detail", finding_id=task.finding.public_id)
    if task.step is not None:
        return url_for("years.step", step_id=task.step.public_id)
    if task.asked is not None and name == "remarks":
        return url_for("rounds.answers", round_id=task.asked.public_id)
    if isinstance(task.asked, ReportClearance) and name == "passages":
        passage, report_id = f"passage-{task.asked.public_id}", task.asked.report.public_id
        return url_for("clearances.of_report", report_id=report_id, _anchor=passage)
    if isinstance(task.asked, Report) and name == "published":
        return url_for("report_pages.read", report_id=task.asked.public_id)
    if isinstance(task.asked, Report):
        return url_for("reports.detail", report_id=task.asked.public_id)
    if task.asked is not None:
        return notice_words.address(task.asked)
    if task.edition is not None:
        return url_for("smelters.changes", to=task.edition.public_id)
    if task.site is not None:
        return url_for("smelters.detail", site_id=task.site.public_id)
    if task.rule is not None:
        return url_for("name_rules.detail", rule_id=task.rule.public_id)
    if task.signal is not None:
        return url_for("following.detail", cause_id=task.signal.cause.public_id)
    document_id = task.document.public_id if task.document is not None else ""
    if task.question is not None and name != "questions":
        item_id = task.question.item.public_id
        return url_for("review.screen", document_id=document_id, item=item_id)
    if task.question is not None:
        return url_for("documents.detail", document_id=document_id, _anchor=task.question.public_id)
    if name == "team_papers":  # nobody opens one before it is theirs
        return url_for("review.index", bucket=queue_filters.TEAM)
    if name == "to_confirm":
        return url_for("review.confirming", document_id=document_id)
    if name in _REVIEWED:
        return url_for("review.screen", document_id=document_id)
    return url_for("documents.detail", document_id=document_id)


def _hint(name: str, task: Task) -> str:
    """Whose it is, how much of it, by when."""
    if task.edition is not None:
        return str(ngettext("%(num)s smelter", "%(num)s smelters", task.count))
    if task.site is not None:
        return _joined(labels.country(task.site.country), _waits(task))
    if task.rule is not None:
        return labels.asks_because(task.rule.asks_because)
    if task.signal is not None:
        open_ones = ngettext("%(num)s proposal", "%(num)s proposals", task.signal.open)
        return _joined(str(open_ones), _waits(task))
    if isinstance(task.asked, ReportClearance) and actor().is_secretariat:
        return _joined(printable(task.asked.organisation.name), _waits(task))
    if isinstance(task.asked, Report) and name == "published":
        day = formats.day(task.asked.published_at)
        return str(gettext("published on %(day)s; here until you say that you read it", day=day))
    if task.asked is not None and task.count:
        return str(ngettext("%(num)s remark", "%(num)s remarks", task.count))
    row = task.finding or task.document
    parts = [row.organisation.name if row is not None else ""]
    if task.step is not None:
        parts = [printable(year_words.year(task.step.year))]
    if task.question is not None:
        parts.append(printable(task.question.item.document.title))
    if task.finding is not None and actor().is_secretariat:
        parts.append(_handed(name, task.finding))
    if task.count:
        parts.append(str(ngettext("%(num)s item", "%(num)s items", task.count)))
    if task.detail:
        parts.append(task.detail)
    if task.promised is not None:
        day = formats.day(task.promised)
        parts.append(str(gettext("promised before %(day)s", day=day)))
    elif task.day is not None:
        parts.append(str(gettext("due %(day)s", day=formats.day(task.day))))
    else:
        parts.append(_waits(task))
    if isinstance(task.asked, Report) and task.since is not None and task.asked.offered_by:
        who = printable(task.asked.offered_by.name)
        parts.append(str(gettext("offered by %(name)s", name=who)))
    if name == "handed" and task.finding is not None:
        parts.append(labels.finding_state(task.finding.state))
    if task.detail and task.finding is not None and task.finding.due not in (None, task.due):
        day = formats.day(task.finding.due)
        parts.append(str(gettext("the finding is due %(day)s", day=day)))
    parts += [gettext(_ALSO[name]) for name in task.also]
    return _joined(*parts)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _waits(task: Task) -> str:
    if task.since is None:
        return ""
    return str(gettext("waits since %(day)s", day=formats.day(task.since)))


def _handed(name: str, finding: Finding) -> str:
    """Whose work a finding is, for the secretariat; what takes four eyes is nobody's."""
    if name in _FOUR_EYES:
        return str(gettext("for anybody who did not judge or write it"))
    if finding.owner is None:
        return str(gettext("for anybody at the secretariat"))
    if finding.owner_id == actor().person_id:
        return str(gettext("given to you"))
    return str(gettext("given to %(name)s", name=printable(finding.owner.name)))


def _status(task: Task) -> tuple[str, str]:
    """The tag of the row, and its colour: a day that has passed comes before the state."""
    if task.day is not None and task.day < clock.today(db.session()):
        return str(gettext("Overdue")), "red"
    if isinstance(task.asked, Report):
        return labels.report_state(task.asked.state), labels.colour(task.asked.state)
    if task.finding is not None:
        return labels.finding_state(task.finding.state), labels.colour(task.finding.state)
    if task.step is not None:
        return year_words.state(task.step.state), labels.colour(task.step.state)
    if task.document is not None:
        return labels.document_state(task.document.state), labels.colour(task.document.state)
    return "", "grey"


_SHOWN: Mapping[str, Callable[..., object]] = {
    "words": _words,
    "address": _address,
    "hint": _hint,
    "status": _status,
}
"""What a row shows, as the templates ask for it."""
