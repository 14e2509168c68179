"""The shape of reminders in the study file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from portal.study.faults import quoted
from portal.study.fields import Key, OneOf, Reference, Told, TrueFalse, Whole, Words, refuse
from portal.study.reminders.definition import BY_DAY, About, Channel
from portal.study.shape import Group, Items, one
from portal.study.site_fields import Clock

LONGEST_TITLE, LONGEST_TEXT = 50, 120
"""A lock screen shows no more."""

MOST_A_DAY = 20
MOST_MINUTES = 1440
"""A day: whoever was not reached by then is not reached in time."""

KEYS_OF = {
    "visits": (About.VISIT, About.VISIT_CHANGE, About.CLAIMABLE),
    "check_ins": (About.CHECK_IN,),
}
"""The kinds of rule that can be for some visits or check-ins alone."""


class Days(Told[int]):
    """A number of days. How many there can be, the kind of the rule says."""

    remedy = 'Write a whole number of days, for example "-7" for a week before.'

    def read(self, value: str) -> int:
        if not re.fullmatch(r"[+-]?\d{1,9}", value, re.ASCII):
            refuse(f"{quoted(value)} is not a whole number.", self.remedy)
        return int(value)


Quiet = Group.from_dict({"from": Clock(), "until": Clock()}, name="Quiet")
"""Made this way because "from" can name no attribute."""


class Rule(Group):
    key = Key()
    about = OneOf(About, thing="something that a reminder is about", but={About.TEST})
    title = Words(longest=LONGEST_TITLE)
    text = Words(longest=LONGEST_TEXT)
    channels = Items(
        OneOf(Channel, thing="a way to reach people"),
        example='the ways to reach people, the first to try first, for example "[push, mail]"',
    )
    days = Days(required=False)
    at = Clock(required=False)
    last_hours = Whole(least=1, most=72, unit="hours", required=False, example=1)
    keep_hours = Whole(least=1, most=720, unit="hours", required=False, example=72)
    safety = TrueFalse(required=False)
    visits = Items(
        Reference(remedy="Write the key of a visit."), required=False, example="keys of visits"
    )
    check_ins = Items(
        Reference(remedy="Write the key of a check-in."),
        required=False,
        example="keys of check-ins",
    )

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def entries_of_its_kind(self, _data: Any, original: Any, **_: Any) -> None:
        if isinstance(original, Mapping) and original.get("about") in RULED:
            faults = dict(_of_another_kind(original, About(original["about"])))
            if faults:
                raise ValidationError(faults)


RULED = [about for about in About if about is not About.TEST]


def _of_another_kind(rule: Mapping[str, Any], about: About) -> Iterator[tuple[str, list[str]]]:
    """Entries that rules about this do not have, and the one that it lacks."""
    if about in BY_DAY and "days" not in rule:
        problem = f'is missing, and a rule about "{about}" goes out on a day.'
        yield "days", [f"{problem}\nWrite how many days from it, for example 0 for the same day."]
    if about not in BY_DAY and "days" in rule:
        problem = f'is not for a rule about "{about}", which goes out when it happens.'
        yield "days", [f"{problem}\nDelete it."]
    for name, kinds in KEYS_OF.items():
        if name in rule and about not in kinds:
            problem = f'is for rules about {", ".join(kinds)}, and this is about "{about}".'
            yield name, [f"{problem}\nDelete it."]


class Reminders(Group):
    hour = Clock(remedy='Write when reminders go out, for example "09:00".')
    quiet = one(Quiet, example='"from" and "until", for example "21:00" and "08:00"')
    most_a_day = Whole(least=1, most=MOST_A_DAY, unit="reminders", example=4)
    confirm_within = Whole(least=1, most=MOST_MINUTES, unit="minutes", example=120)
    rules = Items(Rule, example='at least one rule: "key", "about", "channels", "title" and "text"')
