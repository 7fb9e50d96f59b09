"""Give a command as somebody, and look at what it says the way a rival would."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from tests.access import commands, matrix
from tests.access.ground import Ground
from webapp.cli import main


@dataclass(frozen=True)
class Said:
    """How a command ended: its exit code, what it printed, what it complained of."""

    code: int
    out: str
    err: str


class Terminal:
    """The command line of the ground's installation."""

    def __init__(self, ground: Ground, folder: Path) -> None:
        self.ground = ground
        self.paper, self.output = folder / "opgave.pdf", folder / "report.docx"
        self.paper.write_bytes(b"%PDF-1.4 invented")

    def say(
        self,
        name: str,
        viewer: str,
        row: commands.Command,
        public_id: str = "",
        more: tuple[str, ...] = (),
    ) -> Said:
        """The command's answer; the id, which it may repeat, stands as ID in it."""
        given = {"id": public_id, "paper": str(self.paper), "output": str(self.output)}
        words = [word.format(**given) for word in row.words]
        line = [*name.split(), *words, *more, "--as", self.ground.emails[viewer]]
        surroundings = {
            "KETENZICHT_DATA": str(self.ground.folder),
            "KETENZICHT_DATABASE_URL": None,
        }
        result = CliRunner().invoke(main, line, env=surroundings)
        if isinstance(result.exception, Exception):
            raise result.exception
        out, err = result.stdout, result.stderr
        if public_id:
            out, err = out.replace(public_id, "ID"), err.replace(public_id, "ID")
        return Said(result.exit_code, out, err)


def wrong_command(
    terminal: Terminal, name: str, viewers: matrix.Viewers = matrix.LOGGED_IN
) -> Iterator[str]:
    """Every answer of a command that is not what the matrix says."""
    row = commands.COMMANDS[name]
    ids = terminal.ground.ids.get(row.noun, {})
    for viewer in sorted(viewers):
        if not row.noun:
            said = terminal.say(name, viewer, row)
            if (said.code == 0) is not (viewer in row.sees):
                yield f"{viewer} {name}: exit {said.code}, {said.err}"
            continue
        nothing = terminal.say(name, viewer, row, ids["none"])
        if nothing.code != 1:
            yield f"{viewer} {name} none: exit {nothing.code}"
        for which, seen in matrix.SEES[row.noun].items():
            said = terminal.say(name, viewer, row, ids[which])
            does = seen if row.does is None else row.does.get(which, matrix.NOBODY)
            if (said.code == 0) is not (viewer in does):
                yield f"{viewer} {name} {which}: exit {said.code}, {said.err}"
            elif viewer not in seen and said != nothing:
                yield f"{viewer} {name} {which}: differs from what never was: {said.err}"
