"""A clock and a mailer that tests hand to the application."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from portal.mail import Mail

START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""A Monday, 10:00 in Miami, a week before the clocks there go forward."""


@dataclass
class Clock:
    """Stands still until it is turned."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **delta: float) -> datetime:
        self.now += timedelta(**delta)
        return self.now


@dataclass
class KeepingMailer:
    """Keeps what it is given."""

    mails: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        self.mails.append(mail)

    def close(self) -> None:
        pass

    def last_code(self) -> str:
        """The 8 digits of the newest mail."""
        found = re.search(r"\b(\d{4}) (\d{4})\b", self.mails[-1].text)
        assert found, self.mails[-1].text
        return "".join(found.groups())
