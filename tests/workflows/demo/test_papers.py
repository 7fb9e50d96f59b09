import io
from collections import Counter

import pikepdf
import pypdfium2
import pytest

from workflows.demo.awkward import LONG_PAGES, PASSWORD
from workflows.demo.cast import CANARIES, MEMBERS
from workflows.demo.papers import PAPERS

# Nothing can be read in these without help: that is what they are for.
UNREADABLE = ("_leeg.pdf", "_locked.pdf", "_scan.pdf")


def papers(*, readable=True):
    return [p for p in PAPERS if p.filename.endswith(UNREADABLE) is not readable]


@pytest.fixture(scope="module")
def drawn():
    """The bytes of every paper by its file name."""
    return {p.filename: p.draw() for p in PAPERS}


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def test_there_are_forty_one_papers_and_every_member_sends_some():
    assert len(PAPERS) == 41
    assert {p.member for p in PAPERS} == set(MEMBERS)
    assert len({p.filename for p in PAPERS}) == 41


def test_drawing_a_paper_twice_gives_the_same_bytes(drawn):
    assert {p.filename: p.draw() for p in PAPERS} == drawn


def test_only_the_exact_duplicate_has_the_bytes_of_another(drawn):
    counted = Counter(drawn.values())
    assert sorted(counted.values(), reverse=True)[:2] == [2, 1]


@pytest.mark.parametrize("paper", papers(), ids=lambda p: p.filename)
def test_a_paper_carries_its_members_canary_and_nobody_elses(drawn, paper):
    text = text_of(drawn[paper.filename])
    assert paper.member.supplier in text
    others = [word for name, words in CANARIES.items() for word in words]
    mine = paper.member.canaries
    assert [word for word in others if word in text and word not in mine] == []


def test_every_member_names_a_smelter_that_nobody_else_knows(drawn):
    texts = {p.member.name: "" for p in PAPERS}
    for paper in papers():
        texts[paper.member.name] += text_of(drawn[paper.filename])
    named = {m.name for m in MEMBERS if m.secret in texts[m.name]}
    assert len(named) >= 10


def test_the_awkward_papers_are_as_awkward_as_they_say(drawn):
    by_name = {name.split("_", 1)[1]: data for name, data in drawn.items()}
    assert by_name["leeg.pdf"] == b""
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(by_name["locked.pdf"]))
    with pikepdf.open(io.BytesIO(by_name["locked.pdf"]), password=PASSWORD) as opened:
        assert len(opened.pages) == 1
    with pikepdf.open(io.BytesIO(by_name["annual-report.pdf"])) as opened:
        assert len(opened.pages) == LONG_PAGES
    with pikepdf.open(io.BytesIO(by_name["zinc-list.pdf"])) as opened:
        assert opened.pages[0]["/Rotate"] == 90
    with pikepdf.open(io.BytesIO(by_name["shifted-list.pdf"])) as opened:
        assert [int(x) for x in opened.pages[0].mediabox][:2] == [200, -300]
    assert text_of(by_name["scan.pdf"]).strip() == ""


def test_chinese_and_accented_names_are_text(drawn):
    by_name = {name.split("_", 1)[1]: data for name, data in drawn.items()}
    assert "虚构锡业有限公司" in text_of(by_name["chinese-names.pdf"])
    assert "Affinerie Fictive de Valdorée" in text_of(by_name["fonderies.pdf"])
    assert "Công ty Luyện Thiếc Ví Dụ" in text_of(by_name["tin-list.pdf"])
