"""Numbers in people's own words beside the figures of the same name."""

import pytest

from workflows import report_claims

FIGURES = [
    {"code": "F101", "value": 12, "over": None, "hidden": False},
    {"code": "F102", "value": 6, "over": 12, "hidden": False},
    {"code": "F201", "value": 30, "over": None, "hidden": False},
    {"code": "F203", "value": 1250, "over": 2000, "hidden": False},
    {"code": "F601", "value": None, "over": None, "hidden": True, "by": {"1": 2, "4": 1}},
]


def found(text, language="nl"):
    return [(claim.number, claim.code) for claim in report_claims.unlike(text, FIGURES, language)]


@pytest.mark.parametrize(
    "text",
    [
        "Wij kregen veel: 30 ontvangen documenten.",
        "Van de 30 documenten die wij ontvangen hebben, is veel gelezen.",
        "In 2026 zijn er 30 documenten ontvangen.",
        "Er zijn 1.250 documenten beoordeeld",
        "Dat is 63% van de documenten die zijn beoordeeld",
        "Vorig jaar waren er 17 ontvangen documenten.",
        "Wij spraken 17 bedrijven.",
        "In deze periode deden 12 bedrijven mee.",
        "In stap F201 staan de ontvangen documenten.",
        "Op bladzijde 3 staat meer, over documenten",
        "In dit jaar ontvingen wij 30 documenten.",
        "Wij kregen 31 documenten van de deelnemende bedrijven.",
        "Van de 12 bedrijven zijn de documenten ontvangen",
        "Van 17 bedrijven zijn de documenten ontvangen",
        "Wij kregen 30 documenten, waarvan er 1.250 zijn beoordeeld.",
        "Er is veel ontvangen. Daarvan zijn er 3 weg.",
        "In deze periode deden twaalf bedrijven mee; een bedrijf nam niet deel.",
        "Er zijn dertig documenten ontvangen, tweedehands gelezen",
    ],
)
def test_a_number_that_is_borne_out_or_about_something_else_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Er zijn 31 documenten ontvangen.", ("31", "F201")),
        ("In deze periode deden 14 bedrijven mee.", ("14", "F101")),
        ("Toen deden 14 bedrijven mee die documenten stuurden.", ("14", "F101")),
        ("Er namen 14 bedrijven aan deel.", ("14", "F101")),
        ("Er zijn 1.251 documenten beoordeeld.", ("1.251", "F203")),
        ("Zo is 64% van de documenten beoordeeld", ("64%", "F203")),
        ("Voorop: 2 bevindingen met feitelijke schade.", ("2", "F601")),
        ("In dit jaar ontvingen wij 33 documenten.", ("33", "F201")),
        ("Wij kregen 30 documenten, waarvan er 25 zijn beoordeeld.", ("25", "F203")),
        ("Er kwamen 30 documenten. Daarvan zijn er 25 beoordeeld.", ("25", "F203")),
        ("Wij ontvingen 31 documenten van de deelnemende bedrijven", ("31", "F201")),
        ("Er zijn 17 deelnemende bedrijven", ("17", "F101")),
        ("In deze periode deden veertien bedrijven mee.", ("veertien", "F101")),
        ("Er zijn Eenendertig documenten ontvangen.", ("Eenendertig", "F201")),
        ("Voorop: twee bevindingen met feitelijke schade.", ("twee", "F601")),
    ],
)
def test_a_number_that_a_figure_of_that_name_does_not_bear_out_is_named(text, claim):
    assert found(text) == [claim]


def test_each_language_has_its_own_names():
    assert found("We had 31 documents received.", "en") == [("31", "F201")]
    assert found("We had 30 documents, of which 25 were reviewed.", "en") == [("25", "F203")]
    assert found("Er zijn 31 documenten ontvangen.", "en") == []


def test_a_hidden_figure_is_told_apart():
    (claim,) = report_claims.unlike("2 bevindingen met feitelijke schade", FIGURES, "nl")
    assert claim.hidden


def asked(text):
    return [(words, claims[0].code) for words, claims in report_claims.loose(text, FIGURES)]


@pytest.mark.parametrize(
    "text",
    [
        "Wij lazen 30 documenten.",
        "Wij beoordeelden 1.250 documenten van de 2.000 documenten",
        "Vorig jaar kwamen er 12 documenten.",
        "In 2026 documenten verzamelen",
        "Wij spraken 12 smelters.",
        "Twaalf documenten",
        "12 documentatiemappen",
    ],
)
def test_a_number_before_what_is_counted_is_left_alone_where_a_figure_of_it_says_so(text):
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Dit jaar gingen 12 documenten door onze handen.", ("12 documenten", "F201")),
        ("We looked at 12 documents", ("12 documents", "F201")),
        ("Er was 1 bevinding", ("1 bevinding", "F601")),
    ],
)
def test_a_number_before_what_is_counted_that_no_figure_says_is_asked_about(text, claim):
    assert asked(text) == [claim]


def test_what_is_asked_about_names_every_figure_that_counts_it():
    ((_words, claims),) = report_claims.loose("Er gingen 12 documenten rond.", FIGURES)
    assert [claim.code for claim in claims] == ["F201", "F203"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Voorop: 3 bevindingen met feitelijke schade.", True),
        ("Voorop: drie bevindingen met feitelijke schade.", True),
        ("Voorop: 2 bevindingen met feitelijke schade.", False),
        ("In deze periode deden 14 bedrijven mee.", False),
    ],
)
def test_a_number_that_is_what_a_hidden_figure_counts_is_told_apart(text, told):
    (claim,) = report_claims.unlike(text, FIGURES, "nl")
    assert claim.tells is told
