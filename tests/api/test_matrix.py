"""Every route as every role about what is one's own and what is not: no cell is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.databases import copied
from tests.support.matrix import Cell, Matrix, leaks
from tests.support.neighbours import make_neighbours
from tests.support.portal import Filled, start
from tests.support.routes import ROUTES


@pytest.fixture(scope="module")
def cells(
    request: pytest.FixtureRequest, sqlite_world: Filled, tmp_path_factory: pytest.TempPathFactory
) -> list[Cell]:
    folder: Path = tmp_path_factory.mktemp("matrix")
    with copied("sqlite", sqlite_world.template, request, folder) as database:
        matrix = Matrix(make_neighbours(start(database, folder, sqlite_world.world)))
        return list(matrix.cells())


def test_nobody_reaches_what_is_not_theirs_and_everybody_what_is(cells: list[Cell]) -> None:
    found = leaks(cells)
    assert not found, "\n".join(found)


def test_no_cell_is_left_out(cells: list[Cell]) -> None:
    actors = {str(cell.actor) for cell in cells}
    assert len(actors) == 2 + 3 + 3 + 5 * 3
    tried = [(cell.call.name, str(cell.actor)) for cell in cells]
    assert sorted(tried) == sorted((name, actor) for name in ROUTES for actor in actors)
