"""What the import contracts do not say: sizes, first lines and names of modules."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("webapp", "workflows", "extraction", "report_templates", "migrations")
LONGEST = 400  # lines
VAGUE = {"utils", "helpers", "common", "base", "misc"}


def modules(*folders):
    return [
        pytest.param(path, id=str(path.relative_to(ROOT)))
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "versions" not in path.parts  # a migration is written once, and never read again
    ]


@pytest.mark.parametrize("path", modules(*PACKAGES, "benchmarks"))
def test_a_module_says_in_its_first_line_what_it_holds(path):
    source = path.read_text("utf-8")
    said = ast.get_docstring(ast.parse(source))
    assert said, "it has no docstring"
    assert source.startswith('"""'), "its docstring is not its first line"


@pytest.mark.parametrize("path", modules(*PACKAGES, "benchmarks", "tests"))
def test_a_module_is_at_most_four_hundred_lines(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", modules(*PACKAGES, "tests"))
def test_a_module_has_the_name_of_what_it_is_about(path):
    assert path.stem not in VAGUE


def test_most_modules_are_short():
    lengths = sorted(
        len(path.values[0].read_text("utf-8").splitlines()) for path in modules(*PACKAGES)
    )
    assert lengths[len(lengths) // 2] < 120


def test_nothing_stands_beside_the_packages_without_a_reason():
    beside = {"benchmarks", "tests"}
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert found <= beside | set(PACKAGES)
