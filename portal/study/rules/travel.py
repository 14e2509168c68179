"""Travel money: every category can be claimed and paid, and no limit hides another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from portal import money
from portal.study.definition import Offset, Unit
from portal.study.faults import Finding, Path, Severity, quoted
from portal.study.rules import lists, travel_caps
from portal.study.rules.part import Part
from portal.study.site_fields import DAYS
from portal.study.travel.definition import CategoryKind


def check(study: Part) -> Iterator[Finding]:
    if "travel" not in study.values:
        return
    travel = study.part("travel")
    yield from _visits(travel, study.keys("visits"))
    yield from _once(travel, "payment_days")
    yield from _once(travel, "tell")
    for name in ("claim_within", "pay_after"):
        yield from _in_days(travel, name)
    yield from _digits(travel)
    for name in ("mileage_rates", "reportable_flat"):
        yield from _rising(travel, name)
    yield from _whole_years(travel)
    yield from _mileage_once(travel)
    yield from _unused(travel)
    yield from travel_caps.check(travel)


def _visits(travel: Part, visits: set[str]) -> Iterator[Finding]:
    if visits:
        yield from lists.exist(travel, "visits", visits, "a visit")
    yield from _once(travel, "visits")


def _once(travel: Part, name: str) -> Iterator[Finding]:
    """Nothing is named twice in the list `name`."""
    items = travel.get(name, list) or []
    for index, item in enumerate(items):
        if item is not None and item in items[:index]:
            shown = DAYS[item - 1] if isinstance(item, int) else str(item)
            problem = f"{quoted(shown)} is listed twice."
            yield Finding(travel.at(name, index), problem, "Keep one of the two.")


def _in_days(travel: Part, name: str) -> Iterator[Finding]:
    length = travel.get(name, Offset)
    if length and length.unit is Unit.MONTH:
        problem = f'"{length}" is in months, which are not all as long.'
        yield Finding(travel.at(name), problem, "Write it in days or weeks.")


def _digits(travel: Part) -> Iterator[Finding]:
    """No amount is finer than the smallest unit of its currency."""
    currency = travel.get("currency", str)
    if currency is None:
        return
    most = money.digits(currency)
    for path, amount in _amounts(travel.values, travel.path):
        digits = _digits_of(amount)
        if digits > most:
            problem = f'"{amount}" is finer than {currency}, which has {most or "no"} digits after the point.'
            remedy = f"Write {most} at most." if most else "Write a whole number."
            yield Finding(path, problem, remedy)


def _digits_of(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _amounts(value: Any, path: Path) -> Iterator[tuple[Path, Decimal]]:
    """Every amount of money below `value`; a rate is none, it may be finer."""
    if isinstance(value, Decimal):
        if path[-1] != "rate":
            yield path, value
    elif isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in items:
            yield from _amounts(inner, (*path, step))


def _rising(travel: Part, name: str) -> Iterator[Finding]:
    newest: date | None = None
    for part in travel.parts(name):
        since = part.get("since", date)
        if since is None:
            continue
        if newest and since <= newest:
            problem = f'"{since}" is not after "{newest}", the entry before it.'
            yield Finding(part.at("since"), problem, "Write the oldest first, each day once.")
        newest = since if newest is None else max(newest, since)


def _whole_years(travel: Part) -> Iterator[Finding]:
    for part in travel.parts("reportable_flat"):
        since = part.get("since", date)
        if since and (since.month, since.day) != (1, 1):
            problem = f'"{since}" is within a year, and flat sums are added up over calendar years.'
            yield Finding(part.at("since"), problem, f'Write "{since.year}-01-01".')


def _mileage_once(travel: Part) -> Iterator[Finding]:
    for category in _of_kind(travel, CategoryKind.MILEAGE)[1:]:
        problem = "is the second category of mileage: one trip could be paid twice."
        yield Finding(category.at("kind"), problem, 'Keep one, or make this one a "receipt".')


def _unused(travel: Part) -> Iterator[Finding]:
    if any(part.get("kind", CategoryKind) is None for part in travel.parts("categories")):
        return
    for name, kind in (
        ("distance", CategoryKind.MILEAGE),
        ("mileage_rates", CategoryKind.MILEAGE),
        ("reportable_flat", CategoryKind.FLAT),
    ):
        if travel.values.get(name) and not _of_kind(travel, kind):
            problem = f'is not used: no category is of the kind "{kind}".'
            remedy = "Add the category, or delete this."
            yield Finding(travel.at(name), problem, remedy, Severity.WARNING)


def _of_kind(travel: Part, kind: CategoryKind) -> list[Part]:
    return [part for part in travel.parts("categories") if part.get("kind", CategoryKind) is kind]
