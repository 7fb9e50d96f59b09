"""Proof of a Word file: one number altered, wherever it stands, is found and named."""

import json
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import text

from extraction.records import Kind
from report_templates import worldmap
from report_templates.render import shipped_template
from tests.cast import a_company, a_document, a_person, a_reading, a_record
from workflows import deciding, items, report_freezing, report_proof, reports
from workflows.states import ItemAction, ReportAction, Role
from workflows.verdicts import Verdict

_DOCUMENT = "word/document.xml"
_TEXT = re.compile(rb"(<w:t(?: [^>]*)?>)([^<]*\d[^<]*)(</w:t>)")


@pytest.fixture
def report(session, store, world):
    """A final report with a chart, tables with hidden cells, own words with a number in them."""
    for number in range(4):
        company = a_company(session, f"Verzonnen Metaal {number} B.V.")
        sender = a_person(session, f"inkoop@metaal{number}.example", Role.SUBMITTER, company)
        records = [a_record("Merapi Tin Works"), a_record("Onbekende Smelterij", country="PE")]
        if number:
            records.append(a_record("Alto Wolfram", country="BO", metal="tungsten"))
            records.append(a_record("Ouro Fundido", country="BR", metal="gold"))
        document = a_document(session, store, company, sender, a_reading(*records))
        for item in items.of_document(session, document):
            for reader in (world.reader, world.other_reader):
                if item.state.value in ("open", "second"):
                    deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)
        mill = replace(a_reading(), kind=Kind.MILL_CERTIFICATE)
        a_document(session, store, company, sender, mill)
    made = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    reports.write(session, made, "foreword", "Wij spraken 17 bedrijven.", world.secretary)
    reports.act(session, made, ReportAction.CHECK, world.other_secretary)
    reports.act(session, made, ReportAction.FINALISE, world.secretary)
    session.commit()
    return made


@pytest.fixture
def final(session, report):
    return reports.render(session, report)


def with_part(file, part, content):
    stream = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    return stream.getvalue()


def part_of(file, part):
    with ZipFile(BytesIO(file)) as archive:
        return archive.read(part)


def other_digit(content):
    """The same with its last digit one higher, 9 becoming 0."""
    place = max(n for n, byte in enumerate(content) if chr(byte).isdigit())
    digit = str((int(chr(content[place])) + 1) % 10).encode()
    return content[:place] + digit + content[place + 1 :]


def in_a_field(document, position):
    """Whether it is what Word renews by itself: contents, page numbers."""
    before = document[:position]
    return before.count(b'fldCharType="begin"') > before.count(b'fldCharType="end"')


def problems(session, file, **options):
    return report_proof.verify(session, file, **options).problems


def test_a_final_file_proves_itself(session, report, final):
    proof = report_proof.verify(session, final)
    assert (proof.report, proof.problems, proof.notes) == (report, (), ())


def test_one_digit_altered_in_any_place_of_the_text_is_named(session, final):
    document = part_of(final, _DOCUMENT)
    places = [m for m in _TEXT.finditer(document) if not in_a_field(document, m.start())]
    assert len(places) > 40
    for place in places[:: len(places) // 12]:
        forged = document[: place.start(2)] + other_digit(place[2]) + document[place.end(2) :]
        found = problems(session, with_part(final, _DOCUMENT, forged))
        printed = other_digit(place[2]).decode()
        assert any(printed in problem for problem in found), (printed, found)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("Wij spraken 17 bedrijven", "Wij spraken 71 bedrijven", "line: is 'Wij spraken 71"),
        ("Uitgestapt: 0", "Uitgestapt: 1", "line: is 'Ingestapt in de periode: 6. Uitgestapt: 1"),
    ],
)
def test_a_number_in_a_sentence_without_a_code_is_named(session, final, old, new, named):
    forged = part_of(final, _DOCUMENT).replace(old.encode(), new.encode(), 1)
    (problem,) = problems(session, with_part(final, _DOCUMENT, forged))
    assert problem.startswith(named)


def test_a_number_in_a_table_is_named_with_its_row(session, final):
    document = part_of(final, _DOCUMENT)
    start = document.index(b"Nog niet bepaald")
    place = next(m for m in _TEXT.finditer(document) if m.start() > start)
    forged = document[: place.start(2)] + other_digit(place[2]) + document[place.end(2) :]
    (problem,) = problems(session, with_part(final, _DOCUMENT, forged))
    assert problem.startswith("table: is 'Nog niet bepaald | ")


def test_words_without_a_number_are_no_alarm(session, final):
    forged = part_of(final, _DOCUMENT).replace(b"bedrijven mee", b"partijen mee", 1)
    assert problems(session, with_part(final, _DOCUMENT, forged)) == ()


