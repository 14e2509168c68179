"""How a person likes to be told: kept for her, and as the plan needs it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.errors import RuleBroken
from portal.reminders.models import ReminderWishes
from portal.reminders.plan import Choice, Wishes
from portal.schedule.windows import zone_named
from portal.study.reminders.definition import About, Quiet, Reminders


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWishes:
    """What she sets. `quiet` None and `hour` None: as the study says."""

    hour: time | None
    quiet: Quiet | None
    choices: Mapping[About, Choice]
    follow_phone: bool


def of(session: Session, account_id: UUID) -> ReminderWishes | None:
    return session.scalar(sa.select(ReminderWishes).where(ReminderWishes.account_id == account_id))


def of_all(session: Session, account_ids: Collection[UUID]) -> dict[UUID, ReminderWishes]:
    """The wishes of these accounts, of those that have some. One statement."""
    rows = session.scalars(
        sa.select(ReminderWishes).where(ReminderWishes.account_id.in_(account_ids))
    )
    return {row.account_id: row for row in rows}


def as_planned(kept: ReminderWishes | None, account: Account, site_zone: str) -> Wishes:
    """What the plan needs."""
    zone = zone_of(kept, account.time_zone or site_zone)
    if kept is None:
        return Wishes(zone=zone)
    return Wishes(
        zone=zone,
        hour=time.fromisoformat(kept.hour) if kept.hour else None,
        quiet=quiet_of(kept),
        choices={About(key): Choice(choice) for key, choice in kept.choices.items()},
    )


def zone_of(kept: ReminderWishes | None, home: str) -> str:
    """The clock that counts: where the phone is, if she likes, else `home`."""
    return (kept.phone_zone if kept and kept.follow_phone else None) or home


def quiet_of(kept: ReminderWishes) -> Quiet | None:
    if kept.quiet_from is None or kept.quiet_until is None:
        return None
    return Quiet(time.fromisoformat(kept.quiet_from), time.fromisoformat(kept.quiet_until))


def change(
    session: Session, account_id: UUID, new: NewWishes, rules: Reminders | None, *, now: datetime
) -> ReminderWishes:
    """Keep what she wishes. Raises RuleBroken for an hour within the quiet hours.

    What is for her safety cannot be turned off: it keeps coming, and only its way can be chosen.
    """
    _check(new, rules)
    kept = _kept(session, account_id, now)
    kept.hour = new.hour.isoformat("minutes") if new.hour else None
    kept.quiet_from = new.quiet.begins.isoformat("minutes") if new.quiet else None
    kept.quiet_until = new.quiet.ends.isoformat("minutes") if new.quiet else None
    kept.choices = {about.value: choice.value for about, choice in sorted(new.choices.items())}
    kept.follow_phone = new.follow_phone
    kept.changed_at = now
    return kept


def _check(new: NewWishes, rules: Reminders | None) -> None:
    quiet = new.quiet or (rules.quiet if rules else None)
    hour = new.hour or (rules.hour if rules else None)
    if quiet and hour and hour in quiet:
        raise RuleBroken(
            "hour_is_quiet",
            field="hour" if new.hour else "quiet",
            hour=hour.isoformat("minutes"),
            begins=quiet.begins.isoformat("minutes"),
            ends=quiet.ends.isoformat("minutes"),
        )
    safety = {rule.about for rule in rules.rules if rule.safety} if rules else set()
    for about, choice in new.choices.items():
        if about is About.TEST or (choice is Choice.NONE and about in safety):
            raise RuleBroken("always_told", field="choices", about=about)


def phone_is_at(session: Session, account_id: UUID, zone: str, *, now: datetime) -> bool:
    """Note where her phone is; True where that moves her notices. Raises UnknownTimeZone."""
    zone_named(zone)
    kept = of(session, account_id)
    if kept is not None and kept.phone_zone == zone:
        return False
    kept = kept or _kept(session, account_id, now)
    kept.phone_zone = zone
    return kept.follow_phone


def not_now(session: Session, account_id: UUID, *, now: datetime) -> None:
    """She does not want to be asked for notices on her phone for now."""
    _kept(session, account_id, now).not_now_at = now


ASK_AGAIN = timedelta(days=60)
"""So long after a "not now" the phone may ask once more."""


def may_ask(kept: ReminderWishes | None, *, now: datetime) -> bool:
    """Whether the phone may ask her for notices."""
    return kept is None or kept.not_now_at is None or kept.not_now_at < now - ASK_AGAIN


def _kept(session: Session, account_id: UUID, now: datetime) -> ReminderWishes:
    kept = of(session, account_id)
    if kept is None:
        kept = ReminderWishes(account_id=account_id, changed_at=now, choices={}, follow_phone=False)
        session.add(kept)
    return kept


def turn_off(session: Session, account_id: UUID, about: About, *, now: datetime) -> None:
    """No notices of this kind any more, as a mail's own way of saying so asks."""
    kept = _kept(session, account_id, now)
    kept.choices = {**kept.choices, about.value: Choice.NONE.value}
    kept.changed_at = now
