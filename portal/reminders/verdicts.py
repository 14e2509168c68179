"""What becomes of a notice after a try: pure rules of retries, fall-backs and giving up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.outcome import Outcome
from portal.reminders.models import NoticeStatus
from portal.reminders.outbox import Taken, Try, Verdict
from portal.reminders.plan import is_quiet, moment
from portal.study.reminders.definition import About, Channel, Quiet

WAITS = (30, 120, 600, 1800, 7200)
"""Seconds before the second, third, … try; from then on the last of them."""
TRIES_BEFORE_NEXT = 4
"""So often a channel is tried that only asks to come later, where there is another one."""
LAST_CALL = timedelta(minutes=30)
"""So long before it is too late the next channel has its turn at the latest."""
SOON = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Tried:
    """The tries of one round through one channel. `retry_after`: seconds that a server asked for."""

    made: tuple[Try, ...]
    retry_after: float | None = None

    @property
    def accepted(self) -> bool:
        return any(one.outcome is Outcome.ACCEPTED for one in self.made)

    @property
    def later(self) -> bool:
        return any(one.outcome is Outcome.LATER for one in self.made)

    @property
    def problem(self) -> str:
        return self.made[-1].outcome.value if self.made else Outcome.NO_ADDRESS.value


def after(
    taken: Taken, channel: Channel, tried: Tried, *, confirm_within: timedelta, now: datetime
) -> Verdict:
    """What becomes of `taken` after a round through `channel`.

    A push that was taken waits for its confirmation, then the next channel has its turn. A
    channel that cannot bring it at all gives way to the next at once; one that asks for patience is
    tried again. Where none is left, it failed: unless an earlier channel took it.
    """
    following = next_channel(taken, channel)
    if tried.accepted:
        return _sent(taken, channel, tried, following, confirm_within, now)
    if tried.later:
        again = now + wait(taken.tries, tried.retry_after)
        patient = following is None or taken.tries < TRIES_BEFORE_NEXT
        if patient and again < taken.expires_at:
            return Verdict(
                id=taken.id,
                status=taken.status,
                channel=channel,
                try_at=again,
                tries=taken.tries,
                problem=tried.problem,
                made=tried.made,
            )
    if following is not None:
        return Verdict(
            id=taken.id,
            status=taken.status,
            channel=following,
            try_at=now,
            tries=0,
            problem=tried.problem,
            made=tried.made,
        )
    sent_before = taken.status is NoticeStatus.SENT
    return Verdict(
        id=taken.id,
        status=NoticeStatus.SENT if sent_before else NoticeStatus.FAILED,
        channel=channel,
        try_at=None,
        tries=taken.tries,
        problem=tried.problem,
        made=tried.made,
    )


def _sent(
    taken: Taken,
    channel: Channel,
    tried: Tried,
    following: Channel | None,
    confirm_within: timedelta,
    now: datetime,
) -> Verdict:
    """Only a push is confirmed by a device; what a mail server took has arrived as far as we know."""
    confirm_by = None
    if channel is Channel.PUSH and following is not None:
        wanted = min(now + confirm_within, taken.expires_at - LAST_CALL)
        confirm_by = max(wanted, now + SOON)
        confirm_by = confirm_by if confirm_by < taken.expires_at else None
    return Verdict(
        id=taken.id,
        status=NoticeStatus.SENT,
        channel=following if confirm_by and following else channel,
        try_at=confirm_by,
        tries=0,
        sent_at=now,
        confirm_by=confirm_by,
        made=tried.made,
    )


def after_the_night(taken: Taken, quiet: Quiet, zone: str, now: datetime) -> Verdict | None:
    """For a notice whose turn comes in quiet hours: when they end. None: it may go out now.

    It was planned for another hour, but no worker ran then, a server asked to come later, or the
    person has travelled. What is for safety has no night, nor has a test of her own.
    """
    if taken.safety or taken.about == About.TEST or not is_quiet(now, quiet, zone):
        return None
    begin = moment(now, earliest=now, latest=taken.expires_at, quiet=quiet, zone=zone)
    if begin is None:
        return too_late(taken)
    return Verdict(
        id=taken.id,
        status=taken.status,
        channel=taken.channel,
        try_at=begin,
        tries=taken.tries - 1,
    )


def too_late(taken: Taken) -> Verdict:
    """Its time is over: it is not sent any more. Who tried in vain failed; else nobody tried."""
    status = taken.status
    if status is NoticeStatus.PLANNED:
        status = NoticeStatus.EXPIRED if taken.tries <= 1 else NoticeStatus.FAILED
    return Verdict(
        id=taken.id,
        status=status,
        channel=taken.channel,
        try_at=None,
        tries=taken.tries,
        problem="too_late",
    )


def next_channel(taken: Taken, channel: Channel) -> Channel | None:
    """Whose turn it is after `channel`."""
    through: Sequence[Channel] = taken.channels
    place = through.index(channel) + 1 if channel in through else len(through)
    return through[place] if place < len(through) else None


def wait(tries: int, retry_after: float | None) -> timedelta:
    """How long until the next try: what the server asks for, or longer each time."""
    usual = WAITS[min(max(tries, 1), len(WAITS)) - 1]
    return timedelta(seconds=max(usual, retry_after or 0))
