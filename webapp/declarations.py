"""A reporting template on the page of its document: answers, remarks, and a draft of a reply."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from extraction.lint import letters, words
from extraction.records import LintSeverity
from report_templates.printable import printable
from webapp import formats, i18n
from workflows import comparisons, declarations
from workflows.marking import N_
from workflows.models import Document, DocumentVersion
from workflows.permissions import Actor

_TOPICS: Mapping[str, str] = {
    "used": N_("In the product, or used to make it"),
    "remains": N_("Stays in the product"),
    "covered": N_("From the covered countries"),
    "high_risk": N_("From areas of conflict or high risk"),
    "recycled": N_("All of it recycled or scrap"),
    "responded": N_("Suppliers that answered"),
    "identified": N_("All smelters known"),
    "reported": N_("All known smelters listed"),
    "policy": N_("Has a sourcing policy"),
    "policy_published": N_("The policy is public"),
    "suppliers_validated": N_("Asks suppliers for validated smelters"),
    "due_diligence": N_("Has due diligence measures"),
    "supplier_survey": N_("Surveys its suppliers"),
    "review": N_("Checks what suppliers answer"),
    "corrective_action": N_("Follows up what is wrong"),
    "disclosure": N_("Reports every year"),
}
_SEVERITIES: Mapping[LintSeverity, tuple[str, str]] = {
    LintSeverity.ERROR: (N_("Error"), "red"),
    LintSeverity.WARNING: (N_("Warning"), "amber"),
    LintSeverity.QUESTION: (N_("Question"), "blue"),
}
_LETTERS = {"nl": "Nederlands", "en": "English", "de": "Deutsch", "fr": "Français"}


@dataclass(frozen=True, slots=True)
class Line:
    """A remark as the page shows it."""

    severity: str
    colour: str
    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class Other:
    """What another paper of the same member says, and that paper."""

    words: str
    document: Document


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers: by metal, or one for the company under an empty name."""

    words: str  # its number in the template, and what it is about
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A template as its document's page shows it."""

    name: str  # which template, and its edition
    company: Mapping[str, str]
    metals: tuple[str, ...]
    by_metal: tuple[Asked, ...]
    by_company: tuple[Asked, ...]
    remarks: tuple[Line, ...]
    letter: str
    letter_language: str
    letter_languages: Mapping[str, str]


def shown(version: DocumentVersion, wanted: str) -> Shown | None:
    """The template that a version is; None for other papers. ``wanted``: the letter's language."""
    given: Any = version.declaration
    if given is None:
        return None
    found = declarations.remarks(version)
    name = " ".join(part for part in (given["template"], given["version"]) if part)
    own = version.language if version.language in letters.LANGUAGES else None
    offered = {code: called for code, called in _LETTERS.items() if code in ("nl", "en", own)}
    language = wanted if wanted in offered else own or i18n.language()
    return Shown(
        name=name,
        company={name: _field(name, one["value"]) for name, one in given["company"].items()},
        metals=tuple(given["metals"]),
        by_metal=_asked(given, per_metal=True),
        by_company=_asked(given, per_metal=False),
        remarks=tuple(
            Line(
                str(gettext(_SEVERITIES[one.severity][0])),
                _SEVERITIES[one.severity][1],
                printable(one.cell or ""),
                printable(words.message(one.rule, i18n.language(), one.values)),
            )
            for one in found
        ),
        letter=printable(letters.draft(found, language, name)),
        letter_language=language,
        letter_languages=offered,
    )


def _asked(given: Any, *, per_metal: bool) -> tuple[Asked, ...]:
    questions: dict[tuple[str, str], dict[str, str]] = {}
    for answer in given["answers"]:
        if (answer["metal"] is not None) is per_metal:
            asked = questions.setdefault((answer["question"], answer["topic"]), {})
            asked[answer["metal"] or ""] = _text(answer["answer"])
    return tuple(
        Asked(f"{number}. {gettext(_TOPICS.get(topic, topic))}", answers)
        for (number, topic), answers in questions.items()
    )


def _field(name: str, value: str | None) -> str:
    """A field of the company; a date as people write it, unless it is none."""
    if name != "effective_date" or value is None:
        return _text(value)
    try:
        return formats.day(date.fromisoformat(value))
    except ValueError:
        return _text(value)


def _text(value: str | None) -> str:
    return printable(value or "")


def compared(session: Session, document: Document, actor: Actor) -> tuple[Other, ...]:
    """What the member's other papers say of a list of smelters, in this reader's language."""
    return tuple(
        Other(str(gettext(one.message, **_said(one))), one.document)
        for one in comparisons.of_document(session, document, actor)
    )


def _said(one: comparisons.Comparison) -> dict[str, str]:
    values = {name: printable(value) for name, value in one.values.items()}
    if "day" in values:
        values["day"] = formats.day(date.fromisoformat(values["day"]))
    return values


def comparison_shapes(
    session: Session, document: Document, actor: Actor
) -> list[dict[str, object]]:
    """The same as the command line prints it."""
    return [
        {"rule": one.rule, "message": one.message % one.values, "document": one.document.public_id}
        for one in comparisons.of_document(session, document, actor)
    ]


def remark_shapes(version: DocumentVersion, language: str) -> list[dict[str, object]]:
    """The remarks on a version as the command line prints them."""
    return [
        {
            "rule": one.rule,
            "severity": one.severity.value,
            "cell": one.cell,
            "message": words.message(one.rule, language, one.values),
        }
        for one in declarations.remarks(version)
    ]
