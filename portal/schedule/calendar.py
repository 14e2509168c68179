"""A participant's visits as iCalendar (RFC 5545), for one visit or as a feed.

An entry gives nothing away unless the participant asks for details: "Appointment", without
place, study or purpose. UIDs are stable, SEQUENCE rises with each change that matters, a
cancelled visit stays in the feed as CANCELLED, and each time zone comes with its VTIMEZONE.
Only booked visits, and cancelled ones that had a time, are in a calendar.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from icalendar import Calendar, Event
from sqlalchemy.orm import Session

from portal.accounts.models import Membership
from portal.keyed import mac
from portal.language import clock, say
from portal.schedule.models import CalendarFeed, Visit, VisitStatus
from portal.schedule.windows import stop_eating_at
from portal.study import definition

REFRESH = timedelta(hours=6)
_SHOWN = frozenset(
    {VisitStatus.BOOKED, VisitStatus.DONE, VisitStatus.PARTLY_DONE, VisitStatus.CANCELLED}
)


@dataclass(frozen=True, slots=True)
class Words:
    """How entries speak: which language, whether with details, where the portal is."""

    language: str
    details: bool
    base_url: str


def calendar(
    visits: Sequence[tuple[Visit, definition.Study]], site_key: str, words: Words
) -> bytes:
    """An iCalendar file of these visits, each with the study file it was planned by."""
    result = Calendar()
    result.add("prodid", "-//Participant portal//Calendar//EN")
    result.add("version", "2.0")
    result.add("method", "PUBLISH")
    name = say("calendar.feed_name", words.language)
    result.add("name", name)
    result.add("x-wr-calname", name)
    result.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    result.add("x-published-ttl", "PT6H")
    for visit, study in visits:
        if visit.starts_at is not None and in_a_calendar(visit):
            result.add_component(_event(visit, visit.starts_at, study, site_key, words))
    result.add_missing_timezones()
    text: bytes = result.to_ical()
    return text


def in_a_calendar(visit: Visit) -> bool:
    """Whether the visit has, or had, a time that a calendar shows."""
    return visit.starts_at is not None and visit.status in _SHOWN


def _event(
    visit: Visit, starts_at: datetime, study: definition.Study, site_key: str, words: Words
) -> Event:
    zone = ZoneInfo(visit.time_zone)
    event = Event()
    event.add("uid", f"{visit.id}@participant-portal")
    event.add("dtstamp", visit.changed_at)
    event.add("sequence", visit.sequence)
    event.add("dtstart", starts_at.astimezone(zone))
    event.add("dtend", (starts_at + timedelta(minutes=visit.minutes)).astimezone(zone))
    cancelled = visit.status is VisitStatus.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    summary = _summary(visit, study, words)
    if cancelled:
        summary = say("calendar.cancelled", words.language, summary=summary)
    event.add("summary", summary)
    event.add("description", _description(visit, study, words))
    if words.details:
        place = _place(visit, study, site_key)
        name = place.name.in_language(words.language, study.languages[0])
        event.add("location", f"{name}, {place.address}".strip(", "))
    return event


def _summary(visit: Visit, study: definition.Study, words: Words) -> str:
    if not words.details:
        return say("calendar.plain_summary", words.language)
    text = study.visit(visit.visit_key).name
    return text.in_language(words.language, study.languages[0])


def _description(visit: Visit, study: definition.Study, words: Words) -> str:
    address = f"{words.base_url}/visits/{visit.id}"
    lines = []
    if words.details:
        language, fallback = words.language, study.languages[0]
        for key in visit.activities:
            activity = study.activities[key]
            lines.append(activity.name.in_language(language, fallback))
            if activity.prepare is not None:
                text = activity.prepare.in_language(language, fallback)
                lines.append(say("calendar.prepare", language, text=text))
        hours = fasting_hours(visit, study)
        if hours and visit.starts_at:
            stop = stop_eating_at(visit.starts_at, hours)
            time = clock(stop, visit.time_zone, language)
            lines.append(say("calendar.stop_eating", language, time=time))
    lines.append(say("calendar.plain_description", words.language, address=address))
    return "\n".join(lines)


def fasting_hours(visit: Visit, study: definition.Study) -> int | None:
    """How long before the visit to stop eating: the longest that any activity asks for."""
    hours = [study.activities[key].stop_eating_hours for key in visit.activities]
    return max((count for count in hours if count), default=None)


def _place(visit: Visit, study: definition.Study, site_key: str) -> definition.Place:
    return place_of(visit, study, study.site(site_key))


def place_of(visit: Visit, study: definition.Study, site: definition.Site) -> definition.Place:
    """Where the visit is: the place it names at this site, or the site's first."""
    wanted = study.visit(visit.visit_key).place
    return next((place for place in site.places if place.key == wanted), site.places[0])


def feed_token(secret: str, feed: CalendarFeed) -> str:
    """The secret part of the feed's address, derived so that it can be shown again."""
    return mac(secret, "calendar", str(feed.id), str(feed.generation))[:43]


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def own_feed(
    session: Session, account_id: UUID, participant_id: UUID, *, secret: str
) -> CalendarFeed:
    """The feed of this account for this participant, made at first use."""
    feed = session.scalar(
        sa.select(CalendarFeed).where(
            CalendarFeed.account_id == account_id,
            CalendarFeed.participant_id == participant_id,
        )
    )
    if feed is None:
        feed = CalendarFeed(
            account_id=account_id,
            participant_id=participant_id,
            generation=1,
            details=False,
            token_hash="",
        )
        feed.token_hash = token_hash(feed_token(secret, feed))
        session.add(feed)
    return feed


def new_address(feed: CalendarFeed, *, secret: str) -> None:
    """Make a new secret address; the old one is dead at once."""
    feed.generation += 1
    feed.token_hash = token_hash(feed_token(secret, feed))


def feed_by_token(session: Session, token: str) -> CalendarFeed | None:
    return session.scalar(
        sa.select(CalendarFeed).where(CalendarFeed.token_hash == token_hash(token))
    )


def still_belongs(session: Session, feed: CalendarFeed, now: datetime) -> bool:
    """Whether the account may still see this participant's schedule."""
    return bool(
        session.scalar(
            sa.select(Membership.id)
            .where(
                Membership.account_id == feed.account_id,
                Membership.participant_id == feed.participant_id,
                sa.or_(Membership.ended_at.is_(None), Membership.ended_at > now),
            )
            .limit(1)
        )
    )
