"""Telling whoever sent a claim that something about it waits to be read."""

from __future__ import annotations

from api.context import db, page_at, tell
from portal.claims.models import Claim, ClaimStatus
from portal.participants import telling

QUIET = frozenset({ClaimStatus.SENT, ClaimStatus.CHECKING, ClaimStatus.SECOND_LOOK})
"""Moves of the team among themselves: for the person nothing is new."""


def tell_sender(claim: Claim, before: ClaimStatus | None) -> None:
    """A mail to the participant, and to the care partner who sent it, where a step was made.

    `before`: the status until now, None where it surely changed.
    """
    if claim.status is before or claim.status in QUIET:
        return
    address = page_at(f"/travel/claims/{claim.id}")
    mails = telling.to_participant(db(), claim.participant_id, address=address)
    if claim.by_care_partner:
        mails += telling.to_account(db(), claim.made_by, address=address)
    tell({mail.to: mail for mail in mails}.values())
