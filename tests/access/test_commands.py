"""Every command as everybody: the same sentence for another's as for what never was."""

import click
import pytest
from click.testing import CliRunner

from tests.access import commands, matrix
from tests.access.ground import OURS, THEIRS
from tests.access.terminal import wrong_command
from webapp.cli import main


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


def test_every_command_stands_in_the_matrix():
    assert set(COMMANDS) == commands.OPERATOR | set(commands.COMMANDS)


def test_a_command_asks_who_acts_unless_it_is_the_operators():
    asking = {name for name, command in COMMANDS.items() if takes_a_person(command)}
    assert asking == set(commands.COMMANDS)


@pytest.mark.parametrize("name", sorted(commands.COMMANDS))
def test_a_command_answers_everybody_as_the_matrix_says(ground, terminal, name):
    before = ground.version()
    found = list(wrong_command(terminal, name))
    assert not found, "\n".join(found)
    assert ground.version() == before, "a dry run has written"


@pytest.mark.parametrize("name", ["documents list", "items list", "findings list", "reports list"])
def test_a_list_on_the_command_line_holds_ones_own_alone(terminal, name):
    every = {"documents list": "document", "items list": "item", "findings list": "finding"}
    row = commands.Command()
    for viewer in sorted(matrix.LOGGED_IN):
        said = terminal.say(name, viewer, row, more=("--json",))
        assert said.code == 0
        seen = matrix.SEES[every.get(name, "report")]
        for word, side in ((OURS, "ours"), (THEIRS, "theirs")):
            if name != "reports list":
                assert (word in said.out) is (viewer in seen[side]), (viewer, word)
        if name == "reports list":
            states = [state for state, viewers in seen.items() if viewer in viewers]
            assert len(said.out.splitlines()) == len(states), viewer


def test_a_company_reads_what_was_sent_and_not_what_is_drafted(ground, terminal):
    row = commands.COMMANDS["findings show"]
    public_id = ground.ids["finding"]["ours"]
    for viewer, reads in (("submitter", False), ("conflicted", False), ("reader", True)):
        said = terminal.say("findings show", viewer, row, public_id, ("--json",)).out
        assert f"{OURS} is told" in said
        assert (f"{OURS} is drafted" in said) is reads


def test_a_company_is_printed_its_rule_and_not_why_a_reader_made_it(ground, terminal):
    row = commands.COMMANDS["rules show"]
    public_id = ground.ids["name_rule"]["ours"]
    for viewer, reads in (("submitter", False), ("reader", True)):
        said = terminal.say("rules show", viewer, row, public_id, ("--json",)).out
        assert f"{OURS} Kantoor" in said
        assert (f"{OURS} is vaak" in said) is reads
        assert (ground.emails["reader"] in said) is reads


def test_the_operators_search_of_the_register_shows_what_everybody_may_see(ground):
    for word, found in ((OURS, False), (THEIRS, False), ("Openbare", True)):
        line = ["register", "search", word, "--json"]
        result = CliRunner().invoke(main, line, env={"KETENZICHT_DATA": str(ground.folder)})
        assert bool(result.stdout) is found
        assert OURS not in result.stdout
        assert THEIRS not in result.stdout


def test_the_list_of_items_holds_those_of_papers_that_one_sees(ground, terminal):
    every = commands.Command(sees=commands.LOGGED_IN)
    for viewer, named, hidden in (("submitter", OURS, THEIRS), ("competitor", THEIRS, OURS)):
        said = terminal.say("items list", viewer, every, more=("--json",)).out
        assert named in said
        assert hidden not in said
