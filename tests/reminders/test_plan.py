"""What is due and when: tables of single cases, and what holds whatever the facts are."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reminders.plan import (
    Choice,
    Done,
    Occasion,
    Planned,
    Wishes,
    at_once,
    channels,
    is_quiet,
    local_day,
    plan,
)
from portal.study.definition import Text
from portal.study.reminders.definition import About, Channel, Quiet, Reminders, Rule

MIAMI, MADRID, APIA = "America/New_York", "Europe/Madrid", "Pacific/Apia"
NIGHT = Quiet(time(21), time(8))
WORDS = Text({"en": "Something is coming up."})
VISIT = UUID(int=1)


def rule(key: str, about: About, days: int | None, **more: object) -> Rule:
    values = {"title": WORDS, "text": WORDS, "channels": (Channel.PUSH, Channel.MAIL), **more}
    return Rule(key=key, about=about, days=days, **values)  # type: ignore[arg-type]


RULES = (
    rule("change", About.VISIT_CHANGE, None, safety=True),
    rule("today", About.VISIT, 0),
    rule("tomorrow", About.VISIT, -1),
    rule("week", About.VISIT, -7),
    rule("due", About.CHECK_IN, 0),
    rule("still_due", About.CHECK_IN, 2),
    rule("sign", About.CONSENT, 0, safety=True),
    rule("answer", About.MESSAGE, None),
)
STUDY = Reminders(hour=time(9), quiet=NIGHT, most_a_day=3, confirm_within=120, rules=RULES)


def visit(starts: datetime, *, zone: str = MIAMI, subject: UUID = VISIT) -> Occasion:
    day = local_day(starts, zone)
    return Occasion(
        about=About.VISIT,
        subject=subject,
        occurrence=day.isoformat(),
        key="follow_up",
        day=day,
        ends=starts,
        page=f"/visits/{subject}",
    )


def at(text: str, zone: str = MIAMI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def told(planned: list[Planned], zone: str = MIAMI) -> list[tuple[str, str]]:
    """Each notice: its rule, and the local time at which it is due."""
    return [
        (one.rule.key, f"{one.due_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}") for one in planned
    ]


def test_a_visit_is_told_a_week_and_a_day_before_and_on_its_morning_at_the_usual_hour() -> None:
    found = plan([visit(at("2026-03-10 14:00"))], STUDY, Wishes(zone=MIAMI), now=at("2026-03-01"))
    assert told(found) == [
        ("week", "2026-03-03 09:00"),
        ("tomorrow", "2026-03-09 09:00"),
        ("today", "2026-03-10 09:00"),
    ]


def test_the_hour_she_likes_is_on_the_clock_where_she_is() -> None:
    wishes = Wishes(zone=MADRID, hour=time(20))
    found = plan([visit(at("2026-03-10 14:00"))], STUDY, wishes, now=at("2026-03-01"))
    assert told(found, MADRID)[:2] == [
        ("week", "2026-03-03 20:00"),
        ("tomorrow", "2026-03-09 20:00"),
    ]


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        ("2026-03-10 10:30", "2026-03-10 09:00"),  # the usual hour is early enough
        ("2026-03-10 09:30", "2026-03-10 08:30"),  # an hour before it at the latest
        ("2026-03-10 08:30", None),  # before that hour it is night, and yesterday's notice is there
    ],
)
def test_on_the_day_itself_it_comes_in_time_or_not_at_all(starts: str, due: str | None) -> None:
    found = plan([visit(at(starts))], STUDY, Wishes(zone=MIAMI), now=at("2026-03-10 00:00"))
    assert told(found) == ([("today", due)] if due else [])


def test_a_notice_of_a_day_that_is_over_is_not_sent_any_more() -> None:
    occasion = visit(at("2026-03-10 14:00"))
    found = plan([occasion], STUDY, Wishes(zone=MIAMI), now=at("2026-03-05 12:00"))
    assert [key for key, _ in told(found)] == ["tomorrow", "today"]


def test_what_is_late_on_its_day_comes_at_once() -> None:
    occasion = visit(at("2026-03-10 17:00"))
    found = plan([occasion], STUDY, Wishes(zone=MIAMI), now=at("2026-03-10 11:00"))
    assert told(found) == [("today", "2026-03-10 11:00")]


def test_a_visit_on_another_day_is_told_anew_and_the_same_one_never_twice() -> None:
    first, moved = visit(at("2026-03-10 14:00")), visit(at("2026-03-12 14:00"))
    wishes, now = Wishes(zone=MIAMI), at("2026-03-09 12:00")
    done = [
        Done(one.name, one.due_at, counts=True) for one in plan([first], STUDY, wishes, now=now)
    ]
    assert plan([first], STUDY, wishes, done=done, now=now) == []
    again = plan([moved], STUDY, wishes, done=done, now=now)
    assert told(again) == [("tomorrow", "2026-03-11 09:00"), ("today", "2026-03-12 09:00")]


def test_of_too_many_in_a_day_those_whose_rules_stand_first_go_out() -> None:
    starts = at("2026-03-10 15:00")
    visits = [visit(starts + timedelta(minutes=n), subject=UUID(int=n + 1)) for n in range(5)]
    week_later = visit(starts + timedelta(days=7), subject=UUID(int=9))
    found = plan([week_later, *visits], STUDY, Wishes(zone=MIAMI), now=at("2026-03-10 00:00"))
    that_day = [one.rule.key for one in found if one.due_at.date() == date(2026, 3, 10)]
    assert that_day == ["today"] * 3


def test_clocks_that_go_forward_move_the_hour_that_is_skipped() -> None:
    # on 8 March 2026 there is no 02:30 in Miami
    night_owl = Wishes(zone=MIAMI, hour=time(2, 30), quiet=Quiet(time(4), time(6)))
    found = plan([visit(at("2026-03-09 14:00"))], STUDY, night_owl, now=at("2026-03-07 12:00"))
    assert told(found)[0] == ("tomorrow", "2026-03-08 03:30")


@pytest.mark.parametrize(
    ("choice", "about", "through"),
    [
        (None, "tomorrow", (Channel.PUSH, Channel.MAIL)),
        (Choice.PUSH, "tomorrow", (Channel.PUSH, Channel.MAIL)),
        (Choice.MAIL, "tomorrow", (Channel.MAIL,)),
        (Choice.NONE, "tomorrow", ()),
        (Choice.NONE, "change", (Channel.PUSH, Channel.MAIL)),
        (Choice.MAIL, "change", (Channel.MAIL,)),
    ],
)
def test_people_choose_the_way_and_only_safety_cannot_be_turned_off(
    choice: Choice | None, about: str, through: tuple[Channel, ...]
) -> None:
    found = STUDY.rule(about)
    assert found is not None
    wishes = Wishes(zone=MIAMI, choices={found.about: choice} if choice else {})
    assert channels(found, wishes) == through


def test_what_happens_at_night_is_told_in_the_morning() -> None:
    answer = STUDY.rule("answer")
    assert answer is not None
    now = at("2026-03-09 23:10")
    found = at_once(answer, STUDY, Wishes(zone=MIAMI), used={}, now=now)
    assert found == (at("2026-03-10 08:00"), now + timedelta(hours=72))


def test_what_happens_on_a_day_that_had_its_share_is_told_on_the_next() -> None:
    answer = STUDY.rule("answer")
    assert answer is not None
    used = {date(2026, 3, 9): 3, date(2026, 3, 10): 3}
    found = at_once(answer, STUDY, Wishes(zone=MIAMI), used=used, now=at("2026-03-09 12:00"))
    assert found is not None
    assert found[0] == at("2026-03-11 09:00")


def test_what_waits_too_long_for_its_turn_is_dropped() -> None:
    short = rule("answer", About.MESSAGE, None, keep_hours=4)
    used = {date(2026, 3, 9): 3}
    wishes = Wishes(zone=MIAMI)
    assert at_once(short, STUDY, wishes, used=used, now=at("2026-03-09 12:00")) is None


ZONES = st.sampled_from([MIAMI, MADRID, APIA, "Asia/Kathmandu", "UTC"])
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
QUIETS = st.builds(Quiet, CLOCKS, CLOCKS)
INSTANTS = st.integers(0, 330 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
OCCASIONS = st.lists(
    st.builds(
        lambda starts, subject: visit(starts, subject=UUID(int=subject)),
        INSTANTS,
        st.integers(1, 6),
    ),
    max_size=12,
)
WISHES = st.builds(
    Wishes,
    zone=ZONES,
    hour=st.none() | CLOCKS,
    quiet=st.none() | QUIETS,
    choices=st.dictionaries(st.sampled_from([About.VISIT]), st.sampled_from(Choice)),
)


@given(OCCASIONS, WISHES, INSTANTS)
def test_nothing_is_due_in_quiet_hours_after_the_occasion_or_twice(
    occasions: list[Occasion], wishes: Wishes, now: datetime
) -> None:
    found = plan(occasions, STUDY, wishes, now=now)
    ends = {(one.subject, one.occurrence): one.ends for one in occasions}
    quiet = wishes.quiet or STUDY.quiet
    assert len({one.name for one in found}) == len(found)
    for one in found:
        assert now <= one.due_at <= one.expires_at
        assert one.expires_at <= max(
            o.ends for o in occasions if (o.subject, o.occurrence) == (one.name[1], one.name[2])
        )
        assert not is_quiet(one.due_at, quiet, wishes.zone)
        assert one.channels
    assert len(ends) <= len(occasions)


@given(OCCASIONS, WISHES, INSTANTS)
def test_no_day_has_more_than_the_study_allows(
    occasions: list[Occasion], wishes: Wishes, now: datetime
) -> None:
    found = plan(occasions, STUDY, wishes, now=now)
    days = Counter(local_day(one.due_at, wishes.zone) for one in found if not one.rule.safety)
    assert all(number <= STUDY.most_a_day for number in days.values())


@given(OCCASIONS, WISHES, INSTANTS, st.randoms())
def test_the_order_of_the_facts_makes_no_difference(
    occasions: list[Occasion], wishes: Wishes, now: datetime, random: object
) -> None:
    distinct = list({(one.subject, one.occurrence): one for one in occasions}.values())
    mixed = list(distinct)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert plan(mixed, STUDY, wishes, now=now) == plan(distinct, STUDY, wishes, now=now)


@given(OCCASIONS, WISHES, INSTANTS, st.integers(0, 60 * 24 * 20))
def test_day_by_day_each_notice_goes_out_once_at_most(
    occasions: list[Occasion], wishes: Wishes, now: datetime, minutes: int
) -> None:
    """As the planner does it: plan, send what is due, plan again."""
    done: list[Done] = []
    for step in range(4):
        moment = now + timedelta(minutes=minutes * step)
        due = plan(occasions, STUDY, wishes, done=done, now=moment)
        done += [Done(one.name, one.due_at, counts=True) for one in due if one.due_at <= moment]
    assert len({one.name for one in done}) == len(done)


@given(WISHES, INSTANTS, st.dictionaries(st.dates(), st.integers(0, 5), max_size=4))
def test_what_happens_is_told_out_of_quiet_hours_and_in_time_or_not_at_all(
    wishes: Wishes, now: datetime, used: dict[date, int]
) -> None:
    answer = STUDY.rule("answer")
    assert answer is not None
    found = at_once(answer, STUDY, wishes, used=used, now=now)
    if found is not None:
        due, expires = found
        assert now <= due <= expires
        assert not is_quiet(due, wishes.quiet or STUDY.quiet, wishes.zone)
        assert used.get(local_day(due, wishes.zone), 0) < STUDY.most_a_day


@given(WISHES, INSTANTS)
def test_what_is_for_safety_always_has_its_moment(wishes: Wishes, now: datetime) -> None:
    change = STUDY.rule("change")
    assert change is not None
    assert at_once(change, STUDY, wishes, used={}, now=now) is not None
