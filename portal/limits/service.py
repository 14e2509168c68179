"""Checking, counting and clearing tries: see the package's own words on how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.errors import RuleBroken, TooOften
from portal.limits import devices, rules
from portal.limits.client import Client
from portal.limits.counting import Key, add
from portal.limits.models import Counter, Kind, Scope


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try that may go on. `keys`: the counters that a failure adds to, in the order in which
    they are locked; `about_her`: those that tell how often this account was tried in any way. `known`: from a device
    on which this person has signed in before."""

    kind: Kind
    who: str
    keys: tuple[Key, ...]
    about_her: tuple[str, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody is to be told that others try her account."""

    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Failed:
    """`wait`: before this client may try again. `notice`: to be mailed after the commit."""

    wait: timedelta
    notice: Notice | None

    @property
    def minutes(self) -> int:
        """The wait as a person is told of it."""
        return max(1, -(-int(self.wait.total_seconds()) // 60))


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal whose counted try must be committed before `error` is raised."""

    error: RuleBroken
    notice: Notice | None = None


def check(
    session: Session, kind: Kind, *, who: str, client: Client, now: datetime, secret: str
) -> Attempt:
    """Begin a try. Raises TooOften where this client has to wait."""
    attempt = _attempt(session, kind, who.strip().lower(), client, now, secret)
    add(session, attempt.keys[0], 0, window=rules.WINDOW, now=now)
    until = session.scalar(
        sa.select(sa.func.max(Counter.blocked_until)).where(
            Counter.key_mac.in_([key.mac for key in _stopping(attempt)])
        )
    )
    if until is not None and until > now:
        seconds = ceil((until - now).total_seconds())
        if kind is Kind.EMAIL_CODE:
            raise TooOften("too_many_tries", seconds=seconds)
        raise TooOften("wait_after_tries", seconds=seconds)
    return attempt


def failed(session: Session, attempt: Attempt, *, now: datetime) -> Failed:
    """Count a failure. The caller commits it, although the request is refused."""
    stopping, longest = _stopping(attempt), timedelta(0)
    for key in attempt.keys:
        count = add(session, key, 1, window=rules.WINDOW, now=now)
        wait = rules.wait(key.scope, key.kind, count.times)
        if key in stopping and wait:
            longest = max(longest, wait)
        if wait:
            changing = sa.update(Counter).where(Counter.key_mac == key.mac)
            session.execute(changing.values(blocked_until=now + wait))
    return Failed(longest, _notice(session, attempt, now))


def succeeded(session: Session, attempt: Attempt) -> None:
    """What this client failed at this account is forgotten; what others did is not."""
    session.execute(sa.delete(Counter).where(Counter.key_mac == attempt.keys[0].mac))


def _attempt(
    session: Session, kind: Kind, who: str, client: Client, now: datetime, secret: str
) -> Attempt:
    known = devices.is_known(session, who, client.device, now=now, secret=secret)
    mark = f"device {client.device}" if known else f"network {client.network}"
    keys = [Key.of(secret, Scope.PAIR, kind, who, mark)]
    if not known:
        keys.append(Key.of(secret, Scope.CLIENT, kind, client.network))
    if who:
        keys.append(Key.of(secret, Scope.ACCOUNT, kind, who))
    about_her = [Key.of(secret, Scope.ACCOUNT, other, who).mac for other in Kind] if who else []
    return Attempt(kind, who, tuple(keys), tuple(about_her), known)


def _stopping(attempt: Attempt) -> tuple[Key, ...]:
    """The counters that this client has to wait for. A known device has no counter of its network,
    and what others did at the account is not held against it."""
    return attempt.keys[:1] if attempt.known else attempt.keys


def _notice(session: Session, attempt: Attempt, now: datetime) -> Notice | None:
    """The person to tell, where tries of every kind make it due; once a day."""
    if not attempt.about_her:
        return None
    hers = Counter.key_mac.in_(attempt.about_her)
    recent = Counter.since > now - rules.WINDOW
    tries, told = session.execute(
        sa.select(
            sa.func.sum(sa.case((recent, Counter.times), else_=0)), sa.func.max(Counter.told_at)
        ).where(hers)
    ).one()
    if (tries or 0) < rules.TELL_AFTER or (told is not None and told > now - rules.WINDOW):
        return None
    # Of all hers only the one that is locked already: two kinds at once would wait for each other.
    locked = Counter.key_mac == attempt.keys[-1].mac
    session.execute(sa.update(Counter).where(locked).values(told_at=now))
    person = session.scalar(sa.select(Account).where(Account.email == attempt.who))
    return Notice(person.email, person.language) if person is not None else None
