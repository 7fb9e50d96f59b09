"""How long a long page takes that is made to be slow, beside a quarter of it.

    PYTHONPATH=. python benchmarks/hard.py [--characters 57000]

Each page repeats one thing: names in a row that no list ends, brackets that say nothing, countries
behind countries. ``lists`` are the names in rows alone, ``names`` all that is named on the page,
``records`` what is then said of each name: all of them stand in one sentence.
Four times is what a page may cost that is four times as long.
"""

import argparse
import time
from collections.abc import Callable

from extraction import pairing
from extraction.entities import fellows, pipeline
from extraction.records import Page

UNITS = {
    "names in a row": "Andara Orient Tin, ",
    "names without end": "Andara ",
    "names with a joining word": "Andara of Norvik de Merapi, ",
    "names in a country": "Andara Tin (Peru) in Chad, ",
    "Dutch and French": "Andara en Norvik, ",
    "smelters": "the refiner Andara of the smelter Norvik in Peru, ",
    "what is said of a name": "Andara, the copper smelter in Peru, which said its ",
    "roles": "the trader Andara and the mine Norvik of ",
}


def main() -> None:
    """Read each page and its quarter."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--characters", type=int, default=57_000)
    size = parser.parse_args().characters
    pipeline.find([Page(1, 0, 0, "The smelter Andara.")])  # the network is loaded
    print("| page | lists | a quarter | names | a quarter | records | a quarter |\n|" + "---|" * 7)
    for what, unit in UNITS.items():
        pages = [(unit * (length // len(unit) + 1))[:length] for length in (size, size // 4)]
        times = [_seconds(way, page) for way in (_lists, _names) for page in pages]
        times += [_of_records(page) for page in pages]
        print(f"| {what} | {' | '.join(f'{one:.2f} s' for one in times)} |")


def _lists(text: str) -> None:
    fellows.lists(text, 0, len(text))


def _names(text: str) -> None:
    pipeline.find([Page(1, 0, 0, text)], language="en")


def _of_records(text: str) -> float:
    page = Page(1, 0, 0, text)
    named = pipeline.find([page], language="en")
    return _seconds(lambda _: pairing.pair([page], {}, named), text)


def _seconds(way: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    way(text)
    return time.process_time() - began


if __name__ == "__main__":
    main()
