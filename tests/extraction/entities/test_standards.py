"""Norms: schemes, standards, regulations, guidance and templates, with their editions."""

import pytest

from extraction.entities import standards
from extraction.records import Scheme


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DIN EN ISO 14001:2015", "ISO 14001:2015"),
        ("NEN-EN-ISO 45001", "ISO 45001"),
        ("ISO9001", "ISO 9001"),
        ("SA8000:2014", "SA8000:2014"),
        ("RMAP", "RMAP"),
        ("Responsible Minerals Assurance Process", "RMAP"),
        ("RJC Code of Practices 2019", "RJC Code of Practices:2019"),
        ("LBMA RGG", "LBMA Responsible Gold Guidance"),
        ("Copper Mark", "Copper Mark"),
        ("EN 10204", "EN 10204"),
        ("Verordening (EU) 2017/821", "EU 2017/821"),
        ("EU-Verordnung\n2017/821", "EU 2017/821"),
        ("Dodd-Frank Act, Section 1502", "Dodd-Frank 1502"),
        ("Conflict Minerals Reporting Template", "CMRT"),
        ("EMRT 2.1", "EMRT"),
    ],
)
def test_a_norm_is_found_whole_and_given_its_usual_name(text: str, name: str) -> None:
    found = standards.find_norms(f"as in {text}, and")
    assert [(one.name, one.end - one.start) for one in found] == [(name, len(text))]


def test_the_oecd_title_is_one_norm_over_line_ends() -> None:
    title = (
        "OECD Due Diligence Guidance for Responsible Supply Chains of Minerals\n"
        "from Conflict-Affected and High-Risk Areas"
    )
    text = f"We follow the {title}."
    assert [text[s.start : s.end] for s in standards.find(text)] == [title]


def test_a_name_and_its_initials_are_two_norms() -> None:
    text = "Responsible Minerals Assurance Process (RMAP)"
    assert len(standards.find_norms(text)) == 2


@pytest.mark.parametrize(
    "text", ["RMI", "OECD", "the SEC", "ISO", "14001 pieces", "Norvik ISO Ltd"]
)
def test_organisations_and_numbers_are_no_norms(text: str) -> None:
    assert standards.find(text) == []


def test_a_norm_knows_its_family_of_certificates() -> None:
    assert standards.find_norms("ISO 14001")[0].norm.family is Scheme.ISO
    assert standards.standard_of("certified to ISO 14001:2015") == "ISO 14001:2015"


PRINTED = """Certified to DIN EN ISO 14001:2015, NEN-EN-ISO 45001, ISO/IEC 27001; ABNT NBR ISO 9001.
Tested to IEC 60068-2-14:2009, DIN 50049, DIN EN 10204 3.1, NEN 3140 and EN 15804+A2.
The OECD's Due Diligence Guidance for Responsible Supply Chains of Minerals, the Due-Diligence-
Leitfaden der OECD, OESO-richtlijnen voor multinationale ondernemingen, ILO Core Conventions
Nos. 29, 105; GRI 414-1:2016, ISAE 3000 (Revised), California Proposition 65, LBMA RGG v9, Good
Delivery List, Conflict-Free Smelter Program, Responsible Gold Guidance. Delegated Regulation (EU)
2019/429, Directive 2011/65/EU, Regulation (EU) No 2017/821, EU 2023/1542, 2024/1760, REACH-
Verordening (EG) 1907/2006, non-ISO 9001, ISO 9001, (EU) 17/2018."""


def test_searching_round_anchors_finds_what_searching_everywhere_does() -> None:
    anchored = [norm for norm in standards.NORMS if norm.anchor]
    text = f"{PRINTED} {PRINTED.lower()} {PRINTED.upper()} {PRINTED}"
    met = 0
    for norm in anchored:
        everywhere = [one.span() for one in norm.found.finditer(text)]
        found = [one.span() for one in standards.printed(norm, text)]
        assert found == everywhere, norm.name
        met += bool(everywhere)
    assert met > 20
