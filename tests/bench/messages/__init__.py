"""The figures of messages and of the work queue: one crowd, much that it wrote, much that waits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack

from api import create_app
from portal.db import Database
from tests.bench import queue
from tests.bench.asking import CALLS, ROUNDS, asking, cost, settings
from tests.bench.databases import empty, kinds
from tests.bench.figures import Figure, Goal
from tests.bench.foundation.bare import bare_app
from tests.bench.foundation.today import log_to_nowhere
from tests.bench.people import token_of
from tests.bench.queue.talks import MESSAGES, RARE
from tests.bench.queue.work import EACH, OPEN, PEOPLE, TEAM, Filled, fill
from tests.bench.report import note

TEN_TIMES = Goal(10, of_ratio=True)
FIVE_TIMES = Goal(5, of_ratio=True)


def figures() -> Iterator[Figure]:
    log_to_nowhere()
    note(
        f"queue.*, pulse.*, messages.*: {PEOPLE} participants, {MESSAGES} messages, {OPEN} open "
        f"items of every kind; reference: the bare route of today.*, in turn, median of {ROUNDS} "
        f"rounds of {CALLS}; queue.list: nothing has changed since it was last asked for, so that "
        "it is remembered; changed: something changed before each request, so that all is read anew"
    )
    for kind in kinds():
        with ExitStack() as stack:
            database = stack.enter_context(empty(kind))
            filled = fill(database)
            yield from queue.measured(kind, database, filled)
            yield from _measured(kind, database, filled)


def _measured(kind: str, database: Database, filled: Filled) -> Iterator[Figure]:
    app = create_app(settings(), database=database)
    bare = asking(bare_app(database, filled.shown), "/bare", token_of(0))
    for name, words in (
        ("one_word", RARE),
        ("two_words", f"{RARE} visita"),
        ("common_word", "scan"),
        ("nothing", "xylophone"),
    ):
        ask = asking(app, "/api/staff/messages/search", TEAM, {"text": words})
        found = len(json.loads(ask())["rows"])
        if (found == 0) is not (name == "nothing"):
            raise RuntimeError(f"{name} found {found} messages")
        called = f"messages.search.{name}"
        yield from cost(called, kind, database, ask, bare, ratio=TEN_TIMES)
    listed = asking(app, "/api/staff/threads", TEAM)
    if json.loads(listed())["total"] != EACH:
        raise RuntimeError("the list does not show what waits")
    yield from cost("messages.list", kind, database, listed, bare)
    own = asking(app, "/api/me/messages", token_of(0))
    yield from cost("messages.own", kind, database, own, bare, ratio=FIVE_TIMES)
    unread = asking(app, "/api/me/messages/unread", token_of(0))
    yield from cost("messages.unread", kind, database, unread, bare, ratio=FIVE_TIMES)
