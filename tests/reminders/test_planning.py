"""The outbox follows what is planned: new, moved and moot notices, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.accounts.models import Membership
from portal.audit.recorder import acting
from portal.participants.models import Participant
from portal.reminders.models import NoticeStatus
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.reminding import Reminding
from tests.support.world import TESTER, helps

ELEANOR, ANDERS = "eleanor@example.org", "anders@example.org"


@pytest.fixture
def reminding(portal: Portal) -> Reminding:
    return Reminding(portal)


def booked(
    portal: Portal, day: str = "2026-03-09", clock: str = "14:00"
) -> tuple[Participant, str]:
    """A participant with a visit on that day; the clock stands at Monday, 2 March, 10:00."""
    her = portal.enrol(email=ELEANOR)
    visit = str(portal.visit_id(her, "month-3"))
    done(portal.at_desk().book(visit, day, clock, reason="the scanner"))
    return her, visit


def visits(reminding: Reminding, status: str = "planned") -> list[tuple[str, str]]:
    return [one for one in reminding.told(ELEANOR, status) if one[0].startswith("visit_")]


def test_a_booked_visit_has_its_notices_within_the_next_days(
    portal: Portal, reminding: Reminding
) -> None:
    booked(portal)
    reminding.plan()
    planned = [one for one in visits(reminding) if one[0] != "visit_changed"]
    # 10:00 in Miami is past the usual hour, so the first is due at once
    assert [rule for rule, _ in planned] == [
        "visit_in_a_week",
        "visit_tomorrow",
        "visit_today",
    ]
    assert [due for _, due in planned[1:]] == ["2026-03-08 13:00", "2026-03-09 12:00"]


def test_planning_again_changes_nothing(portal: Portal, reminding: Reminding) -> None:
    booked(portal)
    reminding.plan()
    before = reminding.told(ELEANOR)
    portal.clock.turn(minutes=5)
    reminding.plan()
    assert reminding.told(ELEANOR) == before
    assert reminding.plan() == 0


def test_a_visit_on_another_day_moves_what_was_not_sent(
    portal: Portal, reminding: Reminding
) -> None:
    _, visit = booked(portal)
    reminding.plan()
    reminding.send()
    done(portal.at_desk().book(visit, "2026-03-11", "14:00", reason="the scanner"))
    reminding.plan()
    assert ("visit_tomorrow", "2026-03-08 13:00") in visits(reminding, "cancelled")
    assert ("visit_tomorrow", "2026-03-10 13:00") in visits(reminding)
    assert [rule for rule, _ in visits(reminding, "sent")].count("visit_in_a_week") == 1


def test_another_hour_of_the_same_day_keeps_the_notices_and_sends_none_twice(
    portal: Portal, reminding: Reminding
) -> None:
    _, visit = booked(portal)
    reminding.plan()
    reminding.send()
    done(portal.at_desk().book(visit, "2026-03-09", "08:30", reason="the scanner"))
    reminding.plan()
    planned = dict(visits(reminding))
    assert planned["visit_tomorrow"] == "2026-03-08 13:00"
    assert "visit_today" not in planned  # before half past seven it is night
    assert [rule for rule, _ in visits(reminding, "sent")].count("visit_in_a_week") == 1


def test_a_visit_that_is_taken_back_is_not_reminded_of_and_booked_again_it_is(
    portal: Portal, reminding: Reminding
) -> None:
    _, visit = booked(portal)
    reminding.plan()
    desk = portal.at_desk()
    done(desk.outcome(visit, "planned", reason="she asked"))
    reminding.plan()
    assert not [one for one in visits(reminding) if one[0] != "visit_changed"]
    done(desk.book(visit, "2026-03-09", "14:00", reason="the scanner"))
    reminding.plan()
    assert ("visit_tomorrow", "2026-03-08 13:00") in visits(reminding)


def test_a_changed_visit_is_told_at_once_and_again_in_the_same_breath_only_once(
    portal: Portal, reminding: Reminding
) -> None:
    _, visit = booked(portal)
    desk = portal.at_desk()
    done(desk.book(visit, "2026-03-10", "14:00", reason="the scanner"))
    [told] = reminding.notices(ELEANOR, about="visit_change")
    assert told.safety
    assert told.due_at <= portal.clock.now
    reminding.send()
    done(desk.outcome(visit, "cancelled", reason="closed"))
    assert len(reminding.notices(ELEANOR, about="visit_change")) == 2


def test_what_somebody_else_books_at_the_other_site_is_nothing_to_her(
    portal: Portal, reminding: Reminding
) -> None:
    booked(portal)
    portal.enrol(email="ruth@example.org", site=portal.world.away, code="B-1")
    reminding.plan()
    assert not [rule for rule, _ in reminding.told("ruth@example.org") if "visit" in rule]


def test_a_check_in_is_reminded_of_twice_then_there_is_silence(
    portal: Portal, reminding: Reminding
) -> None:
    portal.enrol(email=ELEANOR)
    reminding.until(portal.clock.now + timedelta(days=40))
    about = [one for one in reminding.notices(ELEANOR) if one.about == "check_in"]
    by_check_in: dict[str, list[str]] = {}
    for one in about:
        by_check_in.setdefault(one.occurrence, []).append(one.rule)
    assert by_check_in
    whole = [rules for rules in by_check_in.values() if len(rules) > 1]
    assert whole
    assert all(len(rules) <= 2 for rules in by_check_in.values())


def test_a_whole_day_of_the_outbox_is_planned_once_a_day(
    portal: Portal, reminding: Reminding
) -> None:
    booked(portal)
    assert reminding.plan() > 0
    portal.clock.turn(days=1)
    assert reminding.plan() > 0
    assert reminding.plan() == 0


def test_who_withdraws_gets_nothing_more(portal: Portal, reminding: Reminding) -> None:
    her, _ = booked(portal)
    reminding.plan()
    done(portal.at_desk().move(her.id, "withdrawn", reason="she moves away"))
    reminding.plan()
    left = [one for one in reminding.notices(ELEANOR) if one.status is NoticeStatus.PLANNED]
    assert {one.about.value for one in left} <= {"visit_change"}


def test_the_outbox_holds_no_notice_twice_whoever_plans(portal: Portal) -> None:
    booked(portal)
    for _ in range(3):
        Reminding(portal).plan()
    names = [
        (one.account_id, one.rule, one.subject_id, one.occurrence)
        for one in Reminding(portal).notices()
    ]
    assert len(set(names)) == len(names)


def test_who_is_no_longer_a_care_partner_gets_not_even_what_was_waiting(
    portal: Portal, reminding: Reminding
) -> None:
    her, visit = booked(portal)
    with portal.database.transaction() as session:
        now = portal.clock.now
        acting(session, TESTER, now)
        joined = helps(session, her, ANDERS, now=now)
    portal.clock.turn(hours=13)  # at night: what happens now waits for the morning
    done(portal.at_desk().book(visit, "2026-03-11", "14:00", reason="the scanner"))
    reminding.plan()
    assert reminding.told(ANDERS)
    with portal.database.transaction() as session:
        acting(session, TESTER, portal.clock.now)
        session.get_one(Membership, joined.id).ended_at = portal.clock.now
    reminding.plan()
    assert reminding.told(ANDERS) == []
    assert reminding.told(ELEANOR)


def test_whoever_watches_the_portal_is_told_how_the_outbox_does(
    portal: Portal, reminding: Reminding
) -> None:
    booked(portal)
    reminding.plan()

    def figure(name: str) -> float:
        text = portal.browser().get("/metrics").get_data(as_text=True)
        line = next(one for one in text.splitlines() if one.startswith(f"portal_notice{name} "))
        return float(line.split()[-1])

    assert figure("s_due") >= 1
    assert figure("s_planned") >= 1
    portal.clock.turn(minutes=10)
    assert figure("s_oldest_due_seconds") >= 600
    reminding.send()
    assert (figure("s_due"), figure("s_oldest_due_seconds")) == (0, 0)
    assert figure("s_sent_24h") == figure("s_late_24h") >= 1
    assert figure('_tries_24h{channel="mail",outcome="accepted"}') >= 1
    assert "eleanor" not in portal.browser().get("/metrics").get_data(as_text=True)
