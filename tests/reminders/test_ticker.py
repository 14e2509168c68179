"""Of all processes exactly one ticks, until it stops or dies."""

from __future__ import annotations

import threading
from datetime import timedelta

from portal.db import Database
from portal.reminders import ticker
from portal.reminders.ticker import HELD
from tests.support.fakes import START


def test_who_ticks_goes_on_ticking_and_nobody_else(database: Database) -> None:
    assert ticker.hold(database, "one", now=START)
    assert not ticker.hold(database, "other", now=START)
    assert ticker.hold(database, "one", now=START + timedelta(seconds=60))
    assert not ticker.hold(database, "other", now=START + HELD + timedelta(seconds=1))


def test_after_the_death_of_one_another_ticks(database: Database) -> None:
    assert ticker.hold(database, "one", now=START)
    later = START + HELD
    assert ticker.hold(database, "other", now=later)
    assert not ticker.hold(database, "one", now=later)


def test_who_stops_hands_over_at_once(database: Database) -> None:
    assert ticker.hold(database, "one", now=START)
    ticker.let_go(database, "other")
    assert not ticker.hold(database, "other", now=START)
    ticker.let_go(database, "one")
    assert ticker.hold(database, "other", now=START)


def test_of_many_that_begin_at_once_one_ticks(database: Database) -> None:
    held: list[str] = []

    def begin(name: str) -> None:
        if ticker.hold(database, name, now=START):
            held.append(name)

    threads = [threading.Thread(target=begin, args=(f"p{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(held) == 1


def test_a_clock_that_was_set_back_keeps_nobody_from_ticking(database: Database) -> None:
    assert ticker.hold(database, "one", now=START)
    assert ticker.hold(database, "one", now=START - timedelta(days=1))
