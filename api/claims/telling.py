"""Telling whoever sent a claim that something about it waits to be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from api.context import db, now
from api.reminders.telling import herself, tell_of
from portal.claims.models import Claim, ClaimStatus
from portal.study.reminders.definition import About

QUIET = frozenset({ClaimStatus.SENT, ClaimStatus.SECOND_LOOK})
"""Moves of the team among themselves: for the person nothing is new."""


def tell_sender(claim: Claim, before: ClaimStatus | None) -> None:
    """A notice to the participant, and to the care partner who sent it, where a step was made.

    That somebody checks it is told once for each sending, not at every change of hands.
    `before`: the status until now, None where it surely changed.
    """
    if claim.status is before or claim.status in QUIET:
        return
    if claim.status is ClaimStatus.CHECKING and _checked_already(claim):
        return
    about_her = herself(claim.participant_id)
    tell_of(
        About.CLAIM,
        claim.participant,
        subject=claim.id,
        occurrence=f"{claim.status}/{now().isoformat()}",
        page=f"/travel/claims/{claim.id}",
        only=about_her | {claim.made_by} if claim.by_care_partner else about_her,
    )


@contextmanager
def telling_meanwhile(claim_id: UUID) -> Iterator[None]:
    """Tell of the step that is made meanwhile, by whoever's hands."""
    claim = db().get_one(Claim, claim_id)
    before = claim.status
    yield
    tell_sender(claim, before)


def _checked_already(claim: Claim) -> bool:
    """Whether it was taken up more than once since it was last sent."""
    since = [one.new for one in claim.steps if one.at >= claim.sent_at]
    return since.count(ClaimStatus.CHECKING) > 1
