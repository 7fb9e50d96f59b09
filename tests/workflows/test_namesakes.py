"""Items that are printed with the same name of a smelter."""

from sqlalchemy import select

from tests.cast import a_record
from workflows import namesakes
from workflows.models import ItemField


def test_a_name_is_found_in_the_capitals_of_papers_and_nothing_else_is(session, paper):
    (loud,) = paper(a_record("STRUISGRAS"))
    plain, other = paper(a_record("Struisgras"), a_record("Tin"))
    named = select(ItemField.item_id).where(namesakes.named(namesakes.texts(plain)))
    assert set(session.scalars(named)) == {loud.id, plain.id}
    # The metal of the others is printed as the name of this one is; it is no name.
    metal = select(ItemField.item_id).where(namesakes.named(["Tin"]))
    assert set(session.scalars(metal)) == {other.id}
