"""Many documents at a time, in the order given; a free core helps with a slow one."""

import hashlib
import threading

from extraction.isolated import extract_isolated
from extraction.limits import Limits
from extraction.many import extract_many
from extraction.records import Outcome
from tests import papers, photographs


def test_many_files_come_back_in_the_order_given(tmp_path):
    paths = []
    for number in range(7):
        path = tmp_path / f"{9 - number}.pdf"
        path.write_bytes(papers.letter(*[f"Paper {number}"] * (7 - number)))
        paths.append(path)
    paths.append(tmp_path / "gone.pdf")
    read = list(extract_many(paths, jobs=2))
    assert [path for path, _ in read] == paths
    assert [found.pages[0].text for _, found in read[:-1]] == [f"Paper {n}" for n in range(7)]
    assert read[-1][1].outcome is Outcome.REFUSED


def test_a_file_too_large_to_hold_is_refused_by_its_size(tmp_path):
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * 1000)
    ((_, found),) = extract_many([path], limits=Limits(bytes=999))
    assert found.error.code == "too_big"
    assert found.sha256 == hashlib.sha256(b"a" * 1000).hexdigest()


def test_a_slow_honest_document_is_finished_while_others_are_read():
    page = papers.cropped(papers.smelter_table(3), 0, 640, 595, 842)
    slow, found = photographs.as_pdf([photographs.photograph(page)] * 4), []
    reading = threading.Thread(target=lambda: found.append(extract_isolated(slow, "slow.pdf")))
    reading.start()
    others = 0
    while reading.is_alive() and others < 5:
        others += extract_isolated(papers.letter("Nothing."), "a.pdf").outcome is Outcome.READ
    assert others == 5
    assert reading.is_alive()
    reading.join()
    assert found[0].outcome is Outcome.READ
    assert [page.scanned for page in found[0].pages] == [True] * 4
