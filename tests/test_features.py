"""The table of features: every page, key, command, module and test that it names is there."""

import ast
import importlib.util
import re
from functools import cache
from pathlib import Path

import click
import pytest

from webapp.app import create_app
from webapp.cli import main
from workflows import review_keys

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall((ROOT / "docs" / "features.md").read_text("utf-8"))
PACKAGES = ("webapp", "workflows", "extraction", "report_templates", "migrations")


def named(cell: str) -> list[str]:
    """What stands between backticks in a cell."""
    return re.findall(r"`([^`]+)`", cell)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Every address, as its rule is written."""
    app = create_app({"DATA": tmp_path_factory.mktemp("data"), "TESTING": True})
    return {rule.rule for rule in app.url_map.iter_rules()}


def commands(group: click.Command, *before: str) -> set[str]:
    """Every command below a group, by its words."""
    if not isinstance(group, click.Group):
        return {" ".join(before)}
    below = [commands(one, *before, name) for name, one in group.commands.items()]
    return set().union(*below)


COMMANDS = commands(main, "ketenzicht")


def exists(name: str, pages: set[str]) -> bool:
    """Whether there is a page, a key, a command or a module of this name."""
    if name.startswith("/"):
        return name in pages
    if name.startswith("ketenzicht "):
        return name in COMMANDS
    if name.startswith(tuple(f"{package}." for package in PACKAGES)):
        return importlib.util.find_spec(name) is not None
    return name.lower() in review_keys.Keys().by_action.values()


@cache
def holds(path: Path) -> frozenset[str]:
    """The tests of a module, by name."""
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def is_a_test(name: str) -> bool:
    """Whether there is a test of this name."""
    file, _colons, test = name.partition("::")
    path = ROOT / file
    return path.is_file() and test.startswith("test_") and test in holds(path)


def test_the_table_is_read_and_no_number_stands_in_it_twice():
    numbers = [number for number, *_cells in ROWS]
    assert len(numbers) == len(set(numbers)) > 30


@pytest.mark.parametrize(("number", "feature", "where", "shown"), ROWS, ids=[r[0] for r in ROWS])
def test_all_that_a_feature_names_is_there(number, feature, where, shown, pages):
    assert named(where)
    assert [name for name in named(where) if not exists(name, pages)] == []
    assert named(shown)
    assert [name for name in named(shown) if not is_a_test(name)] == []


@pytest.mark.parametrize(
    "name", ["/review/nowhere", "ketenzicht items forget", "workflows.nothing", "£", "Esc"]
)
def test_what_is_not_there_is_noticed(name, pages):
    assert not exists(name, pages)


@pytest.mark.parametrize(
    "name", ["tests/test_features.py::test_nothing", "tests/test_gone.py::test_it", "test_it"]
)
def test_a_test_that_is_not_there_is_noticed(name):
    assert not is_a_test(name)
