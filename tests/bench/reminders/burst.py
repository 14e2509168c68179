"""A minute at which thousands of notices are due: how soon they are with the push service."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from portal.db import Database
from portal.reminders.models import Notice
from portal.reminders.push.keys import VapidKeys
from tests.bench.databases import empty, kinds
from tests.bench.figures import Figure, Goal
from tests.bench.reminders.outbox import fill
from tests.bench.reminders.pushing import sink
from tests.bench.report import note

PEOPLE = 10_000
WITHIN = timedelta(seconds=10)
NEARLY_ALL = Goal(99.9, at_least=True)


def figures() -> Iterator[Figure]:
    note(
        f"reminders.burst.*: {PEOPLE} people with a device each are told at one minute, by one "
        f"worker on one core, to a sink in another process; in-time: with the push service within "
        f"{WITHIN.seconds} s; time: by the clock on the wall; cpu: of the worker"
    )
    for kind in kinds():
        with empty(kind) as database, sink() as origin, tempfile.TemporaryDirectory() as folder:
            fill(database, PEOPLE, origin=origin)
            key = Path(folder) / "vapid.pem"
            VapidKeys.make(key)
            yield from _burst(kind, database, _drained(database, origin, key))


def _drained(database: Database, origin: str, key: Path) -> dict[str, Any]:
    """What the worker says of its work."""
    address = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.bench.reminders.draining", address, origin, str(key)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the worker has no pipes")
        process.stdout.readline()
        process.stdin.write("begin\n")
        process.stdin.flush()
        said: dict[str, Any] = json.loads(process.stdout.readline())
        return said


def _burst(kind: str, database: Database, said: dict[str, Any]) -> Iterator[Figure]:
    until = datetime.fromisoformat(said["at"]) + WITHIN
    with database.session(reads_only=True) as session:
        in_time = session.scalar(
            sa.select(sa.func.count()).select_from(Notice).where(Notice.sent_at <= until)
        )
    prefix, share = f"reminders.burst.{kind}", 100 * (in_time or 0) / PEOPLE
    yield Figure(name=f"{prefix}.in-time", value=share, unit="%", goal=NEARLY_ALL)
    yield Figure(name=f"{prefix}.time", value=said["wall"], unit="s")
    yield Figure(name=f"{prefix}.cpu", value=said["cpu"], unit="s of CPU")
