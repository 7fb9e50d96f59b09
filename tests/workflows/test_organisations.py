import pytest
from sqlalchemy import select

from tests.cast import a_company, an_organisation
from workflows import organisations
from workflows.engine import make_sessions
from workflows.errors import Conflict, Invalid, NotFound
from workflows.models import OrganisationStanding
from workflows.states import OrganisationKind, Standing


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        *((kind, Standing.PARTY) for kind in list(OrganisationKind)[:5]),
        (OrganisationKind.SUPPORTER, Standing.SUPPORTER),
        (OrganisationKind.EXPERT, None),
        (OrganisationKind.SECRETARIAT, None),
    ],
)
def test_each_kind_has_its_standing_from_today(session, clock, kind, standing):
    an_organisation(session, "Bedenksel", kind)
    found = session.scalars(select(OrganisationStanding)).one_or_none()
    assert (found.standing if found else None) is standing
    assert found is None or found.from_date == clock().date()


def test_a_name_is_given_once_whatever_its_capitals(session):
    a_company(session, "Bedacht Metaal")
    with pytest.raises(Conflict, match="already an organisation"):
        a_company(session, " BEDACHT metaal ")
    with pytest.raises(Invalid, match="Give the organisation a name"):
        a_company(session, "  ")


@pytest.mark.parametrize(
    "name", ["Één Gieterij", "ØRSMELT A/S", "A & B < C", "{{ 7*7 }}", "50%_\\"]
)
def test_an_organisation_is_found_by_its_name_and_its_id(session, name):
    organisation = a_company(session, name)
    assert organisations.named(session, name) is organisation
    assert organisations.named(session, organisation.public_id) is organisation
    with pytest.raises(NotFound, match="no organisation called"):
        organisations.named(session, "Nergens")


def test_every_organisation_has_a_key_of_its_own(session):
    first, second = a_company(session, "Eerste"), a_company(session, "Tweede")
    assert first.blob_key != second.blob_key
    assert len(bytes.fromhex(first.blob_key)) == 32
    assert first.blob_key not in repr(session.get(type(first), first.id))


def test_one_knows_of_ones_own_organisation_only(session, world):
    def known(actor):
        return {o.name for o in session.scalars(organisations.visible(actor))}

    assert known(world.submitter) == {"Voorbeeld Draad B.V."}
    assert known(world.competitor) == {"Verzonnen Staal N.V."}
    assert known(world.member) == {"Stichting Denkbeeld"}
    assert len(known(world.secretary)) == 6
    assert [o.name for o in organisations.everything(session)] == sorted(known(world.secretary))
