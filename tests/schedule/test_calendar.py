"""Times in a calendar file are right by the rules that the file itself carries (RFC 5545, 3.6.5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import icalendar
import pytest

from portal.schedule.calendar import Words, calendar
from portal.schedule.models import Visit, VisitStatus
from portal.study.file import read
from tests.support.world import SAMPLE_STUDY

STUDY = read(SAMPLE_STUDY.read_text(encoding="utf-8"), name="sample")
ZONES = ["America/New_York", "America/Chicago", "Europe/Madrid", "America/Bogota", "Asia/Kolkata"]


def visit(zone: str, starts_at: datetime) -> Visit:
    return Visit(
        visit_key="monitoring",
        activities=["blood_draw"],
        status=VisitStatus.BOOKED,
        starts_at=starts_at,
        time_zone=zone,
        minutes=90,
        sequence=1,
        changed_at=starts_at - timedelta(days=3),
        site_id=uuid4(),
        participant_id=uuid4(),
    )


@pytest.mark.parametrize("zone", ZONES)
def test_six_years_of_visits_are_at_the_right_instant_by_the_files_own_rules(zone: str) -> None:
    """Every few weeks around the clock, so that both sides of each change are met."""
    begin = datetime(2026, 1, 5, 0, 30, tzinfo=UTC)
    moments = [begin + timedelta(days=13 * n, hours=5 * n % 24) for n in range(170)]
    visits = [(visit(zone, moment), STUDY) for moment in moments]
    words = Words("en", details=False, base_url="https://portal.example.org")
    text = calendar(visits, STUDY.sites[0].key, words)
    parsed = icalendar.Calendar.from_ical(text)
    (rules,) = parsed.walk("VTIMEZONE")
    assert rules["TZID"] == zone
    own = rules.to_tz(lookup_tzid=False)
    read_back = [
        event["DTSTART"].dt.replace(tzinfo=own).astimezone(UTC) for event in parsed.walk("VEVENT")
    ]
    assert read_back == moments
    assert {event["DTSTART"].params["TZID"] for event in parsed.walk("VEVENT")} == {zone}


def test_two_sites_bring_one_set_of_rules_each() -> None:
    moment = datetime(2026, 6, 1, 15, tzinfo=UTC)
    zones = [ZONES[0], ZONES[1], ZONES[0], ZONES[1]]
    words = Words("en", details=False, base_url="https://portal.example.org")
    text = calendar(
        [(visit(zone, moment + timedelta(days=n)), STUDY) for n, zone in enumerate(zones)],
        STUDY.sites[0].key,
        words,
    )
    parsed = icalendar.Calendar.from_ical(text)
    assert sorted(rules["TZID"] for rules in parsed.walk("VTIMEZONE")) == sorted(set(zones))
