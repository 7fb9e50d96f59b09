"""What a paper looks at and what it is silent about: by its kind, by its certificates."""

from dataclasses import replace

import pytest

from extraction.records import Kind, Scheme
from tests.cast import a_certificate, a_document, a_reading, a_record, a_value
from workflows import coverage, deciding, documents, items
from workflows.coverage import Level
from workflows.evidence_sorts import SORTS
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict


def covered(session, store, world, reading):
    document = a_document(session, store, world.company, world.submitter, reading)
    found = coverage.of_document(documents.current(document), items.of_document(session, document))
    session.commit()
    return found


def certified(*certificates, kind=Kind.CERTIFICATE):
    return replace(a_reading(certificates=certificates), kind=kind)


def test_an_environmental_certificate_says_nothing_of_origin_or_people(session, store, world):
    found = covered(session, store, world, certified(a_certificate()))
    assert found.levels["T07"][0] is Level.PARTLY
    assert {found.levels[code][0] for code in (*coverage.ANNEX, "T02", "S5", "S6")} == {
        Level.SILENT
    }


def test_two_certificates_together_cover_what_either_of_them_does(session, store, world):
    social = replace(a_certificate(number="VB-2"), scheme=Scheme.SA8000, standard=a_value("SA8000"))
    found = covered(session, store, world, certified(a_certificate(), social))
    assert found.levels["T02"] == (Level.LOOKS_AT, (SORTS["sa8000"],))
    assert found.levels["T07"] == (Level.PARTLY, (SORTS["iso_14001"],))


def test_a_rejected_certificate_covers_nothing(session, store, world):
    document = a_document(
        session, store, world.company, world.submitter, certified(a_certificate())
    )
    (item,) = items.of_document(session, document)
    deciding.decide(session, item, Verdict(ItemAction.REJECT, RejectReason.MISREAD), world.reader)
    assert coverage.of_document(documents.current(document), [item]) is None
    session.commit()


def test_a_list_of_smelters_helps_with_the_second_step_alone(session, store, world):
    found = covered(session, store, world, a_reading(a_record()))
    told = {code for code, (level, _by) in found.levels.items() if level is not Level.SILENT}
    assert told == {"S2"}


def test_of_a_scheme_that_nobody_knows_nothing_is_said(session, store, world):
    unknown = replace(a_certificate(), scheme=Scheme.OTHER)
    assert covered(session, store, world, certified(unknown)) is None


@pytest.mark.parametrize("name", SORTS)
def test_every_sort_speaks_of_subjects_that_exist(name):
    known = {*coverage.STEPS, *coverage.ANNEX, *coverage.SUBJECTS}
    assert SORTS[name].looks_at <= known
    assert SORTS[name].partly <= known - SORTS[name].looks_at


def test_every_scheme_and_kind_of_evidence_has_its_sort():
    schemes = {scheme.value for scheme in Scheme} - {"iso", "other"}
    assert schemes <= set(SORTS)
