"""Writing notices into the outbox: one that is there already stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.reminders.models import Notice, NoticeStatus
from portal.study.reminders.definition import Channel


def insert(session: Session, rows: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """Add these notices, each with its `channels` and times; whoever wrote one first was right."""
    if not rows:
        return
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    adding: Any = sqlite.insert(Notice) if on_sqlite else postgresql.insert(Notice)
    session.execute(
        adding.on_conflict_do_nothing(
            index_elements=["account_id", "rule", "subject_id", "occurrence"]
        ),
        [_whole(row, now) for row in rows],
    )


def _whole(row: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "status": NoticeStatus.PLANNED,
        "channel": Channel(row["channels"][0]),
        "made_at": now,
        "try_at": row["due_at"],
        "tries": 0,
        "problem": "",
        "by_hand": "",
        **row,
    }
