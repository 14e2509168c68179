"""May she change how she signs in, now: asked before every change of a factor."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import factors, step_up
from portal.accounts.factors import Factors
from portal.accounts.models import StepUpPurpose
from portal.accounts.sessions import Caller
from portal.errors import RuleBroken


def check(session: Session, caller: Caller, step_up_id: UUID | None, *, now: datetime) -> Factors:
    """What she has, if she may change it; the step-up is used up where one is needed.

    Raises NotAllowed("two_factors_needed") and what step_up.spend raises.
    """
    has = factors.of(session, caller.account_id)
    if factors.needs_step_up(caller, has):
        if step_up_id is None:
            raise RuleBroken("step_up_needed", field="step_up")
        step_up.spend(session, caller, step_up_id, StepUpPurpose.CHANGE_SIGN_IN, now=now)
    return has
