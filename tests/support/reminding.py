"""Reminders on a test's portal: the planner and a worker in the test's hands, carriers that keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from portal.accounts.models import Account
from portal.accounts.people import account_of
from portal.outcome import Outcome
from portal.reminders.catching_up import catch_up
from portal.reminders.history import IN_ORDER
from portal.reminders.loads import Load
from portal.reminders.models import Notice, NoticeAttempt
from portal.reminders.outbox import Try
from portal.reminders.verdicts import Tried
from portal.reminders.worker import Carrier, Worker
from portal.study.reminders.definition import About, Channel
from tests.support.portal import Portal

Answer = Callable[[Load], Outcome]


@dataclass
class KeepingCarrier:
    """Keeps what it is given and answers as told: every one is accepted, unless said otherwise."""

    channel: Channel
    answer: Answer = lambda _load: Outcome.ACCEPTED
    retry_after: float | None = None
    carried: list[Load] = field(default_factory=list)

    def carry(self, loads: Sequence[Load]) -> Sequence[Tried]:
        self.carried += loads
        return [self._tried(load) for load in loads]

    def close(self) -> None:
        pass

    def _tried(self, load: Load) -> Tried:
        if self.channel is Channel.PUSH:
            if not load.devices:
                return Tried((Try(channel=self.channel, outcome=Outcome.NO_ADDRESS),))
            return Tried(
                tuple(
                    Try(
                        channel=self.channel,
                        outcome=self.answer(load),
                        subscription_id=device.subscription_id,
                    )
                    for device in load.devices
                ),
                self.retry_after,
            )
        return Tried((Try(channel=self.channel, outcome=self.answer(load)),), self.retry_after)


class Reminding:
    """The planner and one worker; `push` and `mail` are its carriers."""

    def __init__(self, portal: Portal, **more: Any) -> None:
        self.portal = portal
        self.push = KeepingCarrier(Channel.PUSH)
        self.mail = KeepingCarrier(Channel.MAIL)
        self.worker = self.another(**more)

    def another(self, **more: Any) -> Worker:
        """One more worker with the same carriers."""
        carriers: dict[Channel, Carrier] = {Channel.PUSH: self.push, Channel.MAIL: self.mail}
        portal = self.portal
        return Worker(portal.database, portal.world.catalog, carriers, clock=portal.clock, **more)

    def plan(self) -> int:
        portal = self.portal
        return catch_up(portal.database, portal.world.catalog, now=portal.clock())

    def send(self) -> int:
        return self.worker.drain()

    def until(self, moment: datetime, step: timedelta = timedelta(hours=1)) -> None:
        """Let the time pass to `moment`, planning and sending all the while."""
        while self.portal.clock.now < moment:
            self.portal.clock.now = min(self.portal.clock.now + step, moment)
            self.plan()
            self.send()

    def notices(self, email: str = "", **wanted: Any) -> list[Notice]:
        """The notices to that person, by when they are due."""
        with self.portal.database.session(reads_only=True) as session:
            query = sa.select(Notice).order_by(Notice.due_at, Notice.rule)
            if email:
                person = account_of(session, email)
                assert person is not None, email
                query = query.where(Notice.account_id == person.id)
            for name, value in wanted.items():
                query = query.where(getattr(Notice, name) == value)
            return list(session.scalars(query))

    def told(self, email: str, status: str = "planned") -> list[tuple[str, str]]:
        """Each notice of that status to the person: its rule, and when it is due, in UTC."""
        return [
            (one.rule, f"{one.due_at:%Y-%m-%d %H:%M}")
            for one in self.notices(email)
            if one.status == status
        ]

    def people(self, about: About) -> list[str]:
        """The addresses of those who are told of this, one for each notice, sorted."""
        with self.portal.database.session(reads_only=True) as session:
            rows = session.scalars(
                sa.select(Account.email)
                .join(Notice, Notice.account_id == Account.id)
                .where(Notice.about == about)
                .order_by(Account.email)
            )
            return list(rows)

    def attempts(self, notice: Notice) -> list[tuple[str, str]]:
        """Each try of a notice: channel and outcome, in order."""
        with self.portal.database.session(reads_only=True) as session:
            rows = session.scalars(
                sa.select(NoticeAttempt)
                .where(NoticeAttempt.notice_id == notice.id)
                .order_by(*IN_ORDER)
            )
            return [(row.channel.value, row.outcome.value) for row in rows]
