"""The outbox without the portal: the driver, the SQL, and nothing around them. The reference.

It notes what became of a batch row by row, as one does who thinks of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from portal.db import Database

LEASE = timedelta(seconds=180)
CONFIRM = timedelta(minutes=120)

CLAIM = """
UPDATE notice SET lease_until = {0}, leased_by = {0}, tries = tries + 1
WHERE id IN (
    SELECT id FROM notice
    WHERE try_at <= {0} AND status IN ('planned', 'sent')
        AND (lease_until IS NULL OR lease_until < {0})
    ORDER BY try_at LIMIT {0} {1}
)
RETURNING id, account_id, participant_id, rule, about, subject_id, page, safety, status, channels,
    channel, expires_at, tries
"""
MARK = """
UPDATE notice SET
    status = CASE WHEN status IN ('received', 'opened') THEN status ELSE {0} END,
    try_at = CASE WHEN status IN ('received', 'opened') THEN try_at ELSE {0} END,
    channel = {0}, tries = {0}, sent_at = coalesce({0}, sent_at), confirm_by = {0}, problem = {0},
    lease_until = NULL, leased_by = NULL
WHERE id = {0} AND leased_by = {0}
"""
ATTEMPT = """
INSERT INTO notice_attempt (id, notice_id, at, channel, subscription_id, outcome, status_code)
VALUES ({0}, {0}, {0}, {0}, {0}, {0}, {0})
"""


class Bare:
    """A worker's loop on a connection as the portal opens it, transactions and all."""

    def __init__(self, database: Database, batch: int) -> None:
        self._lent = (
            database.engine.raw_connection()
        )  # as long as this is there it is not another's
        connection: Any = self._lent.driver_connection
        self._connection = connection
        self._batch = batch
        if database.is_sqlite:
            sign, self._begin, skip = "?", "BEGIN IMMEDIATE", ""
            self._id: Callable[[], Any] = lambda: uuid4().hex
            self._time: Callable[[datetime], Any] = lambda at: at.replace(tzinfo=None).isoformat(
                " ", "microseconds"
            )
        else:
            sign, self._begin, skip = "%s", "BEGIN", "FOR UPDATE SKIP LOCKED"
            connection.autocommit = True  # so that it does not begin by itself
            self._id, self._time = uuid4, lambda at: at
        self._claim, self._mark, self._attempt = (
            text.format(sign, skip) for text in (CLAIM, MARK, ATTEMPT)
        )

    def round(self) -> int:
        """Claim a batch and mark it as sent; how many rows."""
        now = datetime.now(UTC)
        taken = self._claimed(now)
        later = self._time(now + CONFIRM)
        at = self._time(now)
        cursor = self._connection.cursor()
        cursor.execute(self._begin)
        cursor.executemany(
            self._mark, [("sent", later, "mail", 0, at, later, "", row[0], "bare") for row in taken]
        )
        cursor.executemany(
            self._attempt,
            [(self._id(), row[0], at, "push", None, "accepted", 201) for row in taken],
        )
        cursor.execute("COMMIT")
        return len(taken)

    def _claimed(self, now: datetime) -> Sequence[Any]:
        cursor = self._connection.cursor()
        cursor.execute(self._begin)
        cursor.execute(
            self._claim,
            (self._time(now + LEASE), "bare", self._time(now), self._time(now), self._batch),
        )
        rows: Sequence[Any] = cursor.fetchall()
        cursor.execute("COMMIT")
        return rows
