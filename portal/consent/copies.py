"""The documents that people keep: asked for in a transaction, made after it, once.

A crash between the two loses nothing: what was asked for and is not made is made at the next
start, or when somebody opens it. Two makers at once end in one document: the first counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.audit.recorder import Actor, acting
from portal.consent import documents
from portal.consent.library import Library
from portal.consent.models import Consent, ConsentCopy, CopyKind, EventKind, Withdrawal
from portal.consent.sealing import SiteKeys
from portal.consent.trail import PORTAL, note
from portal.db import Database
from portal.errors import NotFound
from portal.files import service as files
from portal.files.check import Checked
from portal.files.store import FileStore
from portal.participants.models import Participant
from portal.study.service import Catalog

log = structlog.get_logger("portal.consent")

MAKER = Actor("portal: documents")


@dataclass(frozen=True, slots=True)
class Press:
    """What making a document takes."""

    database: Database
    store: FileStore
    keys: SiteKeys
    catalog: Catalog
    library: Library
    clock: Callable[[], datetime]


def ask_for(
    session: Session,
    consent: Consent,
    kind: CopyKind,
    subject_id: UUID,
    language: str,
    *,
    now: datetime,
) -> ConsentCopy:
    """Note that a document is to be made, in the transaction of its cause."""
    copy = ConsentCopy(
        consent_id=consent.id,
        participant_id=consent.participant_id,
        site_id=consent.site_id,
        kind=kind,
        subject_id=subject_id,
        language=language,
        asked_at=now,
    )
    copy.consent = consent
    session.add(copy)
    return copy


def waiting(session: Session) -> list[UUID]:
    """The documents that were asked for and are not made, the oldest first."""
    return list(
        session.scalars(
            sa.select(ConsentCopy.id)
            .where(ConsentCopy.file_id.is_(None))
            .order_by(ConsentCopy.asked_at, ConsentCopy.id)
        )
    )


def make_waiting(press: Press) -> int:
    """Make everything that waits; one that fails is logged and waits on. How many were made."""
    with press.database.session(reads_only=True) as session:
        ids = waiting(session)
    return sum(try_to_make(press, copy_id) for copy_id in ids)


def try_to_make(press: Press, copy_id: UUID) -> bool:
    """Make one document. A failure is logged: what it tells of stands all the same."""
    try:
        make(press, copy_id)
    except Exception as error:
        log.exception("document not made", copy=str(copy_id), error=type(error).__name__)
        return False
    return True


def make(press: Press, copy_id: UUID) -> None:
    """Make one document, unless it is made. Nothing is locked while it is drawn and sealed."""
    with press.database.session(reads_only=True) as session:
        copy = _load(session, copy_id)
        if copy.file_id is not None:
            return
        drawn = documents.draw(session, copy, press)
    with press.database.transaction() as session:
        acting(session, MAKER, press.clock())
        _keep(session, copy_id, drawn, press.store, press.clock())


def _load(session: Session, copy_id: UUID) -> ConsentCopy:
    found = session.scalar(
        sa.select(ConsentCopy)
        .where(ConsentCopy.id == copy_id)
        .options(
            joinedload(ConsentCopy.consent).options(
                joinedload(Consent.consent_version),
                joinedload(Consent.participant).options(
                    joinedload(Participant.site), joinedload(Participant.study)
                ),
                selectinload(Consent.signatures),
            )
        )
    )
    if found is None:
        raise NotFound("copy")
    return found


def _keep(session: Session, copy_id: UUID, drawn: Checked, store: FileStore, now: datetime) -> None:
    """Keep what was drawn, unless another maker was quicker."""
    copy = session.scalar(
        sa.select(ConsentCopy)
        .where(ConsentCopy.id == copy_id)
        .options(joinedload(ConsentCopy.consent, innerjoin=True))
        .with_for_update(of=ConsentCopy)
    )
    if copy is None or copy.file_id is not None:
        return
    row = files.keep(
        session,
        store,
        drawn,
        site_id=copy.site_id,
        participant_id=copy.participant_id,
        by=None,
        now=now,
    )
    copy.file_id, copy.made_at = row.id, now
    note(
        session,
        copy.consent,
        EventKind.COPY_MADE,
        PORTAL,
        now=now,
        language=copy.language,
        copy=copy.kind.value,
    )


def of_participant(session: Session, participant_id: UUID) -> list[ConsentCopy]:
    """All documents of a participant, the newest first."""
    return list(
        session.scalars(
            sa.select(ConsentCopy)
            .where(ConsentCopy.participant_id == participant_id)
            .options(
                joinedload(ConsentCopy.file),
                joinedload(ConsentCopy.consent).joinedload(Consent.consent_version),
            )
            .order_by(ConsentCopy.asked_at.desc(), ConsentCopy.id)
        )
    )


def withdrawal_of(session: Session, copy: ConsentCopy) -> Withdrawal:
    """The withdrawal that a confirmation is about."""
    return session.get_one(Withdrawal, copy.subject_id)
