"""Countries whose name does not tell which one is meant, told apart by what stands beside it."""

from dataclasses import replace

from extraction.entities import countries, country_hints
from extraction.pairing.drafts import Draft


def settled(draft: Draft) -> Draft:
    """The draft with the country that its row or sentence speaks of; as it is when that is open."""
    country = draft.country
    if country is None or country.value is not None:
        return draft
    choices = countries.country_of(country.text).choices
    beside = f"{draft.quote} {draft.smelter_id.text if draft.smelter_id else ''}"
    code = country_hints.told_apart(choices, beside) if choices else None
    if code is None:
        return draft
    notes = (*draft.notes, "country_from_beside")
    return replace(draft, country=replace(country, value=code), notes=notes)


def why_open(name: str) -> str:
    """The code of the reason why a country's name has no value."""
    reading = countries.country_of(name)
    if reading.choices:
        return "country_several"
    return "country_past" if reading.known else "country_unclear"
