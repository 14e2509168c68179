"""The travel claims of the demo's people: one in every state that a claim can be in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts import people
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.audit.recorder import Actor, acting
from portal.claims import answering, paying, receipts, reviewing, sending
from portal.claims.incoming import NewClaim, NewLine
from portal.claims.models import Claim
from portal.claims.paying import NewBatch
from portal.claims.payment_models import Payment, PaymentBatch
from portal.claims.receipts import Sender
from portal.claims.reviewing import Decision, Doer, LineDecision
from portal.demo.receipts import Slip, photographed
from portal.files.store import FileStore
from portal.participants.models import Participant
from portal.schedule import service as schedule
from portal.schedule.models import Visit
from portal.schedule.windows import to_instant
from portal.study.service import Catalog

_NAMESPACE = UUID("0d3f7c55-33b0-4e0f-8c1b-8f2f6d1f9a11")
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
    then: Callable[[Claims, Claim], None] | None = None
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


class Claims:
    """Everyone's claims, told in the order of time; then the payments."""

    def __init__(
        self,
        session: Session,
        people: Mapping[str, tuple[Participant, Account]],
        team: Mapping[UUID, Mapping[Role, Account]],
        finance: Account,
        *,
        store: FileStore,
        catalog: Catalog,
        now: datetime,
    ) -> None:
        self.session, self.people, self.store, self.catalog = session, people, store, catalog
        self.now = now
        self.team = team
        self.finance = Doer(finance.id, finance.name)

    def tell(self) -> None:
        for told in TOLD:
            if told.email in self.people:
                self._one(told)
        paid = [told for told in TOLD if told.paid is not None and told.email in self.people]
        for told in sorted(paid, key=lambda told: -(told.paid or 0)):
            self._pay(told)
        self._on_the_way()

    def _one(self, told: Told) -> None:
        participant, herself = self.people[told.email]
        visit = self._visit(participant, told.visit)
        at = self._evening(participant, told.sent)
        day = schedule.local_day(visit)
        partner = people.account_of(self.session, told.by) if told.by else None
        who = partner or herself
        role = Role.CARE_PARTNER if partner else Role.PARTICIPANT
        acting(self.session, Actor(role.value, who.id), at)
        sender = Sender(who.id, who.name, care_partner=partner is not None)
        claim_id = uuid5(_NAMESPACE, f"{participant.code}/{told.visit}")
        lines = tuple(
            self._line(participant, cost, day, f"{claim_id}/{place}", sender, at)
            for place, cost in enumerate(told.costs)
        )
        claim, _ = sending.send(
            self.session,
            participant,
            NewClaim(
                id=claim_id,
                round=1,
                visit_id=visit.id,
                currency="USD",
                lines=lines,
            ),
            sender,
            catalog=self.catalog,
            now=at,
        )
        if told.then is not None:
            told.then(self, claim)
        self.session.flush()

    def _visit(self, participant: Participant, name: str) -> Visit:
        """By its occurrence ("month-3"), or by its key where it comes once."""
        return self.session.scalars(
            sa.select(Visit).where(
                Visit.participant_id == participant.id,
                sa.or_(Visit.occurrence == name, Visit.visit_key == name),
            )
        ).one()

    def _evening(self, participant: Participant, days: int) -> datetime:
        day = (self.now - timedelta(days=days)).date()
        at = to_instant(day, time(19, 30), participant.site.time_zone)
        return min(at, self.now - timedelta(minutes=20))

    def _line(
        self,
        participant: Participant,
        cost: Cost,
        day: date,
        name: str,
        sender: Sender,
        at: datetime,
    ) -> NewLine:
        line_id = uuid5(_NAMESPACE, name)
        kept: tuple[UUID, ...] = ()
        if cost.slip is not None:
            receipt = receipts.add(
                self.session,
                self.store,
                participant,
                uuid5(_NAMESPACE, f"{name}/receipt"),
                photographed(cost.slip, day),
                sender,
                now=at - timedelta(minutes=2),
            )
            kept = (receipt.id,)
        trip = 2 * HOME[participant.email] if cost.category == "mileage" else None
        return NewLine(
            id=line_id,
            category=cost.category,
            spent_on=day,
            amount=cost.amount,
            distance=cost.distance or trip,
            distance_reason=cost.distance_reason,
            care_partner=cost.care_partner,
            note=cost.note,
            receipt_lost=cost.receipt_lost,
            receipts=kept,
        )

    # What the team does, each some hours after what was before.

    def _acts(self, claim: Claim, role: Role) -> tuple[Doer, datetime]:
        person = self.team[claim.site_id][role]
        last = max(step.at for step in claim.steps)
        at = min(last + timedelta(hours=20), self.now - timedelta(minutes=5))
        acting(self.session, Actor(role.value, person.id), at)
        return Doer(person.id, person.name), at

    def take(self, claim: Claim) -> None:
        doer, at = self._acts(claim, Role.COORDINATOR)
        reviewing.take(self.session, claim, doer, version=claim.version, now=at)
        self.session.flush()

    def decide(
        self,
        claim: Claim,
        decision: Decision,
        note: str = "",
        *,
        change: Mapping[str, tuple[int, str]] = MappingProxyType({}),
        role: Role = Role.COORDINATOR,
    ) -> None:
        """`change`: what is paid of the lines of a category, and why."""
        doer, at = self._acts(claim, role)
        changed = [
            LineDecision(id=line.id, amount=amount, reason=reason)
            for line in claim.lines
            for amount, reason in [change.get(line.category, (None, ""))]
            if amount is not None
        ]
        study = self.catalog.get(self.session, claim.participant.study_id, claim.study_version)
        if study.travel is None:
            raise RuntimeError("the sample study pays travel money")
        reviewing.decide(
            self.session,
            claim,
            decision,
            changed,
            note,
            doer,
            policy=study.travel,
            version=claim.version,
            now=at,
        )
        self.session.flush()

    def withdraw(self, claim: Claim) -> None:
        herself = self.people[claim.participant.email][1]
        at = max(step.at for step in claim.steps) + timedelta(hours=2)
        acting(self.session, Actor("participant", herself.id), at)
        answering.withdraw(claim, Sender(herself.id, herself.name, care_partner=False), now=at)

    # What finance does.

    def _claim(self, told: Told) -> Claim:
        participant, _ = self.people[told.email]
        claim_id = uuid5(_NAMESPACE, f"{participant.code}/{told.visit}")
        return reviewing.get(self.session, claim_id, sites=self.team.keys())

    def _batch(self, claims: Sequence[Claim], name: str, at: datetime, day: date) -> PaymentBatch:
        acting(self.session, Actor("finance", self.finance.account_id), at)
        new = NewBatch(
            id=uuid5(_NAMESPACE, f"batch/{name}"),
            claims=tuple(claim.id for claim in claims),
            expected_on=day,
        )
        batch, _ = paying.make_batch(
            self.session, new, self.finance, sites=self.team.keys(), today=at.date(), now=at
        )
        return batch

    def _pay(self, told: Told) -> None:
        """One payment in a batch of its own: the demo's years are quiet."""
        claim = self._claim(told)
        at = max(
            self.now - timedelta(days=told.paid or 0, hours=6),
            max(step.at for step in claim.steps) + timedelta(hours=3),
        )
        batch = self._batch([claim], claim.reference, at, at.date())
        acting(self.session, Actor("finance", self.finance.account_id), at)
        paying.settle(
            self.session,
            batch.payments,
            paid_on=at.date(),
            reference=f"ACH-{4000 + batch.number}",
            doer=self.finance,
            today=at.date(),
            now=at,
        )
        self.session.flush()
        if told.failed:
            self._fail(batch.payments[0], told.failed, at + timedelta(days=2))
        if told.disputed:
            self._dispute(claim, told)

    def _fail(self, payment: Payment, reason: str, at: datetime) -> None:
        acting(self.session, Actor("finance", self.finance.account_id), at)
        paying.fail(
            self.session,
            payment,
            version=payment.version,
            reason=reason,
            doer=self.finance,
            now=at,
        )
        self.session.flush()

    def _dispute(self, claim: Claim, told: Told) -> None:
        herself = self.people[told.email][1]
        at = self.now - timedelta(days=3)
        acting(self.session, Actor("participant", herself.id), at)
        sender = Sender(herself.id, herself.name, care_partner=False)
        rules = sending.rules_for(
            self.session, claim.participant, self.catalog, claim.study_version
        )
        until = sending.check_by(rules, claim.participant, now=at)
        answering.dispute(claim, told.disputed, sender, check_by=until, now=at)
        self.session.flush()

    def _on_the_way(self) -> None:
        """The newest batch: its money has not arrived yet."""
        claims = [
            self._claim(told) for told in TOLD if told.on_its_way and told.email in self.people
        ]
        at = self.now - timedelta(hours=20)
        if claims:
            self._batch(claims, "newest", at, (self.now + timedelta(days=2)).date())
            self.session.flush()


