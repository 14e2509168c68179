"""A thousand ways to meddle with the history, each with a seed, and every one is found."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.audit.canonical import FIELDS, GENESIS, content_sql, link_hash
from portal.audit.checkpoints import Checkpoint, Found
from portal.db import Database
from tests.audit.chains import checked, unguarded, write

COUNT = 60
TRIES = 1000
Meddle = Callable[[sqlite3.Connection, random.Random], None]


def change_an_entry(connection: sqlite3.Connection, chance: random.Random) -> None:
    """Any column of any entry: another value, nothing, one letter more, or a NUL and more."""
    name, number = chance.choice(FIELDS), chance.randint(1, COUNT)
    (old,) = connection.execute(
        f'SELECT "{name}" FROM audit_entry WHERE id = ?', (number,)
    ).fetchone()
    values = ["", "null", "2031-01-01 00:00:00.000000", "x" * 32, f"{old}\0hidden", f"{old} "]
    new = chance.choice([value for value in values if value != old])
    if old is not None and chance.random() < 0.2 and name in {"account_id", "site_id", "before"}:
        new = None
    connection.execute(f'UPDATE audit_entry SET "{name}" = ? WHERE id = ?', (new, number))


def renumber_an_entry(connection: sqlite3.Connection, chance: random.Random) -> None:
    number = chance.randint(1, COUNT)
    connection.execute("UPDATE audit_entry SET id = ? WHERE id = ?", (number + 500, number))
    if chance.random() < 0.5:
        change = "UPDATE audit_link SET entry_id = ? WHERE entry_id = ?"
        connection.execute(change, (number + 500, number))


def change_a_link(connection: sqlite3.Connection, chance: random.Random) -> None:
    column, value = chance.choice((("hash", "f" * 64), ("entry_id", 900), ("number", 900)))
    number = chance.randint(1, COUNT)
    connection.execute(f"UPDATE audit_link SET {column} = ? WHERE number = ?", (value, number))


def change_the_end(connection: sqlite3.Connection, chance: random.Random) -> None:
    column, value = chance.choice((("number", 7), ("hash", "f" * 64), ("mac", "é"), ("number", 0)))
    connection.execute(f"UPDATE audit_head SET {column} = ?", (value,))


def remove_an_entry(connection: sqlite3.Connection, chance: random.Random) -> None:
    number = chance.randint(1, COUNT)
    connection.execute("DELETE FROM audit_entry WHERE id = ?", (number,))
    if chance.random() < 0.5:
        connection.execute("DELETE FROM audit_link WHERE number = ?", (number,))


def swap_two(connection: sqlite3.Connection, chance: random.Random) -> None:
    """Their numbers, or what they say."""
    one, other = chance.sample(range(1, COUNT + 1), 2)
    table, column = chance.choice((("audit_link", "entry_id"), ("audit_entry", "id")))
    for old, new in ((one, -1), (other, one), (-1, other)):
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (new, old))


def insert_one(connection: sqlite3.Connection, chance: random.Random) -> None:
    names = ", ".join(f'"{name}"' for name in FIELDS)
    connection.execute(
        f"INSERT INTO audit_entry ({names}) SELECT {names} FROM audit_entry WHERE id = ?",
        (chance.randint(1, COUNT),),
    )
    if chance.random() < 0.5:
        connection.execute(
            "INSERT INTO audit_link VALUES (?, (SELECT max(id) FROM audit_entry), ?)",
            (COUNT + 1, "f" * 64),
        )


def cut_the_end(connection: sqlite3.Connection, chance: random.Random) -> None:
    """With its links, and the end set back to what is left."""
    _cut(connection, chance.randint(1, COUNT - 1))


def hash_anew(connection: sqlite3.Connection, chance: random.Random) -> None:
    """Change an entry and make every link after it right, and the end; only the mark is missing."""
    change_an_entry(connection, chance)
    connection.execute("UPDATE audit_entry SET reason = reason || '!' WHERE id = 5")
    _link_all(connection)


def set_back(connection: sqlite3.Connection, chance: random.Random) -> None:
    """Everything as it was at some time before, with the mark it had then: a checkpoint tells."""
    number = chance.randint(10, COUNT - 10)
    mac = connection.execute("SELECT mac FROM old_head WHERE number = ?", (number,)).fetchone()
    if mac is None:
        number, mac = connection.execute("SELECT number, mac FROM old_head LIMIT 1").fetchone()
        mac = (mac,)
    _cut(connection, number)
    connection.execute("UPDATE audit_head SET mac = ?", mac)


def remove_everything(connection: sqlite3.Connection, chance: random.Random) -> None:
    for table in ("audit_link", "audit_entry"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE audit_head SET number = 0, hash = ?, mac = ''", (GENESIS,))
    if chance.random() < 0.5:
        connection.execute("DELETE FROM audit_head")


WAYS: tuple[Meddle, ...] = (
    *(change_an_entry,) * 6,
    *(renumber_an_entry, change_a_link, change_the_end, remove_an_entry, swap_two, insert_one),
    *(cut_the_end, hash_anew, set_back, remove_everything),
)


def _cut(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("DELETE FROM audit_link WHERE number > ?", (number,))
    connection.execute("DELETE FROM audit_entry WHERE id > ?", (number,))
    connection.execute(
        "UPDATE audit_head SET number = ?, hash = (SELECT hash FROM audit_link WHERE number = ?)",
        (number, number),
    )


def _link_all(connection: sqlite3.Connection) -> None:
    hash_ = GENESIS
    forms = connection.execute(
        f"SELECT e.id, {content_sql('sqlite')} FROM audit_entry e ORDER BY e.id"
    ).fetchall()
    for number, content in forms:
        hash_ = link_hash(hash_, content.encode())
        connection.execute("UPDATE audit_link SET hash = ? WHERE number = ?", (hash_, number))
    connection.execute("UPDATE audit_head SET hash = ?", (hash_,))


@pytest.fixture
def original(embedded: Database, tmp_path: Path) -> Path:
    """A history without its triggers; the ends that it had are in a table of their own."""
    unguarded(embedded)
    with embedded.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE old_head AS SELECT * FROM audit_head WHERE 0")
    for seed in range(COUNT // 5):
        write(embedded, 5, seed=seed)
        with embedded.engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO old_head SELECT * FROM audit_head")
    embedded.dispose()
    return tmp_path / "portal.sqlite3"


@pytest.fixture
def checkpoints(original: Path) -> list[Found]:
    """One in the middle and one at the end."""
    with sqlite3.connect(original) as connection:
        links = dict(connection.execute("SELECT number, hash FROM audit_link").fetchall())
    return [
        Found(str(number), Checkpoint(number, links[number], "2026-03-02T15:00:00+00:00"))
        for number in (COUNT // 2, COUNT - 5)
    ]


def _meddled(original: Path, way: Meddle, seed: int) -> Iterator[Database]:
    copy = original.with_name("meddled.sqlite3")
    shutil.copy(original, copy)
    connection = sqlite3.connect(copy)
    way(connection, random.Random(seed))
    connection.commit()
    connection.close()
    database = Database(f"sqlite:///{copy}")
    yield database
    database.dispose()
    copy.unlink()


def test_every_one_of_a_thousand_ways_to_meddle_is_found(
    original: Path, checkpoints: list[Found]
) -> None:
    good = Database(f"sqlite:///{original}")
    assert checked(good, checkpoints=checkpoints).faults == ()
    good.dispose()
    missed = [
        (WAYS[seed % len(WAYS)].__name__, seed)
        for seed in range(TRIES)
        for database in _meddled(original, WAYS[seed % len(WAYS)], seed)
        if not checked(database, checkpoints=checkpoints).faults
    ]
    assert missed == []


@pytest.mark.parametrize(
    "way", [one for one in dict.fromkeys(WAYS) if one not in {set_back, remove_everything}]
)
def test_without_a_checkpoint_only_setting_back_is_not_found(original: Path, way: Meddle) -> None:
    for seed in range(5):
        for database in _meddled(original, way, seed):
            assert checked(database).faults
