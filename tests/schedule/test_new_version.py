"""A new version of a study file: what it changes, and what it must leave alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from portal.audit.recorder import acting
from portal.errors import RuleBroken
from portal.schedule import new_version
from portal.schedule.models import VisitStatus
from portal.schedule.planning import visits_of
from portal.study.file import read
from tests.support.portal import Portal
from tests.support.world import SAMPLE_STUDY, TESTER, enrolled

SAMPLE = SAMPLE_STUDY.read_text(encoding="utf-8")


def every_two_months(source: str) -> str:
    """The sample with the monitoring visits two months apart, in a new version."""
    changed = source.replace(
        "repeat: {every: 3 months, until: 36", "repeat: {every: 2 months, until: 35"
    )
    changed = changed.replace('version: "1"', 'version: "2"')
    for every in ("6 months", "12 months"):
        changed = re.sub(rf"        every: {every} +# example\n", "", changed)
    assert changed != source
    return changed


def test_a_new_version_moves_what_is_ahead_and_leaves_past_and_booked_visits(
    portal: Portal,
) -> None:
    now = portal.clock.now
    with portal.database.transaction() as session:
        participant = enrolled(session, portal.world, now=now)
        before = {visit.id: visit.status for visit in visits_of(session, participant)}
        third = next(v for v in visits_of(session, participant) if v.occurrence == "month-3")
        third.starts_at = now + timedelta(days=9)
        third.move_to(VisitStatus.BOOKED, by="Test", at=now)
        target = third.target
    with portal.database.transaction() as session:
        acting(session, TESTER, now)
        new_version.apply(session, every_two_months(SAMPLE), name="s", now=now)
    with portal.database.transaction() as session:
        after = {visit.id: visit for visit in visits_of(session, participant)}
    assert set(before) <= set(after), "no visit ever vanishes"
    assert after[third.id].status is VisitStatus.BOOKED
    assert after[third.id].target == target
    by_occurrence = {visit.occurrence: visit.status for visit in after.values()}
    assert by_occurrence["month-5"] is VisitStatus.PLANNED
    assert by_occurrence["month-6"] is VisitStatus.REMOVED
    assert {v.study_version for v in after.values() if v.occurrence == "month-5"} == {2}


def test_what_would_change_is_told_beforehand_and_changes_nothing(portal: Portal) -> None:
    now = portal.clock.now
    new = read(every_two_months(SAMPLE), name="s")
    with portal.database.transaction() as session:
        participant = enrolled(session, portal.world, now=now)
        told = new_version.effects(session, portal.world.study, new, now=now)
        assert [effect.participant.id for effect in told] == [participant.id]
        assert all(visit.study_version == 1 for visit in visits_of(session, participant))
        acting(session, TESTER, now)
        _, done = new_version.apply(session, every_two_months(SAMPLE), name="s", now=now)
    assert told[0].plan == done[0].plan


def test_a_version_that_drops_a_site_with_people_is_refused(small_portal: Portal) -> None:
    now = small_portal.clock.now
    without = SAMPLE[: SAMPLE.index("  - key: miami")] + SAMPLE[SAMPLE.index("  - key: chicago") :]
    with small_portal.database.transaction() as session:
        enrolled(session, small_portal.world, now=now)
        acting(session, TESTER, now)
        with pytest.raises(RuleBroken, match="site_in_use"):
            new_version.apply(session, without, name="s", now=now)
        assert small_portal.world.study.version == 1


def test_loading_the_same_text_again_makes_no_new_version(small_portal: Portal) -> None:
    now = small_portal.clock.now
    with small_portal.database.transaction() as session:
        acting(session, TESTER, now)
        study, changed = new_version.apply(session, SAMPLE, name="s", now=now)
        assert (study.version, changed) == (1, [])
