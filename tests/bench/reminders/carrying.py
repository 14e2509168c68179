"""A worker that sends real pushes, for a process of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from portal.db import Database
from portal.reminders.carriers import Addresses, PushCarrier
from portal.reminders.push.keys import VapidHeaders, VapidKeys
from portal.reminders.push.sender import PushSender
from portal.reminders.worker import Carrier, Worker
from portal.study.reminders.definition import Channel
from portal.study.service import Catalog
from tests.bench.reminders.pushing import CONTACT

ADDRESSES = Addresses("https://portal.example.org", "a key for the bench only, long enough to pass")


def utc_now() -> datetime:
    return datetime.now(UTC)


def worker_on(
    database: Database,
    origin: str,
    key: Path,
    catalog: Catalog | None = None,
    **more: Any,
) -> Worker:
    """A worker with push alone, to the service at `origin`, signed with the key in that file."""
    sender = PushSender(VapidHeaders(VapidKeys.read(key), CONTACT), [origin])
    carriers: dict[Channel, Carrier] = {Channel.PUSH: PushCarrier(sender, ADDRESSES, utc_now)}
    return Worker(database, catalog or Catalog(), carriers, clock=utc_now, **more)