def _approve(claims: Claims, claim: Claim) -> None:
    claims.decide(claim, Decision.APPROVE)


def _approve_less(claims: Claims, claim: Claim) -> None:
    change = {"parking": (1200, READ_AS_TWELVE)}
    claims.decide(claim, Decision.APPROVE, change=change)


def _cut_lunch(claims: Claims, claim: Claim) -> None:
    change = {"meals": (1500, OWN_LUNCH)}
    claims.decide(claim, Decision.APPROVE, change=change)


def _ask(claims: Claims, claim: Claim) -> None:
    claims.decide(claim, Decision.RETURN, CUT_OFF)


def _decline(claims: Claims, claim: Claim) -> None:
    claims.decide(claim, Decision.DECLINE, NO_HOTEL)


ELEANOR, ROSA, MARGARET = "eleanor@example.org", "rosa@example.org", "margaret@example.org"
RUTH, DENISE, BEATRIZ = "ruth@example.org", "denise@example.org", "beatriz@example.org"
SYLVIA = "sylvia@example.org"

TOLD = (
    Told(
        email=ELEANOR,
        visit="week_6",
        sent=138,
        costs=(MILEAGE, _parking(1400), TIME),
        then=_approve,
        paid=126,
    ),
    Told(
        email=ELEANOR,
        visit="month-3",
        sent=7,  # in time, whatever the weekday her visit fell on
        costs=(MILEAGE, _parking(1600, cut_off=True), _meal(2375), TIME),
        then=_ask,
    ),
    Told(
        email=ROSA,
        visit="month-3",
        sent=260,
        costs=(MILEAGE, _parking(1500, of="71204"), TIME),
        then=_approve,
        paid=250,
    ),
    Told(
        email=ROSA,
        visit="month-6",
        sent=170,
        costs=(_hotel(14900),),
        then=_decline,
    ),
    Told(
        email=ROSA,
        visit="month-9",
        sent=6,
        costs=(MILEAGE, _parking(1800), TIME),
        then=_approve_less,
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
        then=_cut_lunch,
        paid=110,
        disputed=FOR_MY_DAUGHTER,
    ),
    Told(
        email=RUTH,
        visit="month-33",
        sent=3,
        costs=(_flight(41280), _hotel(17900), _meal(6850, care_partner=True), TIME),
        then=_approve,
        by="anna@example.org",
    ),
    Told(
        email=DENISE,
        visit="month-3",
        sent=150,
        costs=(MILEAGE, _parking(1300), TIME),
        then=_approve,
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
        then=Claims.take,
    ),
    Told(
        email=BEATRIZ,
        visit="month-9",
        sent=190,
        costs=(MILEAGE, _parking(1100), TIME),
        then=_approve,
        paid=30,
        failed=CLOSED,
    ),
    Told(
        email=BEATRIZ,
        visit="month-6",
        sent=280,
        costs=(MILEAGE,),
        then=Claims.withdraw,
    ),
    Told(
        email=SYLVIA,
        visit="week_6",
        sent=55,
        costs=(MILEAGE, _meal(2200), TIME),
        then=_approve,
        on_its_way=True,
    ),
    Told(
        email=SYLVIA,
        visit="month-3",
        sent=9,
        costs=(MILEAGE, _parking(900), TIME),
    ),
)
