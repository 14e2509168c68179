"""The crowd's papers: consents, questions and travel claims."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from portal.claims.models import ClaimStatus
from portal.consent.models import Consent, ConsentQuestion, ConsentSource, ConsentState
from portal.consent.version_models import ConsentVersion, VersionState
from tests.bench.queue.crew import EACH, SECOND, Crew, Person, Table


class Papers(Crew):
    def consents(self) -> Iterator[Table]:
        """Everyone signed the first text; all but some the second, which some only signed."""
        yield ConsentVersion, [self._text(place) for place in (0, 1)]
        old = [self._consent(person, 0, ConsentState.REPLACED) for person in self.crew]
        new = [
            self._consent(
                person, 1, ConsentState.SIGNED if number < EACH else ConsentState.IN_FORCE
            )
            for number, person in enumerate(self.crew[: -2 * EACH])
        ]
        again = [self._consent(p, 0, ConsentState.IN_FORCE) for p in self.crew[-2 * EACH : -EACH]]
        yield Consent, old[: -2 * EACH] + new + again
        yield ConsentQuestion, [self._question(row, number) for number, row in enumerate(new)]

    def _text(self, place: int) -> dict[str, Any]:
        newest = place == 1
        return {
            "id": self.version[place],
            "study_id": self.study_id,
            "number": place + 1,
            "label": str(place + 1),
            "state": VersionState.IN_FORCE if newest else VersionState.SUPERSEDED,
            "digest": "",
            "approved_on": self.today - timedelta(days=60),
            "valid_from": self.today - timedelta(days=60),
            "sign_again": ["enrolled"] if newest else [],
            "sign_again_by": self.today + timedelta(days=2) if newest else None,
            "loaded_at": self.now,
            "in_force_at": self.now - timedelta(days=30),
            "version": 1,
        }

    def _consent(self, person: Person, place: int, state: ConsentState) -> dict[str, Any]:
        return {
            "id": uuid4(),
            "participant_id": person.id,
            "site_id": person.site_id,
            "version_id": self.version[place],
            "state": state,
            "source": ConsentSource.ELECTRONIC,
            "language": "en",
            "choices": {},
            "started_at": self.now - timedelta(days=90),
            "changed_at": self.now - timedelta(days=3),
            "version": 1,
        }

    def _question(self, consent: dict[str, Any], number: int) -> dict[str, Any]:
        answered = number >= EACH
        return {
            "id": uuid4(),
            "consent_id": consent["id"],
            "participant_id": consent["participant_id"],
            "site_id": consent["site_id"],
            "text": "What happens to my blood?",
            "holds": number % 2 == 0,
            "asked_at": self.now - timedelta(hours=number % 90),
            "answer": "It is kept" if answered else None,
            "way": "portal" if answered else None,
            "answered_at": self.now if answered else None,
        }

    def claim(self, person: Person, number: int) -> dict[str, Any]:
        status = ClaimStatus.PAID
        if number < EACH:
            status = ClaimStatus.SECOND_LOOK if number < SECOND else ClaimStatus.SENT
        return {
            "id": uuid4(),
            "participant_id": person.id,
            "site_id": person.site_id,
            "visit_id": self.visit_of[person.id],
            "study_version": 1,
            "currency": "USD",
            "status": status,
            "round": 1,
            "digest": "",
            "made_by": self.account_id,
            "made_by_name": "P",
            "by_care_partner": False,
            "sent_at": self.now - timedelta(days=number % 9),
            "check_by": self.now + timedelta(days=number % 9 - 4),
            "first_by": self.account_id if status is ClaimStatus.SECOND_LOOK else None,
            "decided_by": self.account_id if status is ClaimStatus.PAID else None,
            "version": 1,
        }
