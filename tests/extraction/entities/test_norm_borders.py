"""Where the name of a norm begins and ends: editions, numbers of acts, titles, compounds."""

import re

import pytest

from extraction.entities import standards


def _marked(sentence: str) -> tuple[str, list[str]]:
    """A sentence without its marks, and what stood between them."""
    return re.sub(r"\[\[|]]", "", sentence), re.findall(r"\[\[(.*?)]]", sentence, re.DOTALL)


def _expect(sentence: str) -> None:
    text, names = _marked(sentence)
    assert [text[span.start : span.end] for span in standards.find(text)] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "The mill follows [[AS/NZS ISO 45001:2018]] and the [[RJC Chain of Custody Standard]].",
        "We hold [[ISO 14001:2015]], [[ISO 9001 : 2015]] and [[ISO 9001 (2015)]].",
        "The body works to [[ISO/IEC 17021-1:2015]]; we hold [[ISO 14001:2015+A1:2024]].",
        "Papers are of the kind [[EN 10204 3.1]] or [[EN 10204:2004]].",
        "Zertifiziert nach [[DIN EN ISO 14001:2015]] und [[DIN EN 10204:2005-01]].",
        "Wij werken volgens [[NBN EN ISO 45001:2018]]; [[ISO 9001]]-gecertificeerd.",
        "Nous tenons [[NF EN ISO 50001]] et [[SA8000®:2014]].",
    ],
)
def test_an_edition_and_a_national_adoption_belong_to_the_norm(sentence: str) -> None:
    _expect(sentence)


def test_an_edition_in_brackets_is_part_of_the_usual_name() -> None:
    assert standards.standard_of("held since May: ISO 9001 (2015)") == "ISO 9001:2015"


@pytest.mark.parametrize(
    "sentence",
    [
        "It obeys [[Regulation (EU) 2017/821]] and [[EU Regulation 2017/821]].",
        "As the rule says (see [[EU 2017/821]]), or ([[2017/821]]), or [[(EU) 2017/821]].",
        "The [[EU Conflict Minerals Regulation]] ([[Regulation (EU) 2017/821]]) binds us.",
        "The [[EU Conflict Minerals Regulation (EU) 2017/821]] and [[EU 2023/1542]] bind us.",
        "[[Regulation (EC) No 1907/2006]] ([[REACH]]) and [[RoHS Directive 2011/65/EU]].",
        "[[RoHS]], [[REACH]] and [[WEEE]] are obeyed.",
        "Die [[EU-Konfliktmineralien-Verordnung]], kurz [[VO (EU) 2017/821]], gilt.",
        "Die [[EU-Konfliktmineralienverordnung]] und die [[EU-VO 2017/821]] gelten.",
        "De [[EU-verordening 2017/821]], of [[conflictmineralenverordening]], geldt.",
        "[[Verordening (EG) nr. 1907/2006]] en [[richtlijn 2024/1760]] gelden.",
        "Le [[règlement (UE) 2017/821]] ou [[Règlement (UE) n° 2017/821]] s'applique.",
        "Le [[règlement européen sur les minerais de conflit]] s'applique.",
    ],
)
def test_an_act_is_named_with_its_sort_and_number_but_no_loose_bracket(sentence: str) -> None:
    _expect(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Under [[Section 1502 of the Dodd-Frank Act]] and [[Dodd-Frank Act, Section 1502 (b)]].",
        "The United States [[Dodd-Frank Wall Street Reform & Consumer Protection Act of 2010]].",
        "Known as [[Dodd-Frank 1502]], or as the [[Dodd-\nFrank Act]].",
        "Nach [[Abschnitt 1502 des Dodd-Frank Act]] und dem [[Dodd-Frank-Act]].",
        "Das [[Dodd-Frank-Gesetz zur Reform der Wall Street und zum Verbraucherschutz]] gilt.",
        "Das [[Dodd-Frank Wall Street Reform- und Verbraucherschutzgesetz von 2010]] gilt dort.",
        "Volgens [[artikel 1502 van de Dodd-Frank Act]] en de [[Dodd-Frank-wet]].",
        "Selon l'[[article 1502 de la loi Dodd-Frank]] et la [[loi Dodd-Frank]].",
    ],
)
def test_a_section_and_its_act_are_one_name(sentence: str) -> None:
    _expect(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Annex II of the [[OECD Due Diligence Guidance]] and the [[Guidelines of the OECD]].",
        "The [[OECD Due Diligence Guidance for Responsible Supply Chains of Minerals from "
        "Conflict-Affected and High-\nRisk Areas]] is our base.",
        "The [[OECD Guidelines for Multinational Enterprises on Responsible Business Conduct]].",
        "Der [[OECD-Leitfaden für die Erfüllung der Sorgfaltspflicht zur Förderung "
        "verantwortungsvoller Lieferketten für Minerale aus Konflikt- und Hochrisikogebieten]].",
        "Nach den [[OECD-Leitsätzen für multinationale Unternehmen]] handeln wir.",
        "De [[OESO-richtlijnen]] en de [[OESO-leidraad voor verantwoorde toeleveringsketens van "
        "mineralen uit conflict- en hoogrisicogebieden]] gelden.",
        "Le [[Guide OCDE sur le devoir de diligence pour des chaînes d'approvisionnement "
        "responsables en minerais provenant de zones de conflit ou à haut risque]].",
        "Die Regeln verweisen auf den [[OECD-Leitfaden für verantwortungsbewusste Lieferketten bei "
        "Mineralen aus Konflikt- und Hochrisikoregionen]] (siehe unten).",
        "Nach den [[OECD-Leitlinien über die gebotene Sorgfalt]] handeln wir.",
        "Our buyers read the [[OECD Guidance]], and visit high-risk areas.",
    ],
)
def test_a_title_of_the_oecd_runs_to_its_last_word(sentence: str) -> None:
    _expect(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Welded to [[EN ISO 3834-2:2021]] and [[NEN-EN 1090-2]], of steel to [[DIN EN 10025-2]].",
        "The wire follows [[IPC J-STD-006C]], the plate [[ASTM B545]], the box [[IEC 62474]].",
        "DEUREN EN 4500 KILO STAAL, en 10.000 stuks.",
        "[[Regulation (EU) 2024/3015]], [[Richtlinie 2008/98/EG]] and [[directive 94/62/CE]] bind.",
        "Zaak 2019/1021 en order 2022/2464 lopen nog.",
        "Wir halten das [[Mindestlohngesetz]] und die [[DSGVO]] ein; kein Naturgesetz.",
        "We follow [[ILO Conventions 138 and 182]] and the [[RBA Code of Conduct]].",
        "Selon la [[convention n° 138 de l'OIT]] et la [[loi sur le devoir de vigilance]].",
        "The AVG of ten samples was low, says our Code of Conduct; de [[AVG]] geldt.",
    ],
)
def test_a_norm_without_a_line_of_its_own_is_known_by_its_number_or_title(sentence: str) -> None:
    _expect(sentence)


