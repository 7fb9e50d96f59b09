"""``ketenzicht model``: the reader's own model, trained, measured and promoted on this machine."""

import click

from webapp.cli import console
from workflows import reader_models
from workflows.models import ReaderModel
from workflows.scores import Score


@click.group("model")
def group() -> None:
    """The network that reads names: make one that learned from decisions here, measure it, use it.

    \b
    Nothing leaves this machine, and no name of a document goes into a model.
    Examples:
      ketenzicht model train
      ketenzicht model evaluate 1
      ketenzicht model promote 1
      ketenzicht model promote shipped
    """


@group.command("list")
@console.as_json
@console.refusable
def list_models(wants_json: bool) -> None:
    """The models made here, and which one reads."""
    with console.working(changes=False) as (session, _):
        used = reader_models.in_use(session)
        rows = [_shape(row, row is used) for row in reader_models.everything(session)]
        rows.append({"id": reader_models.SHIPPED, "in_use": used is None})
    console.show_all(rows, wants_json, ("id", "in_use", "made_at", "passages", "texts", "seed"))


@group.command("train")
@click.option("--texts", type=click.IntRange(1), help="Invented texts; as shipped when left out.")
@click.option("--rounds", type=click.IntRange(1), help="Passes over all texts.")
@click.option("--seed", type=int, help="The same seed and decisions give the same model.")
@console.as_json
@console.dry_run
@console.refusable
def train(
    texts: int | None, rounds: int | None, seed: int | None, wants_json: bool, dry_run: bool
) -> None:
    """Make a new model from invented texts and this installation's decisions; takes minutes."""
    # The training library takes seconds to load: no other command should wait for it.
    from workflows import examples, learning

    usual = learning.Course()
    course = learning.Course(texts or usual.texts, rounds or usual.rounds, seed or usual.seed)
    with console.working(changes=False, dry=dry_run) as (session, installation):
        material = examples.for_training(session)
        card = learning.card(session, course, material)
        number = (
            reader_models.next_number(session)
            if dry_run
            else reader_models.claim(session, installation.store)
        )
    if not dry_run:
        folder = reader_models.folder(installation.store, number)
        digest = learning.make(folder, course, material, card, talk=_say)
        with console.working() as (session, _):
            reader_models.record(session, number, digest, card)
    line = f"Model {number}: {card['passages']} passages of {card['members']} members."
    console.show({"id": str(number), **card}, wants_json, line)


@group.command("evaluate")
@click.argument("number", type=int, required=False)
@click.option("--members", is_flag=True, help="By member, too: for the operator, not to be shown.")
@console.as_json
@console.refusable
def evaluate(number: int | None, members: bool, wants_json: bool) -> None:
    """Measure the model in use, and model NUMBER beside it, on the documents kept apart."""
    from workflows import learning

    with console.working(changes=False) as (session, installation):
        row = reader_models.get(session, number) if number is not None else None
        trial = learning.trial(session, installation.store, row)
    found = learning.evaluate(installation.store, trial, _say)
    if members:
        _tell_members(found, wants_json)
    else:
        _tell(found, wants_json)


@group.command("promote")
@click.argument("number")
@console.as_json
@console.dry_run
@console.refusable
def promote(number: str, wants_json: bool, dry_run: bool) -> None:
    """Let model NUMBER read from now on, or ``shipped``: the one that comes with the program.

    \b
    Refused (exit 1) when it reads worse than the one in use, or could tell what it learned.
    """
    if number == reader_models.SHIPPED:
        with console.working(dry=dry_run) as (session, _):
            reader_models.put_in_use(session, None)
        console.show({"id": number, "in_use": not dry_run}, wants_json, "The shipped model reads.")
        return
    from workflows import learning

    if not number.isdecimal():
        raise click.UsageError(f"NUMBER is a whole number or shipped, not {number!r}.")
    with console.working(changes=False) as (session, installation):
        trial = learning.trial(session, installation.store, reader_models.get(session, int(number)))
    found = learning.check(installation.store, trial, _say)
    with console.working(dry=dry_run) as (session, _):
        row = reader_models.get(session, int(number))
        reader_models.put_in_use(session, row, gold=found[number].documents)
    _tell(found, wants_json)


def _say(message: str) -> None:
    click.echo(message, err=True)


def _shape(row: ReaderModel, used: bool) -> dict[str, object]:
    return {"id": str(row.number), "in_use": used, "made_at": row.made_at, **row.card}


def _tell(found: dict[str, Score], wants_json: bool) -> None:
    """A line for each model and field."""
    rows = [row for name, score in found.items() for row in _rows({"id": name}, score)]
    console.show_all(rows, wants_json, ("id", *_COLUMNS))


def _tell_members(found: dict[str, Score], wants_json: bool) -> None:
    """A line for each model, member and field."""
    rows = [
        row
        for name, score in found.items()
        for member, part in sorted(score.members.items())
        for row in _rows({"id": name, "member": member}, part)
    ]
    console.show_all(rows, wants_json, ("id", "member", *_COLUMNS))


_COLUMNS = ("field", "documents", "right", "read", "true", "precision", "recall")


def _rows(about: dict[str, object], score: Score) -> list[dict[str, object]]:
    return [
        {
            **about,
            "field": field,
            "documents": score.documents,
            "right": tally.right,
            "read": tally.read,
            "true": tally.true,
            "precision": _rounded(tally.precision),
            "recall": _rounded(tally.recall),
        }
        for field, tally in score.fields.items()
    ]


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
