"""What the states and places of remarks on a draft are called, and who made them."""

from flask_babel import gettext

from report_templates.printable import printable
from webapp import i18n
from workflows import report_parts
from workflows.models import RoundRemark
from workflows.remark_states import RemarkState
from workflows.text_differences import Mark, Passage
from workflows.transitions import REMARKS

COLOURS = {
    RemarkState.OPEN: "amber",
    RemarkState.TAKEN: "green",
    RemarkState.WORKED_IN: "green",
    RemarkState.REFUSED: "grey",
    RemarkState.NOTED: "blue",
}


def state(remark: RoundRemark) -> str:
    """Where a remark stands."""
    return str(gettext(REMARKS.state_titles[remark.state]))


def colour(remark: RoundRemark) -> str:
    """The colour of that."""
    return COLOURS[remark.state]


def pieces(remark: RoundRemark) -> tuple[tuple[Mark, str], ...]:
    """The paragraph as it stands against the words that are proposed."""
    return Passage(remark.chapter, remark.quote, remark.proposed or "").pieces


def action(code: str) -> str:
    """What one does with a remark."""
    return next(str(gettext(words)) for one, words in REMARKS.action_titles.items() if one == code)


def chapter(code: str) -> str:
    """The chapter that a remark is about, in the reader's language."""
    if not code:
        return str(gettext("Elsewhere in the document"))
    if code.isdecimal():
        return f"{code}. {i18n.step(int(code))}"
    return report_parts.section_title(code, i18n.language())


def place(remark: RoundRemark) -> str:
    """The chapter, and which paragraph of it."""
    if remark.paragraph is None:
        return chapter(remark.chapter)
    words = {"chapter": chapter(remark.chapter), "number": remark.paragraph + 1}
    if remark.is_own:
        return str(gettext("%(chapter)s, own paragraph %(number)s", **words))
    return str(gettext("%(chapter)s, paragraph %(number)s of the figures", **words))


def who(remark: RoundRemark) -> str:
    """Who said it and for whom; who wrote it in Word, where that is another name."""
    whose = remark.organisation.name if remark.organisation else gettext("steering committee")
    said = f"{printable(remark.person.name)} ({printable(whose)})"
    author = printable(remark.word_author)
    if author and author != remark.person.name:
        return str(gettext("%(name)s, in a file of %(sender)s", name=author, sender=said))
    return said
