"""Caps of travel money: each can be reached, and none is so low that nothing is paid.

A cap that another one keeps from ever being reached is a warning: it does no harm, and whoever
wrote it believes that it does something.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from portal.study.faults import Finding, Path, Severity, where
from portal.study.rules.part import Part
from portal.study.travel.definition import CapKind, CategoryKind, DistanceUnit

WITHIN = {
    CapKind.ITEM: (CapKind.DAY, CapKind.VISIT, CapKind.MONTH),
    CapKind.DAY: (CapKind.MONTH,),
    CapKind.VISIT: (CapKind.MONTH,),
    CapKind.MONTH: (),
}
"""What each cap lies in. A visit may take several days, so neither of the two holds the other."""


def check(travel: Part) -> Iterator[Finding]:
    whole, categories = travel.part("caps"), list(travel.parts("categories"))
    yield from _within(whole, whole)
    for category in categories:
        caps = category.part("caps")
        yield from _within(caps, caps)
        yield from _within(caps, whole, same=True)
        if category.get("kind", CategoryKind) is CategoryKind.RECEIPT:
            yield from _line(travel, caps)
        if category.get("kind", CategoryKind) is CategoryKind.FLAT:
            yield from _flat(travel, category)
    yield from _two_people(travel)
    yield from _far(travel)


def _within(inner: Part, outer: Part, *, same: bool = False) -> Iterator[Finding]:
    """No cap of `inner` is above a cap of `outer` that holds it; `same`: nor above its own kind."""
    for kind, holders in WITHIN.items():
        cap = inner.get(kind, Decimal)
        for holder in (kind, *holders) if same else holders:
            most = outer.get(holder, Decimal)
            if cap and most and cap > most:
                yield _hidden(inner.at(kind), cap, outer.at(holder), most)
                break


def _hidden(path: Path, cap: Decimal, by: Path, most: Decimal) -> Finding:
    problem = f'"{cap}" is never reached: {where(by)} is "{most}".'
    remedy = f'Write "{most}" or less, or leave it out.'
    return Finding(path, problem, remedy, Severity.WARNING)


def _line(travel: Part, caps: Part) -> Iterator[Finding]:
    """What is paid by receipt is not more than a receipt may say."""
    item, most = caps.get(CapKind.ITEM, Decimal), travel.get("most_a_line", Decimal)
    if item and most and item > most:
        yield _hidden(caps.at(CapKind.ITEM), item, travel.at("most_a_line"), most)


def _flat(travel: Part, category: Part) -> Iterator[Finding]:
    """The sum can be paid as it is, once for a visit."""
    amount, caps = category.get("amount", Decimal), category.part("caps")
    if amount is None:
        return
    for kind in CapKind:
        cap = caps.get(kind, Decimal)
        if cap and cap < amount:
            problem = f'"{cap}" is less than the flat amount, "{amount}".'
            yield Finding(caps.at(kind), problem, f'Write "{amount}" or more, or leave it out.')
    whole = travel.part("caps")
    for kind in (CapKind.VISIT, CapKind.MONTH):
        most = whole.get(kind, Decimal)
        if most and most < amount:
            problem = f'"{amount}" is never paid in full: {where(whole.at(kind))} is "{most}".'
            yield Finding(category.at("amount"), problem, f'Write "{most}" or less.')
            return


def _two_people(travel: Part) -> Iterator[Finding]:
    above = travel.get("two_people_above", Decimal)
    most = travel.part("caps").get(CapKind.VISIT, Decimal)
    if above and most and above >= most:
        path = travel.at("caps", CapKind.VISIT)
        problem = (
            f'"{above}" is never passed: a claim is for one visit, and {where(path)} is "{most}".'
        )
        remedy = f'Write less than "{most}", or leave it out.'
        yield Finding(travel.at("two_people_above"), problem, remedy, Severity.WARNING)


def _far(travel: Part) -> Iterator[Finding]:
    """A usual distance fits into one line: a rate in cents, "70" for "0.70", shows here."""
    distance, most = travel.part("distance"), travel.get("most_a_line", Decimal)
    usual, unit = distance.get("unusual_from", int), distance.get("unit", DistanceUnit)
    for part in travel.parts("mileage_rates"):
        rate = part.get("rate", Decimal)
        if usual and most and rate and usual * rate > most:
            far = f"{usual} {'km' if unit is DistanceUnit.KM else 'miles'}"
            problem = f'"{rate}" makes {usual * rate} of {far}, and most_a_line is "{most}".'
            remedy = 'Write the rate as amounts are written, "0.70" and not "70".'
            yield Finding(part.at("rate"), problem, remedy, Severity.WARNING)
