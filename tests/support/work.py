"""What somebody of the team does in the work queue, in one line each."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from portal.symptoms import missed
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.web import Browser


class Worker:
    """A signed-in member of staff before the queue. Acts read the version and send it along."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def queue(self, **filters: Any) -> Any:
        return done(self.browser.get("/api/staff/queue", query_string=filters))

    def rows(self, kind: str = "", **filters: Any) -> list[Any]:
        """The rows of one kind, or all."""
        wanted: dict[str, Any] = {"page_size": 200, **filters, **({"kind": kind} if kind else {})}
        found: list[Any] = self.queue(**wanted)["rows"]
        return found

    def kinds(self, **filters: Any) -> list[str]:
        return [row["kind"] for row in self.rows(**filters)]

    def counts(self, **filters: Any) -> dict[str, Any]:
        return {count["kind"]: count for count in self.queue(**filters)["counts"]}

    def row(self, kind: str) -> Any:
        """The only row of that kind, put off or not."""
        [found] = self.rows(kind) or self.rows(kind, snoozed="true")
        return found

    def act(self, kind: str, name: str, row: Any = None, **body: Any) -> TestResponse:
        row = row or self.row(kind)
        path = f"/api/staff/queue/{kind}/{row['object_id']}/{name}"
        return self.browser.post(path, {"version": row["version"], **body})

    def take(self, kind: str, row: Any = None) -> TestResponse:
        return self.act(kind, "take", row)

    def release(self, kind: str, row: Any = None) -> TestResponse:
        return self.act(kind, "release", row)

    def hand_over(self, kind: str, account_id: UUID | str, row: Any = None) -> TestResponse:
        return self.act(kind, "hand-over", row, account_id=str(account_id))

    def snooze(
        self, kind: str, until: date | None, note: str = "", row: Any = None
    ) -> TestResponse:
        day = None if until is None else str(until)
        return self.act(kind, "snooze", row, until=day, note=note)

    def people(self, kind: str, row: Any = None) -> list[str]:
        row = row or self.row(kind)
        path = f"/api/staff/queue/{kind}/{row['object_id']}/people"
        return [person["name"] for person in done(self.browser.get(path))["rows"]]

    def pulse(self) -> int:
        newest: int = done(self.browser.get("/api/staff/pulse"))["newest"]
        return newest


def work_out(portal: Portal) -> int:
    """What the server's clock does every minute: work out which check-ins did not come."""
    return missed.keep(portal.database, portal.world.catalog, now=portal.clock.now)
