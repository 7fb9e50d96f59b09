"""Many documents at a time, in the order given; a free core helps with a slow one."""

import hashlib

from extraction.limits import Limits
from extraction.many import extract_many
from extraction.records import Outcome
from tests import papers


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
