"""Load study files into the database and find the one in force."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from portal.errors import NotFound
from portal.study import definition
from portal.study.check_ins.versions import reused
from portal.study.file import StudyFileFaults, read
from portal.study.models import Site, Study, StudyVersion


class Catalog:
    """Parsed study files by study and version number, kept in memory: a version never changes.

    One catalog serves one database; it is safe to use from several threads.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[UUID, int], definition.Study] = {}
        self._lock = threading.Lock()

    def get(self, session: Session, study_id: UUID, number: int) -> definition.Study:
        """The study file of that version. Raises NotFound. No SQL once it is known."""
        known = self._known.get((study_id, number))
        if known is not None:
            return known
        source = session.scalar(
            sa.select(StudyVersion.source).where(
                StudyVersion.study_id == study_id, StudyVersion.number == number
            )
        )
        if source is None:
            raise NotFound("study version")
        parsed = read(source, name=f"study version {number}")
        with self._lock:
            self._known[study_id, number] = parsed
        return parsed


def find(session: Session, key: str) -> Study | None:
    return session.scalar(sa.select(Study).where(Study.key == key))


def sites(session: Session, study_id: UUID) -> dict[str, Site]:
    rows = session.scalars(sa.select(Site).where(Site.study_id == study_id))
    return {site.key: site for site in rows}


def of_sites(session: Session, site_ids: Iterable[UUID]) -> list[Study]:
    """The studies of these sites, each with all of its sites, by key."""
    theirs = sa.select(Site.study_id).where(Site.id.in_(site_ids))
    return list(
        session.scalars(
            sa.select(Study)
            .where(Study.id.in_(theirs))
            .options(selectinload(Study.sites))
            .order_by(Study.key)
        )
    )


def versions(session: Session, study_id: UUID) -> list[StudyVersion]:
    """Every version ever in force, newest first."""
    return list(
        session.scalars(
            sa.select(StudyVersion)
            .where(StudyVersion.study_id == study_id)
            .order_by(StudyVersion.number.desc())
        )
    )


def put_in_force(session: Session, source: str, *, name: str, now: datetime) -> Study:
    """Store `source` as the newest version of its study, with its sites.

    The same text as the version in force changes nothing. Raises StudyFileFaults, also where
    the questions of a check-in changed and its version did not. A site that
    the new file no longer names stays in the database: participants may belong to it. Visits are
    not touched here: see :func:`portal.schedule.planning.plan_study`.
    """
    parsed = read(source, name=name)
    digest = hashlib.sha256(source.encode()).hexdigest()
    study = find(session, parsed.key)
    if study is None:
        study = Study(key=parsed.key, version=0)
        session.add(study)
    elif _digest_in_force(session, study) == digest:
        return study
    earlier = [read(row.source, name=row.label) for row in versions(session, study.id)]
    if faults := reused(earlier, parsed, source, name=name):
        raise StudyFileFaults(faults, name=name)
    study.version += 1
    session.flush()
    session.add(
        StudyVersion(
            study_id=study.id,
            number=study.version,
            label=parsed.version,
            source=source,
            sha256=digest,
            loaded_at=now,
        )
    )
    _store_sites(session, study, parsed)
    session.flush()
    return study


def _digest_in_force(session: Session, study: Study) -> str | None:
    return session.scalar(
        sa.select(StudyVersion.sha256).where(
            StudyVersion.study_id == study.id, StudyVersion.number == study.version
        )
    )


def _store_sites(session: Session, study: Study, parsed: definition.Study) -> None:
    known = sites(session, study.id)
    for site in parsed.sites:
        row = known.get(site.key)
        if row is None:
            row = Site(study_id=study.id, key=site.key, name=site.name, time_zone=site.time_zone)
            session.add(row)
        row.name = site.name
        row.time_zone = site.time_zone