def test_a_row_that_was_put_in_is_named(session, final):
    document = part_of(final, _DOCUMENT)
    start = document.rindex(b"<w:tr>", 0, document.index(b"Nog niet bepaald"))
    end = document.index(b"</w:tr>", start) + len(b"</w:tr>")
    row = document[start:end].replace(b"Nog niet bepaald", b"Kritiek")
    forged = document[:end] + row + document[end:]
    (problem,) = problems(session, with_part(final, _DOCUMENT, forged))
    assert problem.startswith("table: 'Kritiek | ") and problem.endswith("was added")


def test_a_number_in_a_chart_and_in_its_workbook_is_named(session, final):
    drawing = part_of(final, "word/charts/chart1.xml")
    place = next(re.finditer(rb"<c:val>.*?<c:v>(\d+)</c:v>", drawing, re.DOTALL))
    forged = drawing[: place.start(1)] + other_digit(place[1]) + drawing[place.end(1) :]
    (problem,) = problems(session, with_part(final, "word/charts/chart1.xml", forged))
    assert problem.startswith("chart Cmetals_r1_c1")
    workbook = part_of(final, "word/embeddings/chart1.xlsx")
    sheet = part_of(workbook, "xl/worksheets/sheet1.xml")
    place = next(re.finditer(rb'r="B2"[^>]*><v>(\d+)</v>', sheet))
    forged = sheet[: place.start(1)] + other_digit(place[1]) + sheet[place.end(1) :]
    book = with_part(workbook, "xl/worksheets/sheet1.xml", forged)
    (problem,) = problems(session, with_part(final, "word/embeddings/chart1.xlsx", book))
    assert problem.startswith("workbook Cmetals_r1_c1")


def altered_in_the_database(session, report, change, *, rehash=False):
    """As somebody with the database file would."""
    frozen = json.loads(json.dumps(report.snapshot))
    change(frozen)
    values = {"snapshot": json.dumps(frozen), "id": report.id}
    session.execute(text("UPDATE report SET snapshot = :snapshot WHERE id = :id"), values)
    if rehash:
        values = {"hash": report_freezing._digest(frozen), "id": report.id}
        session.execute(text("UPDATE report SET snapshot_hash = :hash WHERE id = :id"), values)
    session.expire_all()


def one_more(frozen):
    next(f for f in frozen["figures"] if f["code"] == "F204")["value"] += 1


def test_another_map_of_the_world_is_named(session, final):
    with ZipFile(BytesIO(final)) as archive:
        (name,) = (one for one in archive.namelist() if one.startswith("word/media/"))
    other = worldmap.picture(worldmap.tiles({"ID": 4, "PE": 5}))
    proof = report_proof.verify(session, with_part(final, name, other))
    assert proof.problems == (report_proof.OTHER_PICTURE,)


def test_a_figure_altered_in_the_database_is_named_as_such(session, report, final):
    altered_in_the_database(session, report, one_more)
    found = problems(session, final)
    assert report_proof.ALTERED in found
    assert "database F204: is '15', was '14'" in found
    assert not any(problem.startswith("text") for problem in found)
    session.rollback()


def test_a_table_altered_in_the_database_is_named(session, report, final):
    def change(frozen):
        frozen["tables"]["severities"][0]["value"] += 1

    altered_in_the_database(session, report, change)
    found = problems(session, final)
    assert report_proof.ALTERED in found
    assert any(problem.startswith("table: is 'Nog niet bepaald | ") for problem in found)
    session.rollback()


def test_a_hash_that_was_altered_along_does_not_hide_it(session, report, final):
    frozen_as = report.snapshot_hash
    altered_in_the_database(session, report, one_more, rehash=True)
    assert report_freezing.intact(report)
    for file in (final, reports.render(session, report)):
        proof = report_proof.verify(session, file)
        assert proof.report is report
        assert report_proof.REHASHED.format(frozen=frozen_as) in proof.problems
    session.rollback()


def test_a_draft_is_still_proved_after_more_was_written(session, world, report):
    draft = reports.create(session, reports.period_named("2025-2026"), "en", world.secretary)
    file = reports.render(session, draft)
    reports.write(session, draft, "outlook", "In 2027 we go on with 12 more.", world.secretary)
    assert problems(session, file) == ()
    assert problems(session, reports.render(session, draft)) == ()
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    assert problems(session, file) == ()
    session.commit()


def test_a_file_of_another_template_says_what_was_not_compared(session, report):
    mine = with_part(shipped_template("nl"), "docProps/app.xml", b"<Properties/>")
    file = reports.render(session, report, template=mine)
    assert report_proof.verify(session, file).notes == (report_proof.OTHER_TEMPLATE,)
    forged = part_of(file, _DOCUMENT).replace(b"17 bedrijven", b"71 bedrijven", 1)
    forged = with_part(file, _DOCUMENT, forged)
    assert problems(session, forged) == ()
    assert len(problems(session, forged, template=mine)) == 1
