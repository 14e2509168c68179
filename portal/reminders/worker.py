"""A worker: takes what is due from the outbox, brings it, notes what became of it. Any number of them
may run at once, on as many machines as there are."""

from __future__ import annotations

import os
import socket
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID, uuid4

import structlog
from sqlalchemy.orm import Session

from portal.audit.recorder import acting
from portal.db import Database
from portal.outcome import Outcome
from portal.participants.late import NOBODY
from portal.reminders import outbox
from portal.reminders.loads import Load, loads_of
from portal.reminders.models import EndedBecause, PushSubscription
from portal.reminders.outbox import LEASE, Taken, Try, Verdict
from portal.reminders.verdicts import Tried, after, after_the_night, too_late
from portal.study.reminders.definition import Channel
from portal.study.service import Catalog

log = structlog.get_logger("portal.reminders")

BATCH = 200


class Carrier(Protocol):
    """Brings notices through one channel."""

    def carry(self, loads: Sequence[Load]) -> Sequence[Tried]:
        """Try each, in the same order. Never raises for one of them: its `Tried` says what was."""

    def close(self) -> None:
        """Let go of connections that were kept."""


class Worker:
    """`carriers`: by channel; a channel without one is off, and the next has its turn."""

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        carriers: Mapping[Channel, Carrier],
        *,
        clock: Callable[[], datetime],
        batch: int = BATCH,
        lease: timedelta = LEASE,
    ) -> None:
        self.name = f"{socket.gethostname()[:24]}:{os.getpid()}:{uuid4().hex[:8]}"
        self._database = database
        self._catalog = catalog
        self._carriers = carriers
        self._clock = clock
        self._batch = batch
        self._lease = lease
        self._stopping = threading.Event()

    def drain(self) -> int:
        """Send all that is due now; how many tries that were."""
        number = 0
        while not self._stopping.is_set() and (done := self.round()):
            number += done
        return number

    def stop(self) -> None:
        """Take nothing more; what is on its way is finished."""
        self._stopping.set()

    def close(self) -> None:
        """Take nothing more, and let go of what its channels keep open."""
        self.stop()
        for carrier in self._carriers.values():
            carrier.close()

    def round(self) -> int:
        """Take a batch and bring it; how many rows it was, 0 where nothing is due."""
        now = self._clock()
        with self._database.session(reads_only=True) as session:
            if not outbox.anything_due(session, now=now):
                return 0
        with self._database.transaction() as session:
            taken = outbox.claim(session, self.name, now=now, batch=self._batch, lease=self._lease)
        if not taken:
            return 0
        verdicts = list(self._bring(taken, now))
        with self._database.transaction() as session:
            outbox.mark(session, self.name, verdicts, now=self._clock())
            _end_gone(session, verdicts, self._clock())
        _tell_log(verdicts)
        return len(taken)

    def _bring(self, taken: Sequence[Taken], now: datetime) -> Iterable[Verdict]:
        in_time = [one for one in taken if one.expires_at > now]
        yield from (too_late(one) for one in taken if one.expires_at <= now)
        with self._database.session(reads_only=True) as session:
            loads = loads_of(session, self._catalog, in_time, now=now)
        by_channel: dict[Channel, list[Load]] = defaultdict(list)
        for load in loads:
            later = after_the_night(load.taken, load.quiet, load.zone, now)
            if later is not None:
                yield later
            else:
                by_channel[load.taken.channel].append(load)
        for channel, theirs in by_channel.items():
            carried = self._carry(channel, theirs)
            done_at = self._clock()  # one time for all: they are marked together
            for load, tried in zip(theirs, carried, strict=True):
                yield after(
                    load.taken,
                    channel,
                    tried,
                    confirm_within=load.confirm_within,
                    now=done_at,
                )

    def _carry(self, channel: Channel, loads: Sequence[Load]) -> Sequence[Tried]:
        carrier = self._carriers.get(channel)
        if carrier is None:
            return [Tried(()) for _ in loads]
        try:
            return carrier.carry(loads)
        except Exception as error:  # whatever it was, these come again later and the rest goes on
            log.exception("carrier failed", channel=channel, error=type(error).__name__)
            return [Tried((Try(channel=channel, outcome=Outcome.LATER),)) for _ in loads]


def _end_gone(session: Session, verdicts: Iterable[Verdict], now: datetime) -> None:
    """A device that its push service knows no more is asked no more."""
    gone: set[UUID] = {
        tried.subscription_id
        for one in verdicts
        for tried in one.made
        if tried.outcome is Outcome.GONE and tried.subscription_id is not None
    }
    if gone:
        acting(session, NOBODY, now)
    for subscription_id in sorted(gone):
        row = session.get(PushSubscription, subscription_id)
        if row is not None and row.ended_at is None:
            row.ended_at, row.ended_because = now, EndedBecause.GONE


def _tell_log(verdicts: Iterable[Verdict]) -> None:
    """Numbers, and nothing of whom."""
    counted: dict[str, int] = defaultdict(int)
    for one in verdicts:
        for tried in one.made:
            counted[f"{tried.channel}.{tried.outcome}"] += 1
    log.info("sent", **counted)
