"""The shape of travel money in the study file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from portal.study.check_ins.definition import TeamRole
from portal.study.fields import Day, Key, Length, OneOf, Reference, Whole, Words
from portal.study.shape import Group, Items, one
from portal.study.site_fields import Weekday
from portal.study.travel.definition import CategoryKind, DistanceUnit
from portal.study.travel.fields import Amount, Currency, Rate, YesNo

MOST_MINUTES = 10_080
"""A week of office hours around the clock: a longer limit is a slip of the pen."""

MOST_DISTANCE = 10_000


class CapsOfCategory(Group):
    item = Amount(required=False)
    day = Amount(required=False)
    visit = Amount(required=False)
    month = Amount(required=False)


class CapsOfEverything(Group):
    visit = Amount(required=False)
    month = Amount(required=False)


class Distance(Group):
    unit = OneOf(DistanceUnit, thing="a unit of distance")
    unusual_from = Whole(
        least=1, most=MOST_DISTANCE, unit="miles or kilometres", required=False, example=400
    )


class MileageRate(Group):
    since = Day()
    rate = Rate()


class Reportable(Group):
    since = Day()
    amount = Amount()


class Category(Group):
    key = Key()
    kind = OneOf(CategoryKind, thing="a kind of category")
    name = Words(longest=60)
    explain = Words(required=False, longest=200)
    receipt_from = Amount(required=False)
    amount = Amount(required=False)
    caps = one(CapsOfCategory, required=False, example='caps: "item", "day", "visit" or "month"')
    care_partner = YesNo(required=False)

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def entries_of_its_kind(self, _data: Any, original: Any, **_: Any) -> None:
        if isinstance(original, Mapping) and original.get("kind") in list(CategoryKind):
            faults = dict(_of_another_kind(original))
            if faults:
                raise ValidationError(faults)


def _of_another_kind(category: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Entries that the category's kind does not have, and the one that it lacks."""
    for name, kind in (("receipt_from", CategoryKind.RECEIPT), ("amount", CategoryKind.FLAT)):
        if name in category and category["kind"] != kind:
            problem = f'is for the kind "{kind}", and this is "{category["kind"]}".'
            yield name, [f"{problem}\nDelete it, or change the kind."]
    if category["kind"] == CategoryKind.FLAT and "amount" not in category:
        yield "amount", ['is missing.\nWrite the flat amount, for example "50.00".']


class Travel(Group):
    currency = Currency()
    covered = Words(longest=500)
    paid_how = Words(longest=500)
    visits = Items(
        Reference(remedy="Write the key of a visit."),
        example='the keys of the visits that it is paid for, for example "[week_6]"',
    )
    claim_within = Length(least=1, remedy='Write days or weeks, for example "90 days".')
    check_within = Whole(least=5, most=MOST_MINUTES, unit="minutes", example=1440)
    pay_after = Length(least=0, remedy='Write days or weeks, for example "3 days".')
    payment_days = Items(Weekday(), example='the days of payment, for example "[fri]"')
    two_people_above = Amount(required=False)
    most_a_line = Amount()
    caps = one(CapsOfEverything, required=False, example='caps: "visit" or "month"')
    distance = one(Distance, required=False, example='"unit", for example "mile"')
    mileage_rates = Items(MileageRate, required=False, example='rates: "since" and "rate"')
    reportable_flat = Items(Reportable, required=False, example='amounts: "since" and "amount"')
    tell = Items(
        OneOf(TeamRole, thing="a role that is told"), required=False, example='"[coordinator]"'
    )
    categories = Items(Category, example='at least one category: "key", "kind" and "name"')

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def mileage_has_a_rate(self, _data: Any, original: Any, **_: Any) -> None:
        if not isinstance(original, Mapping) or not _pays_mileage(original.get("categories")):
            return
        faults = {
            name: [f"is missing, and there is a category of mileage.\nWrite {example}."]
            for name, example in (
                ("distance", 'the unit: "mile" or "km"'),
                ("mileage_rates", 'at least one rate: "since" and "rate"'),
            )
            if original.get(name, []) == []
        }
        if faults:
            raise ValidationError(dict(faults))


def _pays_mileage(categories: Any) -> bool:
    return isinstance(categories, list) and any(
        isinstance(category, Mapping) and category.get("kind") == CategoryKind.MILEAGE
        for category in categories
    )
