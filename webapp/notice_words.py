"""What a notice says, in the reader's language: for the page of notices and for mails.

A subject names nobody and nothing: who reads over a shoulder learns only that there is something.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from flask import url_for
from flask_babel import gettext

from report_templates.printable import printable
from webapp import following_words, formats, labels, quoted, year_words
from workflows import deadlines, queue_filters
from workflows.marking import N_
from workflows.models import (
    Cause,
    Document,
    Finding,
    FindingComment,
    ItemComment,
    MemberYear,
    NameRule,
    Notice,
    Person,
    Question,
    Report,
    ReportClearance,
    ReportRound,
    RoundRemark,
    Team,
    YearStep,
)
from workflows.notices import Thing, Told
from workflows.permissions import Actor
from workflows.states import Role

DONE: Mapping[tuple[str, str], str] = {
    ("document", "record"): N_("A document has been read. You are to review it."),
    ("document", "take_up"): N_("A document is to be reviewed all the same. It waits for you."),
    ("document", "by_hand"): N_("A document could not be read. You are to enter it by hand."),
    ("document", "assign"): N_("You were given a document to review."),
    ("document", "refuse"): N_("A document that you sent in could not be read."),
    ("document", "fail"): N_("The reading of a document failed. It waits for the secretariat."),
    ("document", "finish"): N_("The review of your document is done."),
    ("document", "confirm"): N_("All items of your document have an answer."),
    ("document", "ask_to_withdraw"): N_("Somebody asks to withdraw a document. You can answer."),
    ("document", "grant_withdrawal"): N_("Your document has been withdrawn, as you asked."),
    ("document", "refuse_withdrawal"): N_(
        "Your document stays, although you asked to withdraw it."
    ),
    ("question", "ask"): N_("There is a question for your company about a document."),
    ("question", "answer"): N_("The company answered a question about a document."),
    ("question", "withdraw"): N_("A question to your company was withdrawn: no answer is needed."),
    ("name_rule", "ask_again"): N_("A rule on a name asks again whether it still holds."),
    ("team", "wait"): N_("A document waits for your team. Whoever takes it reviews it."),
    ("report", "publish"): N_("A report has been published. You can read it."),
    ("report", "offer"): N_("A draft report waits to be cleared. You can do that."),
    ("report", "check"): N_("A draft report was cleared. It can be made final."),
    ("report", "reject"): N_("A report was sent back. Its page says why."),
    ("report", "retract"): N_("A report that you could read was withdrawn. Its page says why."),
    ("report", "ask_retraction"): N_("Somebody asks to withdraw a published report. Confirm it?"),
    ("report", "hide"): N_("A published report was hidden at once. Confirm that it is withdrawn?"),
    ("report", "keep"): N_("A published report is not withdrawn: it stays as it was."),
    ("round", "open"): N_("You are asked to comment on a draft report."),
    ("round", "end"): N_("A round of comments on a draft report has ended. You can answer now."),
    ("round", "answer"): N_("What you said of a draft report was answered."),
    ("round", "remind"): N_(
        "You are asked to comment on a draft report, and have said nothing of it yet."
    ),
    ("clearance", "remind"): N_(
        "You are asked whether a passage of a report may name you, and have not answered yet."
    ),
    ("clearance", "ask"): N_("You are asked whether a passage of a report may name you."),
    ("clearance", "answer"): N_("Somebody said whether a passage of a report may name them."),
    ("clearance", "decline"): N_(
        "Your words for a passage of a report were not taken over. You can answer anew."
    ),
    ("comment", "mention"): N_("Somebody names you in a comment on an item."),
    ("finding_comment", "mention"): N_("Somebody names you in a comment on a finding."),
    ("finding", "comment"): N_("Somebody wrote a comment on a finding for you to read."),
    ("remark", "mention"): N_("Somebody names you in a remark on a draft report."),
    ("finding", "assign"): N_("A finding was given to somebody to assess."),
    ("finding", "ask"): N_("Your company is asked a question about a finding."),
    ("finding", "answer"): N_("The company answered the question about a finding."),
    ("finding", "assess"): N_("A finding about your company has been assessed."),
    ("finding", "contest"): N_("The company contests a finding."),
    ("finding", "uphold"): N_("A finding that was contested was upheld."),
    ("finding", "withdraw"): N_("A finding that was contested was withdrawn."),
    ("finding", "hand_up"): N_("A contested finding was passed on to be judged."),
    ("finding", "overrun"): N_("A contested finding was not judged in time."),
    ("finding", "plan"): N_("A measure was planned for a finding."),
    ("finding", "submit"): N_("The measures for a finding are to be verified."),
    ("finding", "verify"): N_("The measures of your company for a finding were verified."),
    ("finding", "return"): N_("The measures of your company for a finding were sent back."),
    ("finding", "communicate"): N_("There is a message about a finding."),
    ("finding", "close"): N_("A finding about your company was closed."),
    ("finding", "escalate"): N_("A measure for a finding is late; the finding is escalated."),
    ("step", "sign"): N_("A company sent in a step of its year. You can assess it."),
    ("step", "take_back"): N_("A company took back a step of its year that it had sent in."),
    ("step", "ask_time"): N_("A company asks for more time for a step of its year."),
    ("step", "extend"): N_("Your company has more time for a step of its year."),
    ("step", "refuse_time"): N_("Your company gets no more time for a step of its year."),
    ("step", "accept"): N_("A step of your company's year was accepted."),
    ("step", "return"): N_("A step of your company's year was sent back."),
    ("step", "reopen"): N_("A step of your company's year that was accepted is open again."),
    ("finding", "reopen"): N_("A finding about your company was opened again."),
    ("finding", "open"): N_("A certificate ends soon or has ended: a finding was opened."),
    ("cause", "propose"): N_("A rule saw something. Its proposals wait for you."),
    ("finding", "near"): N_("The last day of a certificate comes nearer."),
    ("finding", "ended"): N_("The last day of a certificate has passed."),
}
"""By noun and deed: what happened."""

DUE: Mapping[str, str] = {
    deadlines.ANSWER: N_("A question waits for an answer of your company."),
    deadlines.READ: N_("The sender of a document was promised the result of your review."),
    deadlines.FIND_READER: N_("A document still needs a reader."),
    deadlines.PLAN: N_("A finding waits for measures of your company."),
    deadlines.MEASURE: N_("A measure for a finding is to be done."),
    deadlines.STEP: N_("A step of your company's year is to be sent in."),
    deadlines.ACTION: N_("An action of your company's plan is to be done."),
    deadlines.FINDING: N_("A finding that you have in hand is due."),
    deadlines.JUDGE: N_("A contested finding waits for your verdict."),
    deadlines.ROUND: N_("The last day on which you can comment on a draft report."),
    deadlines.CLEARANCE: N_("You are asked whether a passage of a report may name you."),
    deadlines.APPEAL: N_("The last day on which your company can go on with a contest."),
}
"""By what is due: what the day is for."""


_FOR_READERS = ("publish", "retract")  # of what is told of a report


def sentence(told: Told) -> str:
    """What happened, or what is due; of an answer or a corrected report, which one."""
    notice, thing = told.notice, told.thing
    if notice.due is not None:
        return str(gettext(DUE[notice.action]))
    if isinstance(thing, Report) and notice.action == "publish" and thing.corrects is not None:
        number = thing.corrects.edition
        return str(
            gettext(
                "A corrected report has been published: it replaces version %(number)s.",
                number=number,
            )
        )
    said = notice.action == "answer"
    if said and isinstance(thing, ReportClearance) and thing.given is not None:
        return _answered(thing)
    return str(gettext(DONE[notice.noun, notice.action]))


def _answered(passage: ReportClearance) -> str:
    """What was said of a passage, as it stands now: who answers can say something else."""
    if passage.given and passage.wording:
        return str(gettext("Somebody wants other words in a passage of a report that names them."))
    if passage.given:
        return str(gettext("Somebody said yes: a passage of a report may name them."))
    return str(gettext("Somebody said no: a passage of a report may not name them so."))


def by_when(notice: Notice, today: date) -> str:
    """The day that a notice is about, seen from today; nothing for one about a deed."""
    if notice.due is None:
        return ""
    day = formats.day(notice.due)
    if notice.due < today:
        return str(gettext("It was due on %(day)s.", day=day))
    return str(gettext("It is due on %(day)s.", day=day))


def title(thing: Thing) -> str:
    """What the object is called, for who may see it."""
    if isinstance(thing, Finding):
        return labels.finding_title(thing)
    if isinstance(thing, FindingComment):
        return labels.finding_title(thing.finding)
    if isinstance(thing, Cause):
        return following_words.cause(thing)
    if isinstance(thing, NameRule):
        return printable(thing.text)
    if isinstance(thing, Team):
        return str(gettext("Team %(name)s", name=printable(thing.name)))
    if isinstance(thing, YearStep):
        return year_words.step_of_year(thing)
    if isinstance(thing, MemberYear):
        return year_words.year(thing)
    if isinstance(thing, Report):
        title_of = labels.report_title(thing)
        return title_of if thing.number else f"{title_of}, {_days(thing)}"
    if isinstance(thing, RoundRemark):
        return title(thing.round)
    if isinstance(thing, ItemComment):
        return printable(thing.item.document.title)
    if isinstance(thing, ReportClearance):
        # The same is often said in both languages of a report, and asked about twice.
        written_in = formats.language(thing.language)
        return f"{labels.report_title(thing.report)}, {_days(thing.report)} ({written_in})"
    if isinstance(thing, ReportRound):
        return f"{labels.report_title(thing.report)}, {_days(thing.report)}"
    document = thing.item.document if isinstance(thing, Question) else thing
    return printable(document.title)


def reminded(told: Iterable[Person]) -> str:
    """Who was reminded just now."""
    names = ", ".join(printable(one.name) for one in told)
    return str(gettext("Reminded: %(names)s.", names=names))


def marked(thing: Thing) -> str:
    """The same for a page, where what it quotes is marked with its language."""
    if isinstance(thing, Finding):
        return quoted.finding(thing)
    if isinstance(thing, FindingComment):
        return quoted.finding(thing.finding)
    return title(thing)


def _days(report: Report) -> str:
    return f"{formats.day(report.period_from)} – {formats.day(report.period_to)}"


def leads(told: Told, *, absolute: bool = False) -> str:
    """Where a notice leads: who makes a report goes to where it is made, a reader reads it."""
    if isinstance(told.thing, Report) and told.notice.action not in _FOR_READERS:
        report_id = told.thing.public_id
        return url_for("reports.detail", report_id=report_id, _external=absolute)
    return address(told.thing, absolute=absolute) if told.thing is not None else ""


def address(thing: Thing, *, absolute: bool = False) -> str:
    """Where the object is."""
    if isinstance(thing, Finding):
        return leads_to("finding", thing.public_id, absolute=absolute)
    if isinstance(thing, FindingComment):
        return leads_to("finding", thing.finding.public_id, absolute=absolute)
    if isinstance(thing, Cause):
        return url_for("following.detail", cause_id=thing.public_id, _external=absolute)
    if isinstance(thing, NameRule):
        return url_for("name_rules.detail", rule_id=thing.public_id, _external=absolute)
    if isinstance(thing, Team):
        return url_for("review.index", bucket=queue_filters.TEAM, _external=absolute)
    if isinstance(thing, YearStep):
        return leads_to("step", thing.public_id, absolute=absolute)
    if isinstance(thing, MemberYear):
        return leads_to("year", thing.public_id, absolute=absolute)
    if isinstance(thing, Report):
        return leads_to("report", thing.public_id, absolute=absolute)
    if isinstance(thing, ReportRound):
        return leads_to("round", thing.public_id, absolute=absolute)
    if isinstance(thing, RoundRemark):
        return leads_to("round", thing.round.public_id, absolute=absolute)
    if isinstance(thing, ItemComment) and not thing.is_shared:  # read beside the item alone
        return url_for("review.at_item", item_id=thing.item.public_id, _external=absolute)
    if isinstance(thing, ItemComment):
        return leads_to("document", thing.item.document.public_id, absolute=absolute)
    if isinstance(thing, ReportClearance):
        return leads_to("clearance", thing.public_id, absolute=absolute)
    document: Document = thing.item.document if isinstance(thing, Question) else thing
    return leads_to("document", document.public_id, absolute=absolute)


def leads_to(noun: str, public_id: str, *, absolute: bool = False) -> str:
    """Where a document, a finding, a step or the plan of a year is, by its id."""
    if noun == "year":
        return url_for("plans.index", year_id=public_id, _external=absolute)
    if noun == "report":
        return url_for("report_pages.read", report_id=public_id, _external=absolute)
    if noun == "clearance":
        return url_for("clearances.detail", clearance_id=public_id, _external=absolute)
    if noun == "round":
        return url_for("rounds.detail", round_id=public_id, _external=absolute)
    if noun == "step":
        return url_for("years.step", step_id=public_id, _external=absolute)
    if noun == "finding":
        return url_for("findings.detail", finding_id=public_id, _external=absolute)
    return url_for("documents.detail", document_id=public_id, _external=absolute)


def plain(text: str) -> str:
    """On one line, for a mail."""
    return " ".join(text.split())


def who(told: Told, reader: Actor) -> str:
    """Who did it, where the reader may know that: of a finding, and for those who review."""
    doer = told.notice.actor
    if doer is None or told.thing is None:
        return ""
    staff = reader.has(Role.REVIEWER, Role.SECRETARIAT)
    open_to_all = isinstance(told.thing, Finding | YearStep)
    return printable(doer.name) if staff or open_to_all else ""
