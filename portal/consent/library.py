"""Consent texts as they were loaded, parsed once and kept in memory."""

from __future__ import annotations

import threading
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.consent.text.definition import ConsentText
from portal.consent.text.file import read
from portal.consent.version_models import ConsentTextFile, ConsentVersion
from portal.errors import NotFound


class Library:
    """Parsed texts by version, content and language. Safe to use from several threads.

    The version's digest is part of the key: a draft that is loaded anew is read anew, an
    approved text never changes.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[UUID, str, str], ConsentText] = {}
        self._spoken: dict[tuple[UUID, str], list[str]] = {}
        self._lock = threading.Lock()

    def text(self, session: Session, version: ConsentVersion, language: str) -> ConsentText:
        """The text in `language`. Raises NotFound where the version does not speak it."""
        key = (version.id, version.digest, language)
        known = self._known.get(key)
        if known is not None:
            return known
        source = session.scalar(
            sa.select(ConsentTextFile.source).where(
                ConsentTextFile.version_id == version.id, ConsentTextFile.language == language
            )
        )
        if source is None:
            raise NotFound("consent_text")
        parsed = read(source, name=f"{version.label}/{language}.yaml")
        with self._lock:
            self._known[key] = parsed
        return parsed

    def in_language(
        self, session: Session, version: ConsentVersion, languages: list[str]
    ) -> ConsentText:
        """The text in the first of `languages` that the version speaks, else in its first."""
        spoken = self.languages(session, version)
        wanted = next((found for found in languages if found in spoken), spoken[0])
        return self.text(session, version, wanted)

    def languages(self, session: Session, version: ConsentVersion) -> list[str]:
        """The languages of the version, in order of their codes. No SQL once they are known."""
        known = self._spoken.get((version.id, version.digest))
        if known is None:
            known = list(
                session.scalars(
                    sa.select(ConsentTextFile.language)
                    .where(ConsentTextFile.version_id == version.id)
                    .order_by(ConsentTextFile.language)
                )
            )
            with self._lock:
                self._spoken[version.id, version.digest] = known
        return known
