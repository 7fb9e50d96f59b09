"""Every command as everybody: the same sentence for another's as for what never was."""

from dataclasses import dataclass

import click
import pytest
from click.testing import CliRunner

from tests.access import matrix
from tests.access.ground import OURS, THEIRS
from webapp.cli import main

pytestmark = pytest.mark.xdist_group("access")


def leaves(command, words=()):
    """Every command below a group, by its words."""
    if not isinstance(command, click.Group):
        yield " ".join(words), command
        return
    for name, below in command.commands.items():
        yield from leaves(below, (*words, name))


COMMANDS = dict(leaves(main))


def takes_a_person(command):
    return any("--as" in option.opts for option in command.params)


@dataclass(frozen=True)
class Said:
    """How a command ended: its exit code, what it printed, what it complained of."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def say(ground, tmp_path_factory):
    """Give a command as somebody; the id stands for itself in what comes back."""
    folder = tmp_path_factory.mktemp("papers")
    paper, output = folder / "opgave.pdf", folder / "report.docx"
    paper.write_bytes(b"%PDF-1.4 invented")
    surroundings = {"KETENZICHT_DATA": str(ground.folder), "KETENZICHT_DATABASE_URL": None}

    def run(name, viewer, row, public_id="", more=()):
        given = {"id": public_id, "paper": str(paper), "output": str(output)}
        words = [word.format(**given) for word in row.words]
        line = [*name.split(), *words, *more, "--as", ground.emails[viewer]]
        result = CliRunner().invoke(main, line, env=surroundings)
        if isinstance(result.exception, Exception):
            raise result.exception
        if not public_id:
            return Said(result.exit_code, result.stdout, result.stderr)
        return Said(
            result.exit_code,
            result.stdout.replace(public_id, "ID"),
            result.stderr.replace(public_id, "ID"),
        )

    return run


def test_every_command_stands_in_the_matrix():
    assert set(COMMANDS) == matrix.OPERATOR | set(matrix.COMMANDS)


def test_a_command_asks_who_acts_unless_it_is_the_operators():
    asking = {name for name, command in COMMANDS.items() if takes_a_person(command)}
    assert asking == set(matrix.COMMANDS)


@pytest.mark.parametrize("name", sorted(matrix.COMMANDS))
def test_a_command_answers_everybody_as_the_matrix_says(ground, say, name):
    row = matrix.COMMANDS[name]
    found = []
    before = ground.version()
    for viewer in sorted(matrix.LOGGED_IN):
        if not row.noun:
            said = say(name, viewer, row)
            if (said.code == 0) is not (viewer in row.sees):
                found.append(f"{viewer} {name}: exit {said.code}, {said.err}")
            continue
        nothing = say(name, viewer, row, ground.ids[row.noun]["none"])
        assert nothing.code == 1
        for which, seen in matrix.SEES[row.noun].items():
            said = say(name, viewer, row, ground.ids[row.noun][which])
            does = seen if row.does is None else row.does.get(which, matrix.NOBODY)
            if (said.code == 0) is not (viewer in does):
                found.append(f"{viewer} {name} {which}: exit {said.code}, {said.err}")
            elif viewer not in seen and said != nothing:
                found.append(f"{viewer} {name} {which}: differs from what never was: {said.err}")
    assert not found, "\n".join(found)
    assert ground.version() == before, "a dry run has written"


@pytest.mark.parametrize("name", ["documents list", "items list", "findings list", "reports list"])
def test_a_list_on_the_command_line_holds_ones_own_alone(say, name):
    every = {"documents list": "document", "items list": "item", "findings list": "finding"}
    row = matrix.Command()
    for viewer in sorted(matrix.LOGGED_IN):
        said = say(name, viewer, row, more=("--json",))
        assert said.code == 0
        seen = matrix.SEES[every.get(name, "report")]
        for word, side in ((OURS, "ours"), (THEIRS, "theirs")):
            if name != "reports list":
                assert (word in said.out) is (viewer in seen[side]), (viewer, word)
        if name == "reports list":
            states = [state for state, viewers in seen.items() if viewer in viewers]
            assert len(said.out.splitlines()) == len(states), viewer


def test_a_company_reads_what_was_sent_and_not_what_is_drafted(ground, say):
    row = matrix.COMMANDS["findings show"]
    public_id = ground.ids["finding"]["ours"]
    for viewer, reads in (("submitter", False), ("conflicted", False), ("reader", True)):
        said = say("findings show", viewer, row, public_id, ("--json",)).out
        assert f"{OURS} is told" in said
        assert (f"{OURS} is drafted" in said) is reads


def test_the_operators_search_of_the_register_shows_what_everybody_may_see(ground):
    for word, found in ((OURS, False), (THEIRS, False), ("Openbare", True)):
        result = CliRunner().invoke(
            main,
            ["register", "search", word, "--json"],
            env={"KETENZICHT_DATA": str(ground.folder)},
        )
        assert (word in result.stdout) is found
