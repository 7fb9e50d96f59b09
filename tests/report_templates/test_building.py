"""The shipped templates are what the builder makes."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from report_templates.building import KINDS, LANGUAGES, build, main
from report_templates.checking import check_template
from report_templates.render import shipped_template


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_template_is_the_one_that_is_built(language: str, kind: str) -> None:
    assert build(language, kind) == shipped_template(language, kind)


@pytest.mark.parametrize("kind", ["member", "plan"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_for_one_company_can_be_used_and_says_nothing_of_hiding(
    language: str, kind: str
) -> None:
    assert check_template(shipped_template(language, kind), language) == ()
    assert "suppression" not in document_of(shipped_template(language, kind))
    assert "suppression" in document_of(shipped_template(language))


def document_of(template: bytes) -> str:
    with ZipFile(BytesIO(template)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_are_written(tmp_path: Path, kind: str) -> None:
    main(tmp_path)
    assert sorted(path.parent.name for path in tmp_path.glob(f"*/{kind}.docx")) == ["en", "nl"]
