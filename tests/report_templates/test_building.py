"""The shipped templates are what the builder makes."""

from pathlib import Path

import pytest

from report_templates.building import LANGUAGES, build, main
from report_templates.render import shipped_template


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_template_is_the_one_that_is_built(language: str) -> None:
    assert build(language) == shipped_template(language)


def test_both_languages_are_written(tmp_path: Path) -> None:
    main(tmp_path)
    assert sorted(path.parent.name for path in tmp_path.glob("*/progress.docx")) == ["en", "nl"]
