"""Telling the claims of the demo's people through the services that people use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
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
from portal.claims.reviewing import Doer, LineDecision
from portal.demo.claim_stories import HOME, TOLD, Cost, Decided, Then, Told
from portal.demo.receipts import photographed
from portal.files.store import FileStore
from portal.participants.models import Participant
from portal.schedule import service as schedule
from portal.schedule.models import Visit
from portal.schedule.windows import to_instant
from portal.study.service import Catalog

_NAMESPACE = UUID("0d3f7c55-33b0-4e0f-8c1b-8f2f6d1f9a11")


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
        self.finance = reviewing.doer(self.session, finance.id, finance.name)

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
        self._then(claim, told.then)
        self.session.flush()

    def _then(self, claim: Claim, then: Then | Decided | None) -> None:
        if isinstance(then, Decided):
            self._decide(claim, then)
        elif then is Then.TAKEN:
            self._take(claim)
        elif then is Then.WITHDRAWN:
            self._withdraw(claim)

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
        return reviewing.doer(self.session, person.id, person.name), at

    def _take(self, claim: Claim) -> None:
        doer, at = self._acts(claim, Role.COORDINATOR)
        reviewing.take(claim, doer, version=claim.version, now=at)
        self.session.flush()

    def _decide(self, claim: Claim, decided: Decided) -> None:
        doer, at = self._acts(claim, Role.COORDINATOR)
        changed = [
            LineDecision(id=line.id, amount=amount, reason=reason)
            for line in claim.lines
            for amount, reason in [decided.change.get(line.category, (None, ""))]
            if amount is not None
        ]
        study = self.catalog.get(self.session, claim.participant.study_id, claim.study_version)
        if study.travel is None:
            raise RuntimeError("the sample study pays travel money")
        reviewing.decide(
            self.session,
            claim,
            decided.decision,
            changed,
            decided.note,
            doer,
            policy=study.travel,
            version=claim.version,
            now=at,
        )
        self.session.flush()

    def _withdraw(self, claim: Claim) -> None:
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
        answering.dispute(self.session, claim, told.disputed, sender, check_by=until, now=at)
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
