"""`python -m tests.bench.reminders.draining DATABASE ORIGIN KEY`: a worker that sends what is due.

It is a process of its own, on one core. It prints a line when it is ready, begins when it gets one,
and prints as JSON when it began, and the seconds it took: by the clock on the wall, and of its CPU.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from portal.db import Database
from tests.bench.foundation.today import log_to_nowhere
from tests.bench.reminders.carrying import utc_now, worker_on


def main(address: str, origin: str, key: str) -> None:
    if hasattr(os, "sched_setaffinity"):  # not on macOS
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    log_to_nowhere()
    database = Database(address)
    worker = worker_on(database, origin, Path(key))
    print("ready", flush=True)
    sys.stdin.readline()
    at, begun, spent = utc_now(), time.perf_counter(), time.process_time()
    tries = worker.drain()
    wall, cpu = time.perf_counter() - begun, time.process_time() - spent
    print(json.dumps({"at": at.isoformat(), "wall": wall, "cpu": cpu, "tries": tries}), flush=True)
    database.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
