"""Receipts: handed in before their claim, compared with all others, kept with it for good.

A receipt whose claim never came goes after some days, and its file with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.audit.recorder import Actor, acting
from portal.claims.models import Claim, ClaimReceipt
from portal.db import Database
from portal.errors import Conflict, NotFound, RuleBroken
from portal.files import service as files
from portal.files.check import Checked
from portal.files.look import NEAR, distance
from portal.files.models import StoredFile
from portal.files.store import FileStore
from portal.participants.models import Participant

MOST_WAITING = 60
"""Receipts of one participant whose claim has not come. More are refused: something goes wrong."""
MOST_A_LINE = 10
KEPT_WITHOUT_CLAIM = timedelta(days=30)
"""A phone may be without a connection between the first receipt and its claim for that long."""
COLLECTOR = Actor("portal: receipts", None)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who of the two who may send a claim does so."""

    account_id: UUID
    name: str
    care_partner: bool


def found(session: Session, receipt_id: UUID, participant_id: UUID) -> ClaimReceipt | None:
    """A receipt that is there already. Raises NotFound for somebody else's."""
    row = session.get(ClaimReceipt, receipt_id, options=[joinedload(ClaimReceipt.file)])
    if row is not None and row.participant_id != participant_id:
        raise NotFound("receipt")
    return row


def same_again(
    session: Session, receipt_id: UUID, participant_id: UUID, source_sha256: str
) -> ClaimReceipt | None:
    """The receipt of that id, if it is that file. Raises Conflict for another under a used id."""
    row = found(session, receipt_id, participant_id)
    if row is not None and row.file.source_sha256 != source_sha256:
        raise Conflict("receipt_differs", field="file")
    return row


def check_room(session: Session, participant_id: UUID) -> None:
    """Raises RuleBroken where too many receipts wait for their claims."""
    waiting = session.scalar(
        sa.select(sa.func.count())
        .select_from(ClaimReceipt)
        .where(ClaimReceipt.participant_id == participant_id, ClaimReceipt.claim_id.is_(None))
    )
    if (waiting or 0) >= MOST_WAITING:
        raise RuleBroken("receipts_enough", field="file", most=MOST_WAITING)


def add(
    session: Session,
    store: FileStore,
    participant: Participant,
    receipt_id: UUID,
    checked: Checked,
    sender: Sender,
    *,
    now: datetime,
) -> ClaimReceipt:
    """Keep a receipt; the claim that names it comes later."""
    file = files.keep(
        session,
        store,
        checked,
        site_id=participant.site_id,
        participant_id=participant.id,
        by=sender.account_id,
        now=now,
    )
    row = ClaimReceipt(
        id=receipt_id,
        participant_id=participant.id,
        site_id=participant.site_id,
        made_at=now,
        made_by=sender.account_id,
        position=0,
    )
    row.file = file
    session.add(row)
    session.flush()
    return row


def attachable(
    session: Session, participant_id: UUID, claim_id: UUID, wanted: Iterable[UUID]
) -> dict[UUID, ClaimReceipt]:
    """Those of `wanted` that this claim may name: hers, and of no other claim."""
    ids = list(wanted)
    rows = session.scalars(
        sa.select(ClaimReceipt)
        .where(
            ClaimReceipt.id.in_(ids),
            ClaimReceipt.participant_id == participant_id,
            sa.or_(ClaimReceipt.claim_id.is_(None), ClaimReceipt.claim_id == claim_id),
        )
        .options(joinedload(ClaimReceipt.file))
    )
    return {row.id: row for row in rows}


def find_twins(session: Session, claim: Claim, rows: Collection[ClaimReceipt]) -> None:
    """Note for each receipt another one, of anybody in the study, that is the same or looks it.

    Receipts of claims alone count. The oldest twin stays; of one claim, the later line has it.
    """
    others = _looks(session, claim) if rows else []
    for row in rows:
        if row.twin_id is None:
            twin = _twin(_look(row), [*others, *_before(row, rows)])
            row.twin_id, row.twin_exact = (twin.id, twin.exact) if twin else (None, False)


@dataclass(frozen=True, slots=True)
class _Look:
    id: UUID
    sha256: str | None
    look: str | None


@dataclass(frozen=True, slots=True)
class _Twin:
    id: UUID
    exact: bool


def _look(row: ClaimReceipt) -> _Look:
    return _Look(row.id, row.file.source_sha256, row.file.look)


def _looks(session: Session, claim: Claim) -> list[_Look]:
    found = session.execute(
        sa.select(ClaimReceipt.id, StoredFile.source_sha256, StoredFile.look)
        .join(StoredFile, StoredFile.id == ClaimReceipt.file_id)
        .join(Participant, Participant.id == ClaimReceipt.participant_id)
        .where(
            Participant.study_id == claim.participant.study_id,
            ClaimReceipt.claim_id.is_not(None),
            ClaimReceipt.claim_id != claim.id,
        )
        .order_by(ClaimReceipt.made_at)
    )
    return [_Look(*row) for row in found]


def _before(row: ClaimReceipt, rows: Collection[ClaimReceipt]) -> list[_Look]:
    """Of the same claim, those handed in before it: of two that are alike, one is told of."""
    mine = (row.made_at, row.id.hex)
    return [_look(one) for one in rows if (one.made_at, one.id.hex) < mine]


def _twin(mine: _Look, others: Sequence[_Look]) -> _Twin | None:
    for one in others:
        if one.sha256 is not None and one.sha256 == mine.sha256:
            return _Twin(one.id, exact=True)
    for one in others:
        if one.look and mine.look and distance(one.look, mine.look) <= NEAR:
            return _Twin(one.id, exact=False)
    return None


def own(session: Session, receipt_id: UUID, participant_id: UUID) -> ClaimReceipt:
    """A receipt of this participant. Raises NotFound."""
    row = found(session, receipt_id, participant_id)
    if row is None:
        raise NotFound("receipt")
    return row


def at_sites(session: Session, receipt_id: UUID, *, sites: Collection[UUID]) -> ClaimReceipt:
    """A receipt that came with a claim at one of these sites. Raises NotFound."""
    row = session.scalar(
        sa.select(ClaimReceipt)
        .where(
            ClaimReceipt.id == receipt_id,
            ClaimReceipt.site_id.in_(sites),
            ClaimReceipt.claim_id.is_not(None),
        )
        .options(joinedload(ClaimReceipt.file))
    )
    if row is None:
        raise NotFound("receipt")
    return row


def collect(database: Database, store: FileStore, *, now: datetime) -> int:
    """Remove receipts whose claim never came, then files that nothing names; how many receipts."""
    with database.transaction() as session:
        acting(session, COLLECTOR, now)
        rows = session.scalars(
            sa.select(ClaimReceipt)
            .where(ClaimReceipt.claim_id.is_(None), ClaimReceipt.made_at < now - KEPT_WITHOUT_CLAIM)
            .options(joinedload(ClaimReceipt.file))
            .limit(500)
        ).all()
        for row in rows:
            file = row.file
            session.delete(row)
            session.flush()
            files.forget(session, file)
    files.collect(database, store, now=now)
    return len(rows)