def test_a_numbered_norm_is_named_by_its_number_and_edition() -> None:
    assert standards.standard_of("to NEN-EN-ISO 3834-2:2021") == "ISO 3834-2:2021"
    assert standards.standard_of("see Richtlinie 2008/98/EG") == "EU 2008/98"


@pytest.mark.parametrize(
    "sentence",
    [
        "Send [[CMRT 6.5]], [[CMRT version 6.5]], [[CMRT Rev. 6.5]] or [[EMRT v2.1]].",
        "Stuur [[CMRT-versie 6.5]]; füllen Sie die [[CMRT]]-Vorlage aus.",
        "The [[CMRT]] template of the RMI, or RMI's [[Conflict Minerals Reporting Template]].",
        "A [[Cobalt Reporting Template]] ([[CRT]]) seen on a CRT monitor.",
        "The [[Copper Mark]] was given in May.",
        "An [[RMAP]]-conform plant and an [[RMAP]] standard, but a non-[[RMAP]] smelter.",
        "Ein [[Conflict-Free-Smelter-Programm]], once [[conflict-free smelter program]].",
        "The [[LBMA Responsible Gold Guidance Version 9]] ([[RGG]]) and [[SMETA]] 4-pillar.",
    ],
)
def test_a_version_belongs_to_the_name_and_a_word_behind_it_does_not(sentence: str) -> None:
    _expect(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We are a member of the RJC, of the LBMA and of the RMI; RJC members meet in June.",
        "PRICES ARE OUT OF REACH FOR NOW",
        "See https://norms.example/responsible-minerals-assurance-process/ for more.",
    ],
)
def test_members_common_words_and_addresses_name_no_norm(sentence: str) -> None:
    _expect(sentence)
