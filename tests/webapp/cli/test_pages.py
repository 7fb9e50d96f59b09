from pathlib import Path

import pytest

from webapp.cli.pages import PAGES

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_the_generated_documentation_says_what_the_code_says(name):
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "Run `ketenzicht docs` and commit what changed."
