"""What the demo's people claim: one claim in every state, with the receipts that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portal.claims.reviewing import Decision
from portal.demo.receipts import Slip

HOME = {
    "eleanor@example.org": 184,
    "rosa@example.org": 62,
    "margaret@example.org": 310,
    "ruth@example.org": 2150,
    "denise@example.org": 95,
    "beatriz@example.org": 128,
    "sylvia@example.org": 240,
}
"""Tenths of a mile from home to the site, one way."""
CUT_OFF = "The parking receipt is cut off at the bottom. Please take the photo again."
NO_HOTEL = (
    "The clinic is close to your home, so the study does not pay a night. Call us with questions."
)


READ_AS_TWELVE = "The receipt shows $12.00."
OWN_LUNCH = "Only your own lunch is paid, not that of a guest."
FOR_MY_DAUGHTER = "The second soup was for my daughter, who drove me. Please look again."
CLOSED = "The account was closed."
SAID = (READ_AS_TWELVE, OWN_LUNCH, FOR_MY_DAUGHTER, CLOSED)
"""What people wrote, beside the two above."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One line: `amount` in cents as on the receipt, None for mileage and flat sums."""

    category: str
    amount: int | None = None
    slip: Slip | None = None
    note: str = ""
    receipt_lost: str = ""
    distance: int | None = None
    distance_reason: str = ""
    care_partner: bool = False


class Then(StrEnum):
    """What happened to a claim before anybody decided on it."""

    TAKEN = "taken"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Decided:
    """What the team decided. `change`: what is paid of the lines of a category, and why."""

    decision: Decision
    note: str = ""
    change: Mapping[str, tuple[int, str]] = field(default_factory=dict)


APPROVED = Decided(Decision.APPROVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim: whose, for which visit, `sent` days before today, and what became of it.

    `paid` days before today; `failed`: the money came back, and why; `disputed`: in her words.
    `by`: the care partner who sent it.
    """

    email: str
    visit: str
    sent: int
    costs: tuple[Cost, ...]
    then: Then | Decided | None = None
    paid: int | None = None
    failed: str = ""
    disputed: str = ""
    on_its_way: bool = False
    by: str = ""


def _parking(cents: int, *, cut_off: bool = False, of: str = "") -> Cost:
    """Parking with its receipt; `of`: the number on it, where two people hand in the same one."""
    price = f"{cents / 100:.2f}"
    rows = (("Parking", price),)
    return Cost(
        "parking", cents, Slip("BAY GARAGE", "110 Example Avenue", rows, price, cut_off, of)
    )


def _meal(cents: int, *, care_partner: bool = False) -> Cost:
    price = f"{cents / 100:.2f}"
    rows = (("Two soups of the day", ""), ("Sandwich", ""), ("Tea", ""))
    slip = Slip("CORNER KITCHEN", "12 Sample Street", rows, price)
    return Cost("meals", cents, slip, care_partner=care_partner)


def _hotel(cents: int) -> Cost:
    price = f"{cents / 100:.2f}"
    rows = (("Room, 1 night", price),)
    return Cost("lodging", cents, Slip("HARBOR INN", "30 Example Quay", rows, price))


def _flight(cents: int) -> Cost:
    price = f"{cents / 100:.2f}"
    rows = (("Round trip, economy", price),)
    return Cost("flight", cents, Slip("SAMPLE AIR", "Ticket", rows, price))


MILEAGE, TIME = Cost("mileage"), Cost("time")


ELEANOR, ROSA, MARGARET = "eleanor@example.org", "rosa@example.org", "margaret@example.org"
RUTH, DENISE, BEATRIZ = "ruth@example.org", "denise@example.org", "beatriz@example.org"
SYLVIA = "sylvia@example.org"

TOLD = (
    Told(
        email=ELEANOR,
        visit="week_6",
        sent=138,
        costs=(MILEAGE, _parking(1400), TIME),
        then=APPROVED,
        paid=126,
    ),
    Told(
        email=ELEANOR,
        visit="month-3",
        sent=7,  # in time, whatever the weekday her visit fell on
        costs=(MILEAGE, _parking(1600, cut_off=True), _meal(2375), TIME),
        then=Decided(Decision.RETURN, CUT_OFF),
    ),
    Told(
        email=ROSA,
        visit="month-3",
        sent=260,
        costs=(MILEAGE, _parking(1500, of="71204"), TIME),
        then=APPROVED,
        paid=250,
    ),
    Told(
        email=ROSA,
        visit="month-6",
        sent=170,
        costs=(_hotel(14900),),
        then=Decided(Decision.DECLINE, NO_HOTEL),
    ),
    Told(
        email=ROSA,
        visit="month-9",
        sent=6,
        costs=(MILEAGE, _parking(1800), TIME),
        then=Decided(Decision.APPROVE, change={"parking": (1200, READ_AS_TWELVE)}),
    ),
    Told(
        email=MARGARET,
        visit="screening_scans",
        sent=1,
        costs=(
            MILEAGE,
            _parking(1500, of="71204"),
            Cost("tolls", 650, note="Two toll roads, there and back."),
            TIME,
        ),
    ),
    Told(
        email=RUTH,
        visit="month-30",
        sent=120,
        costs=(MILEAGE, _meal(4210), _parking(2000), TIME),
        then=Decided(Decision.APPROVE, change={"meals": (1500, OWN_LUNCH)}),
        paid=110,
        disputed=FOR_MY_DAUGHTER,
    ),
    Told(
        email=RUTH,
        visit="month-33",
        sent=3,
        costs=(_flight(41280), _hotel(17900), _meal(6850, care_partner=True), TIME),
        then=APPROVED,
        by="anna@example.org",
    ),
    Told(
        email=DENISE,
        visit="month-3",
        sent=150,
        costs=(MILEAGE, _parking(1300), TIME),
        then=APPROVED,
        on_its_way=True,
    ),
    Told(
        email=DENISE,
        visit="month-6",
        sent=2,
        costs=(
            Cost("mileage", distance=236, distance_reason="The bridge was closed."),
            _parking(5200),
            Cost("taxi", 1850, receipt_lost="I left it in the taxi."),
            TIME,
        ),
        then=Then.TAKEN,
    ),
    Told(
        email=BEATRIZ,
        visit="month-9",
        sent=190,
        costs=(MILEAGE, _parking(1100), TIME),
        then=APPROVED,
        paid=30,
        failed=CLOSED,
    ),
    Told(
        email=BEATRIZ,
        visit="month-6",
        sent=280,
        costs=(MILEAGE,),
        then=Then.WITHDRAWN,
    ),
    Told(
        email=SYLVIA,
        visit="week_6",
        sent=55,
        costs=(MILEAGE, _meal(2200), TIME),
        then=APPROVED,
        on_its_way=True,
    ),
    Told(
        email=SYLVIA,
        visit="month-3",
        sent=9,
        costs=(MILEAGE, _parking(900), TIME),
    ),
)
