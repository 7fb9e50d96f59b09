"""Settings of the agreement: name, documented default, meaning; a row only where one differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import events, lengths
from workflows.errors import Invalid, NotFound
from workflows.marking import N_
from workflows.models import Setting
from workflows.once import once
from workflows.permissions import Actor


@dataclass(frozen=True, slots=True)
class Definition:
    """A setting: its default, its least and greatest value where it is a number, its meaning."""

    default: str
    meaning: str
    least: float | None = None
    greatest: float | None = None
    is_share: bool = False  # kept as a part of one, shown and typed in percent
    choices: Mapping[str, str] = field(default_factory=dict)  # where it is one of these words

    @property
    def unit(self) -> float:
        """What a person types for one: a hundred where it is a share."""
        return 100.0 if self.is_share else 1.0


DEFINITIONS: dict[str, Definition] = {
    "agreement.name": Definition(
        "Voorbeeldovereenkomst Metaal", N_("The name of the agreement, as reports print it.")
    ),
    "agreement.name_en": Definition(
        "Example Metals Agreement", N_("Its name in English, for reports in that language.")
    ),
    "disclosure.members": Definition(
        "3", N_("A figure is shown when at least this many companies are behind it."), 3, 50
    ),
    "disclosure.largest": Definition(
        "0.70",
        N_("A figure is shown when no company makes up more than this share of it."),
        0.2,
        1,
        True,
    ),
    "review.link_score": Definition(
        "0.80",
        N_("A second reader is asked for when the register match is weaker than this."),
        0,
        1,
        True,
    ),
    "review.sample": Definition(
        "0.10", N_("The share of other approvals that a second reader sees, at random."), 0, 1, True
    ),
    "review.first": Definition(
        "reviewers",
        N_("Who answers first for what was read, in documents received from now on."),
        choices={
            "reviewers": N_("The reviewers"),
            "member": N_("The company; reviewers read what is new, uncertain or of risk"),
        },
    ),
    "review.days": Definition(
        "10",
        N_("The working days within which the sender of a document hears the result."),
        1,
        260,
    ),
    "review.question_days": Definition(
        "10",
        N_("The working days that a company has to answer a question about an item."),
        1,
        260,
    ),
    "certificate.warn_days": Definition(
        "90", N_("A certificate raises a finding this many days before it expires."), 0, 730
    ),
    "notices.hour": Definition(
        "7", N_("The hour of the day at which reminders and daily mails are made."), 0, 23
    ),
    "years.months": Definition(
        "6", N_("The months after 1 July within which a company sends in its six steps."), 1, 12
    ),
    "question.days": Definition(
        "14", N_("The days a company has to answer a question about a finding."), 1, 365
    ),
    "contest.reviewer_days": Definition(
        "14", N_("The days in which another reviewer judges a contested finding."), 1, 180
    ),
    "contest.office_days": Definition(
        "14", N_("The days in which the secretariat judges a contested finding."), 1, 180
    ),
    "contest.steering_days": Definition(
        "42", N_("The days in which the steering committee judges a contested finding."), 1, 365
    ),
    "contest.appeal_days": Definition(
        "14", N_("The days in which a company can go on with a contest that was decided."), 1, 180
    ),
}


def get(session: Session, name: str) -> str:
    """The value in force."""
    return _changed(session).get(name, DEFINITIONS[name].default)


def _changed(session: Session) -> dict[str, str]:
    """What differs from its default, all of it at once: a page asks for one after the other."""
    return once(
        session, Setting, lambda: {row.name: row.value for row in session.scalars(select(Setting))}
    )


def agreement(session: Session) -> dict[str, str]:
    """The agreement's name, and the one in English: the same where nobody filled it in."""
    name, english = (get(session, key) for key in ("agreement.name", "agreement.name_en"))
    unset = {key for key in ("agreement.name", "agreement.name_en") if key not in _changed(session)}
    return {
        "agreement": name,
        "agreement_en": name if unset == {"agreement.name_en"} else english,
    }


def number(session: Session, name: str) -> float:
    """The value in force of a setting that is a number."""
    return float(get(session, name))


def everything(session: Session) -> dict[str, str]:
    """Every setting with the value in force."""
    changed = _changed(session)
    return {name: changed.get(name, d.default) for name, d in DEFINITIONS.items()}


def change(session: Session, name: str, value: str, actor: Actor, *, note: str) -> None:
    """Change a setting on a page: by the secretariat, with a reason; a share in percent."""
    if not actor.is_secretariat or name not in DEFINITIONS:
        raise NotFound(N_("There is no such setting."))
    if not value.strip():
        raise Invalid(N_("Fill in a value."))
    if not lengths.within(note, lengths.REASON, field="note"):
        raise Invalid(N_("Say why: the note is required."))
    put(session, name, value.strip(), actor, note=note.strip(), unit=DEFINITIONS[name].unit)


def put(
    session: Session,
    name: str,
    value: str,
    actor: Actor | None,
    *,
    note: str = "",
    unit: float = 1.0,
) -> None:
    """Change a setting; refuses what would be unsafe (a threshold under three companies).

    ``unit`` is how many of what is given make one: a hundred where that is in percent.
    """
    definition = DEFINITIONS[name]
    if definition.choices and value not in definition.choices:
        raise Invalid(N_("Choose one of: %(choices)s."), choices=", ".join(definition.choices))
    if definition.least is not None and definition.greatest is not None:
        try:
            given = float(value.removesuffix("%").strip().replace(",", ".")) / unit
        except ValueError:
            raise Invalid(N_("Give a number.")) from None
        if not definition.least <= given <= definition.greatest:
            raise Invalid(
                N_("Give a number from %(least)s to %(greatest)s."),
                least=f"{definition.least * unit:g}",
                greatest=f"{definition.greatest * unit:g}",
            )
        value = f"{given:g}"
    row = session.get(Setting, name)
    before = row.value if row is not None else definition.default
    if row is None:
        session.add(Setting(name=name, value=value))
    else:
        row.value = value
    session.flush()
    events.append(session, actor, "setting", name, "change", before=before, after=value, note=note)
