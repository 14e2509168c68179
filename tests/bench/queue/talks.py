"""Two hundred thousand messages of a crowd, put in in bulk."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.audit.recorder import RECORDED
from portal.messages import search
from portal.messages.models import Message, MessageKind, Thread, ThreadStatus

MESSAGES, A_THREAD = 200_000, 10
AT_ONCE = 2_000
VOCABULARY = [
    "scan",
    "visit",
    "week",
    "morning",
    "team",
    "thank",
    "please",
    "call",
    "doctor",
    "question",
    "blood",
    "draw",
    "parking",
    "receipt",
    "hotel",
    "bus",
    "ticket",
    "sleep",
    "better",
    "tired",
    "arm",
    "sore",
    "water",
    "coffee",
    "family",
    "daughter",
    "clinic",
    "floor",
    "gracias",
    "visita",
    "semana",
    "equipo",
    "pregunta",
    "sangre",
    "análisis",
    "estacionamiento",
    "recibo",
    "mañana",
    "cansada",
]
RARE = "gammagrafía"
"""In one message of a hundred."""


class Someone(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def site_id(self) -> UUID: ...


def write(
    session: Session,
    crew: Sequence[Someone],
    account_id: UUID,
    *,
    waiting: int,
    now: datetime,
    count: int = MESSAGES,
) -> None:
    """`count` messages in threads of ten, all by one account; so many threads wait for the team."""
    dice = random.Random(7)
    for chunk in _chunks(_threads(crew, waiting, now, count), AT_ONCE // A_THREAD):
        session.execute(sa.insert(Thread), chunk, execution_options=RECORDED)
        rows = [row for thread in chunk for row in _messages(thread, account_id, dice)]
        session.execute(sa.insert(Message), rows, execution_options=RECORDED)


def _threads(
    crew: Sequence[Someone], waiting: int, now: datetime, count: int
) -> Iterator[dict[str, Any]]:
    for number in range(count // A_THREAD):
        person = crew[number % len(crew)]
        waits = number < waiting
        last = now - timedelta(minutes=number * 7)
        yield {
            "id": uuid4(),
            "participant_id": person.id,
            "site_id": person.site_id,
            "topic": "visit",
            "status": ThreadStatus.OPEN if waits or number % 3 else ThreadStatus.CLOSED,
            "opened_at": last - timedelta(hours=A_THREAD),
            "last_at": last,
            "last_number": A_THREAD,
            "waiting_since": last if waits else None,
            "answer_by": last + timedelta(hours=9) if waits else None,
            "needs_translation": False,
            "version": 1,
        }


def _messages(
    thread: dict[str, Any], account_id: UUID, dice: random.Random
) -> Iterator[dict[str, Any]]:
    for number in range(1, A_THREAD + 1):
        text = " ".join(dice.choices(VOCABULARY, k=14))
        if dice.random() < 0.01:
            text += f" {RARE}"
        from_person = number % 2 == (0 if thread["waiting_since"] else 1)
        at = thread["last_at"] - timedelta(hours=A_THREAD - number)
        yield {
            "id": uuid4(),
            "thread_id": thread["id"],
            "number": number,
            "participant_id": thread["participant_id"],
            "site_id": thread["site_id"],
            "kind": MessageKind.FROM_PERSON if from_person else MessageKind.FROM_TEAM,
            "at": at,
            "author_id": account_id,
            "author_name": "Bench",
            "language": "en",
            "text": text,
            "words": search.indexed(text),
            "waited_since": None if from_person else at - timedelta(hours=1),
        }


def _chunks(rows: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
