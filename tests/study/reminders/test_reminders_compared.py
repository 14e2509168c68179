"""What `portal study diff` says of reminders."""

from __future__ import annotations

import pytest

from portal.study.compare import Difference, compare
from portal.study.file import read
from tests.study.reminders.notices import SMALL, WITHOUT

NEW = SMALL.replace('version: "1"\ntitle', 'version: "2"\ntitle')


def told(old: str, new: str) -> list[Difference]:
    """The differences, without the sentence about the version."""
    return compare(read(old, name="old"), read(new, name="new"))[1:]


CASES = [
    ('hour: "09:00"', 'hour: "10:30"', "Reminders: they go out at 10:30 (until now: 09:00)."),
    ('until: "08:00"', 'until: "07:00"',
     ("Reminders: the quiet hours are from 21:00 until 07:00 "
      "(until now: from 21:00 until 08:00).")),
    ('from: "21:00"', 'from: "08:00"',
     "Reminders: the quiet hours are none (until now: from 21:00 until 08:00)."),
    ("most_a_day: 4", "most_a_day: 3",
     "Reminders: the most for one person in a day is 3 (until now: 4)."),
    ("confirm_within: 120", "confirm_within: 1",
     "Reminders: a push is confirmed within 1 minute (until now: 120 minutes)."),
    ("visits: [check]", "visits: [first_talk, check]",
     ('Reminder "week_before": it is about visit (only check, first_talk) '
      "(until now: visit (only check)).")),
    ("      check_ins: [feeling]\n", "",
     'Reminder "ready": it is about check_in (until now: check_in (only feeling)).'),
    ("days: -7", "days: -1",
     ('Reminder "week_before": it goes out 1 day before, at 08:00 '
      "(until now: 7 days before, at 08:00).")),
    ('      at: "08:00"\n', "",
     ('Reminder "week_before": it goes out 7 days before '
      "(until now: 7 days before, at 08:00).")),
    ("days: 2", "days: 0", 'Reminder "to_read": it goes out on the day (until now: 2 days after).'),
    ("[push, sms]", "[sms]", 'Reminder "moved": it goes by sms (until now: push, then sms).'),
    ("last_hours: 3", "last_hours: 1",
     'Reminder "week_before": it is too late from 1 hour before (until now: 3 hours before).'),
    ("keep_hours: 24", "keep_hours: 12",
     'Reminder "moved": it waits for at most 12 hours (until now: 24 hours).'),
    ("safety: true", "safety: false",
     'Reminder "moved": people can turn it off: yes (until now: no).'),
    ("Hay algo que leer.", "Tiene algo que leer.", '1 text is worded differently in "es".'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), CASES)
def test_a_change_of_reminders_is_told_in_one_sentence(old: str, new: str, said: str) -> None:
    assert SMALL.count(old) == 1
    assert [str(one) for one in told(SMALL, NEW.replace(old, new))] == [said]


def test_a_reminder_that_comes_or_goes_is_told() -> None:
    assert [str(one) for one in told(SMALL, NEW.replace("key: moved", "key: changed"))] == [
        'Reminder "changed" is new: visit_change, when it happens, push, then sms.',
        'Reminder "moved" is gone.',
    ]


def test_reminders_as_a_whole_come_and_go() -> None:
    old = SMALL[: SMALL.index("reminders:\n")]
    assert [str(one) for one in told(old, NEW)] == ["Sending reminders is new."]
    assert [str(one) for one in told(NEW, old)] == ["Sending reminders is gone."]
    assert old.startswith(WITHOUT)


def test_the_order_of_the_rules_in_the_file_is_no_difference() -> None:
    head, first, rest = NEW.partition("    - key: week_before\n")
    first_rule, second, others = (first + rest).partition("    - key: moved\n")
    assert told(SMALL, head + second + others + first_rule) == []
