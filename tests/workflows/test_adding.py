"""Adding a missed name: which smelters of the register it is offered for."""

import pytest

from tests.cast import a_record, a_site
from workflows import adding
from workflows.verdicts import suggested


@pytest.fixture
def add(session, world, paper):
    (row,) = paper(a_record())

    def _add(**values):
        return adding.add(
            session, row.document, world.reader, page=1, values=values, box=None, typed=True
        )

    return _add


def test_a_missed_name_that_the_register_knows_is_offered_as_that_smelter(session, add):
    kelana = a_site(session, "Kelana Works")
    assert suggested(add(smelter="KELANA WORKS")) is kelana


def test_a_missed_name_is_looked_up_by_its_number_too(session, add):
    kelana = a_site(session, "Kelana Works", identifier="XID000777")
    added = add(smelter="Bedachte Smelterij", smelter_id="XID000777")
    assert [row.site for row in added.candidates] == [kelana]


def test_a_missed_name_is_never_offered_the_smelter_of_another_company(session, world, add):
    a_site(session, "Kelana Works", organisation=world.rival)
    assert add(smelter="Kelana Works").candidates == []
