"""The languages that a reviewer reads, as they say; who says nothing reads them all."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from workflows.models import Person

CHOICES = ("nl", "en", "de", "fr", "es", "pt", "it", "pl", "tr", "zh", "ja", "ko", "ru")
"""The languages that the reader tells apart."""
_PREFERENCE = "reading_languages"


def of(person: Person) -> tuple[str, ...]:
    """The codes of the languages that somebody reads: all of them when they said nothing."""
    kept = person.preferences.get(_PREFERENCE)
    return tuple(str(code) for code in kept) if isinstance(kept, list) else CHOICES


def says(person: Person) -> bool:
    """Whether somebody ever said which languages they read."""
    return isinstance(person.preferences.get(_PREFERENCE), list)


def reads(person: Person, language: str | None) -> bool:
    """Whether somebody reads this language; a document of no known language is for everybody."""
    return language is None or not says(person) or language in of(person)


def keep(session: Session, person: Person, codes: Iterable[str]) -> None:
    """Keep which languages somebody reads; none chosen, or all of them, is nothing said."""
    chosen = [code for code in CHOICES if code in set(codes)]
    others = {k: v for k, v in person.preferences.items() if k != _PREFERENCE}
    said = 0 < len(chosen) < len(CHOICES)
    person.preferences = {**others, _PREFERENCE: chosen} if said else others
    session.flush()


def forget(session: Session, person: Person, language: str) -> None:
    """Note that somebody does not read a language."""
    left = [code for code in of(person) if code != language]
    person.preferences = {**person.preferences, _PREFERENCE: left}
    session.flush()
