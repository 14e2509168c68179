"""A worker in a process of its own that can be killed and is soon back.

The processes are forked from one that has read everything, so that a kill meets a worker at work and
not one that is still starting.
"""

from __future__ import annotations

import multiprocessing
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from api.ticking import send
from portal.db import Database
from portal.study.definition import Study
from portal.study.file import read
from portal.study.service import Catalog
from tests.bench.foundation.today import log_to_nowhere
from tests.bench.reminders.carrying import worker_on
from tests.support.world import SAMPLE_STUDY

BATCH = 50
LEASE = timedelta(seconds=10)
"""Far longer than a batch takes here, and short enough to wait for."""
PAUSE = 0.05

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])
_SAMPLE = read(SAMPLE_STUDY.read_text(encoding="utf-8"), name=SAMPLE_STUDY.name)


class _Known(Catalog):
    def get(self, session: Session, study_id: UUID, number: int) -> Study:
        return _SAMPLE


def _drain(address: str, origin: str, key: Path) -> None:
    """Send what is due, again and again, until somebody ends the process."""
    log_to_nowhere()
    worker = worker_on(Database(address), origin, key, _Known(), batch=BATCH, lease=LEASE)
    while True:
        send(worker)
        time.sleep(PAUSE)


class Drainer:
    """Runs from its making on. `kill` ends it in the middle of whatever it does."""

    def __init__(self, database: Database, origin: str, key: Path) -> None:
        address = database.engine.url.render_as_string(hide_password=False)
        self._process = _FORKS.Process(target=_drain, args=(address, origin, key), daemon=True)
        self._process.start()

    @property
    def number(self) -> int:
        """Of its process; it is part of the name under which it holds rows."""
        assert self._process.pid is not None
        return self._process.pid

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
