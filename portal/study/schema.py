"""The shape of a study file: which entries there are, and of what kind each is.

What an entry means together with others (references, dates, languages) is checked in
:mod:`portal.study.rules`. Where a value is broken, the sound ones around it are still loaded, so
that one run finds every fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import ValidationError, pre_load, validates_schema

from portal.study.check_ins.schema import CheckIn
from portal.study.faults import Finding, Path, known, quoted
from portal.study.fields import (
    Countersigner,
    Day,
    Key,
    Kind,
    Length,
    Line,
    Reference,
    Whole,
    Words,
)
from portal.study.joining.schema import Joining
from portal.study.messages.schema import Messages
from portal.study.reminders.schema import Reminders
from portal.study.shape import Group, Items, one
from portal.study.site_fields import (
    Clock,
    Country,
    Email,
    EmergencyNumber,
    Https,
    Language,
    Phone,
    Subdivision,
    Weekday,
    Zone,
    parts_of,
)
from portal.study.travel.schema import Travel


class OfficeHours(Group):
    days = Items(Weekday(), example='the days, for example "[mon, tue, wed, thu, fri]"')
    opens = Clock()
    closes = Clock()


class Place(Group):
    key = Key()
    name = Words(longest=100)
    address = Line(required=False, remedy="Write the postal address.", longest=300)
    directions = Words(required=False)
    map_url = Https(required=False)

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def can_be_found(self, _data: Any, original: Any, **_: Any) -> None:
        if isinstance(original, Mapping) and not {"address", "directions"} & original.keys():
            remedy = 'Write "address", or "directions" for a place without one.'
            raise ValidationError(f"says nowhere how to get there.\n{remedy}")


class Holidays(Group):
    country = Country()
    subdivision = Subdivision(required=False)

    @validates_schema
    def part_of_its_country(self, data: Any, **_: Any) -> None:
        country, part = data.get("country"), data.get("subdivision")
        if country and part and part not in parts_of(country):
            problem = f"{quoted(part)} is not a part of {country} whose holidays are known."
            remedy = f"{known(part, parts_of(country))} Or delete it."
            raise ValidationError({"subdivision": [f"{problem}\n{remedy}"]})


class Site(Group):
    key = Key()
    name = Line(remedy="Write the name of the site.")
    time_zone = Zone()
    team_name = Words(longest=100)
    phone = Phone()
    after_hours_phone = Phone(required=False)
    email = Email(required=False)
    emergency_number = EmergencyNumber()
    emergency_text = Words()
    hours = Items(OfficeHours, example='office hours: "days", "opens" and "closes"')
    places = Items(Place, example='at least one place: "key", "name" and "address"')
    holidays = one(Holidays, required=False, example='"country", for example "US"')
    closed_on = Items(Day(), required=False, example='days, for example "[2026-12-24]"')


class LabelledGroup(Group):
    """An anchor or a flag."""

    key = Key()
    label = Words(longest=100)


class Phase(Group):
    key = Key()
    name = Words(longest=60)
    anchor = Reference(remedy="Write the key of an anchor.")
    starts = Length(remedy='Write a length counted from the anchor, for example "0 days".')
    ends = Length(remedy='Write a length counted from the anchor, for example "36 months".')


class Activity(Group):
    key = Key()
    kind = Kind()
    name = Words(longest=60)
    explain = Words()
    minutes = Whole(least=5, most=600, unit="minutes", example=30)
    prepare = Words(required=False)
    stop_eating_hours = Whole(least=1, most=24, unit="hours", required=False, example=4)


class VisitActivity(Group):
    activity = Reference(remedy="Write the key of an activity.")
    every = Length(required=False, least=1)
    when = Reference(required=False, remedy="Write the key of a flag.")

    @pre_load
    def key_alone(self, data: Any, **_: Any) -> Any:
        """``- blood_draw`` is short for ``- activity: blood_draw``."""
        return {"activity": data} if isinstance(data, str) else data


class Window(Group):
    before = Length(least=0)
    after = Length(least=0)


class Repeat(Group):
    every = Length(least=1)
    until = Length(remedy='Write the last occurrence, for example "36 months".')


class Visit(Group):
    key = Key()
    phase = Reference(remedy="Write the key of a phase.")
    anchor = Reference(remedy="Write the key of an anchor.")
    name = Words(longest=60)
    label = Words(longest=40)
    at = Length(remedy='Write a length counted from the anchor, for example "6 weeks".')
    window = one(Window, example='"before" and "after", for example 7 days each')
    repeat = one(Repeat, required=False, example='"every" and "until"')
    when = Reference(required=False, remedy="Write the key of a flag.")
    minutes = Whole(least=5, most=600, unit="minutes", required=False, example=90)
    place = Reference(required=False, remedy="Write the key of a place.")
    activities = Items(VisitActivity, example='at least one activity, for example "- blood_draw"')


class Consent(Group):
    anchor = Reference(remedy="Write the key of an anchor.")
    visits_before = Items(
        Reference(remedy="Write the key of a visit."),
        required=False,
        example="the visits that need no consent, for example the consent talk",
    )
    countersigned_by = Items(
        Countersigner(), required=False, example='who signs, for example "[investigator]"'
    )


class StudyFile(Group):
    key = Key()
    version = Line(remedy='Write the version\'s name, for example "1".', longest=60)
    title = Words(longest=300)
    short_title = Words(longest=40)
    registry = Line(required=False, remedy="Write the registry's id.", longest=40)
    illustrative_note = Words(required=False)
    languages = Items(Language(), example='the languages, for example "[en, es]"')
    enrolment_anchor = Reference(required=False, remedy="Write the key of an anchor.")
    anchors = Items(LabelledGroup, example='at least one anchor: "key" and "label"')
    flags = Items(LabelledGroup, required=False, example='flags: "key" and "label"')
    phases = Items(Phase, example='at least one phase: "key", "name", "anchor", "starts", "ends"')
    activities = Items(Activity, example="at least one activity")
    visits = Items(Visit, example="at least one visit")
    sites = Items(Site, example="at least one site")
    consent = one(Consent, required=False, example='"anchor", "visits_before", "countersigned_by"')
    check_ins = Items(CheckIn, required=False, example="check-ins, as in the sample study's file")
    travel = one(Travel, required=False, example="travel money, as in the sample study's file")
    messages = one(Messages, required=False, example="messages, as in the sample study's file")
    reminders = one(Reminders, required=False, example="reminders, as in the sample study's file")
    joining = one(Joining, required=False, example='"invitation_days", "names_study"')


def load(value: Any) -> tuple[dict[str, Any], list[Finding]]:
    """The sound part of `value`, typed, and what is wrong with the shape of the rest."""
    try:
        return StudyFile().load(value), []
    except ValidationError as error:
        sound = error.valid_data if isinstance(error.valid_data, dict) else {}
        return sound, list(findings_of(error.messages))


def findings_of(messages: Any, path: Path = ()) -> Iterator[Finding]:
    """What marshmallow says, each with the path of what it is about."""
    if isinstance(messages, dict):
        for step, inner in messages.items():
            yield from findings_of(inner, path if step == "_schema" else (*path, step))
        return
    for message in messages:
        problem, _, remedy = str(message).partition("\n")
        yield Finding(path, problem, remedy)
