"""The steps of a report in words: which are buttons, what was done, who does what is next."""

from flask_babel import gettext, ngettext

from report_templates.printable import printable
from webapp import db, formats, labels
from workflows import clock, report_changes, report_goals, report_telling, report_texts, reports
from workflows.marking import N_
from workflows.models import Report
from workflows.permissions import Actor
from workflows.report_audiences import ReportAudience
from workflows.report_changes import Change
from workflows.states import ReportAction, ReportState

AUDIENCES = {
    ReportAudience.ASSEMBLY: N_("The general assembly: who speaks for a party"),
    ReportAudience.PARTIES: N_("Everybody of the parties"),
    ReportAudience.PUBLIC: N_("Everybody"),
}


def left_out(report: Report, me: Actor) -> set[ReportAction]:
    """Steps that are no buttons: what is another person's to do, or was done already."""
    if report.state is not ReportState.DRAFT:
        return set()
    back, offer = {ReportAction.TAKE_BACK, ReportAction.REJECT}, {ReportAction.OFFER}
    mine = report.created_by_id == me.person_id
    if report.offered_at is None:
        return back if mine else back | offer
    if mine and changed(report):
        return {ReportAction.REJECT}
    return offer | {ReportAction.REJECT} if mine else offer | {ReportAction.TAKE_BACK}


def needs_why(report: Report, action: ReportAction, me: Actor) -> bool:
    """Whether the actor can do this step, and has to say why."""
    return any(
        "note" in option.transition.needs and option.refusal is None
        for option in reports.options(db.session(), report, me)
        if option.transition.action is action
    )


def second(report: Report) -> str:
    """Who can do what takes a second person, by name; for who makes the report, its colleague."""
    return ", ".join(printable(one.name) for one in report_telling.second(db.session(), report))


def changed(report: Report) -> list[Change]:
    """What was changed since the draft was offered, the newest first."""
    return report_changes.since_offered(db.session(), report)


def who_clears(report: Report) -> str:
    """Who can clear a draft, in a sentence."""
    if names := second(report):
        return str(gettext("Who can clear it: %(names)s.", names=names))
    if others := [one for one in changed(report) if one.by.id != report.created_by_id]:
        name = printable(others[0].by.name)
        said = gettext(
            "%(name)s changed this draft after it was offered, and so cannot clear it. Look at "
            "what was changed, and offer it again.",
            name=name,
        )
        return str(said)
    return str(
        gettext("Nobody else can clear it yet: it takes a second person who makes these reports.")
    )


def done(report: Report, action: ReportAction, me: Actor) -> str:
    """What was just done, who hears of it, and what is next."""
    match action:
        case ReportAction.OFFER:
            said = _then(gettext("Offered."), _asked(report))
        case ReportAction.TAKE_BACK:
            said = gettext("The offer is taken back.")
        case ReportAction.CHECK:
            said = gettext("Cleared. Next: make it final.")
        case ReportAction.REJECT:
            said = _back(report, me)
        case ReportAction.FINALISE:
            number = labels.report_number(report)
            said = gettext("Final, with number %(number)s. Next: publish it.", number=number)
        case ReportAction.PUBLISH:
            # The status on its cover became another one.
            anew = gettext("Download the Word file again: an earlier one says it is not published.")
            said = _then(gettext("Published."), _heard(report, me), anew)
        case ReportAction.ASK_RETRACTION:
            said = _then(gettext("Asked to withdraw it."), _asked(report))
        case ReportAction.HIDE:
            said = _then(gettext("Hidden."), _asked(report))
        case ReportAction.RETRACT:
            said = _then(gettext("Withdrawn after publication."), _heard(report, me))
        case ReportAction.KEEP:
            said = gettext("Not withdrawn: it stays published, as it was.")
        case ReportAction.WITHDRAW:
            said = gettext("The draft is put away.")
    return str(said)


def counted_again(report: Report) -> str:
    """What became of a draft that was counted again, by the new one."""
    session, said = db.session(), str(gettext("The figures are counted again."))
    texts = any(row.text for row in report_texts.every(session, report))
    if not (texts or report_goals.of(session, report)):
        return said
    return _then(said, gettext("Your texts and goals went along."))


def _then(*sentences: str) -> str:
    return " ".join(sentences)


def _asked(report: Report) -> str:
    """Who is told that a second person is needed."""
    names = second(report)
    if not names:
        return str(gettext("There is nobody else yet who can do the next step."))
    if report.state is ReportState.DRAFT:
        return str(gettext("Told, and can clear it: %(names)s.", names=names))
    return str(gettext("Told, and can confirm it or not: %(names)s.", names=names))


def _back(report: Report, me: Actor) -> str:
    if report.created_by_id == me.person_id:
        return str(gettext("Back to draft. You can change it, and offer it again."))
    name = printable(report.created_by.name)
    return str(gettext("Back to draft. %(name)s is told why, and can change it.", name=name))


def _heard(report: Report, me: Actor) -> str:
    session = db.session()
    if report.embargo is not None and report.embargo > clock.today(session):
        day = formats.day(report.embargo)
        return str(
            gettext("It can be read from %(day)s; until then its readers hear nothing.", day=day)
        )
    told = [one for one in report_telling.readers(session, report) if one.id != me.person_id]
    count = ngettext("%(num)s person is told", "%(num)s people are told", len(told))
    whom = gettext(AUDIENCES[report.audience]) if report.audience else ""
    return f"{count}: {whom}." if whom else f"{count}."
