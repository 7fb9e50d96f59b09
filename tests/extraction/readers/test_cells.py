"""Cells from rules: the same as the peer finds, however the rules lie."""

import random
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

from extraction.readers.cells import tables_of_cells
from extraction.records import Box


def grid(columns: list[float], rows: list[float]) -> tuple[list[Box], list[Box]]:
    level = [(columns[0], y, columns[-1], y) for y in rows]
    upright = [(x, rows[0], x, rows[-1]) for x in columns]
    return level, upright


def edge(box: Box, orientation: str) -> dict[str, Any]:
    x0, top, x1, bottom = box
    return {"x0": x0, "top": top, "x1": x1, "bottom": bottom, "orientation": orientation}


def by_the_peer(level: list[Box], upright: list[Box]) -> list[list[Box]]:
    edges = [edge(box, "h") for box in level] + [edge(box, "v") for box in upright]
    found = cells_to_tables(intersections_to_cells(edges_to_intersections(edges, 3, 3)))
    return [sorted(table) for table in found]


def test_a_plain_grid_gives_every_cell_once() -> None:
    level, upright = grid([0, 50, 100], [0, 20, 40, 60])
    (table,) = tables_of_cells(level, upright)
    assert len(table) == 6
    assert (50, 20, 100, 40) in table


def test_rules_that_just_miss_each_other_still_meet() -> None:
    level = [(2.5, y, 98, y) for y in (0, 20, 40)]
    upright = [(x, 2, x, 38) for x in (0, 50, 100)]
    (table,) = tables_of_cells(level, upright)
    assert len(table) == 4


def test_two_tables_apart_stay_apart_topmost_first() -> None:
    below = grid([0, 50, 100], [200, 220])
    above = grid([200, 250, 300], [0, 20])
    tables = tables_of_cells(below[0] + above[0], below[1] + above[1])
    assert [table[0] for table in tables] == [(200, 0, 250, 20), (0, 200, 50, 220)]


def test_a_single_box_is_no_table() -> None:
    assert tables_of_cells(*grid([0, 50], [0, 20])) == []
    assert tables_of_cells([], []) == []


def test_odd_rules_give_the_same_cells_as_the_peer() -> None:
    chance = random.Random(20261123)  # noqa: S311 - repeatable, not secret
    for _ in range(150):
        level, upright = grid(
            sorted(chance.sample(range(0, 400, 7), chance.randint(2, 7))),
            sorted(chance.sample(range(0, 600, 9), chance.randint(2, 9))),
        )
        level = [shortened(chance, box, 0) for box in level]
        upright = [shortened(chance, box, 1) for box in upright]
        found = [sorted(table) for table in tables_of_cells(level, upright)]
        assert found == by_the_peer(level, upright)


def shortened(chance: random.Random, box: Box, axis: int) -> Box:
    """Some rules end early or begin late, as those round merged cells do."""
    edges = list(box)
    if chance.random() < 0.4:
        middle = (edges[axis] + edges[axis + 2]) / 2
        edges[axis + 2 * chance.randint(0, 1)] = middle
    return edges[0], edges[1], edges[2], edges[3]
