"""Re-authentication for one purpose: a fresh code, asked for and confirmed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api import access
from api.access import caller
from api.accounts import schemas
from api.context import after_commit, db, now, parts
from api.fields import Blueprint
from api.limits import few
from api.trying import refuse
from portal.accounts import step_up
from portal.accounts.models import StepUp
from portal.accounts.sign_in import CODE_LIFE
from portal.language import say
from portal.limits import Refused
from portal.mail import Mail

blueprint = Blueprint("step up", __name__, description="Proving again who she is")


@blueprint.post("/api/step-up")
@few
@access.signed_in
@blueprint.arguments(schemas.AskStepUp)
@blueprint.response(202, schemas.StepUpTicket)
def ask(body: dict[str, Any]) -> dict[str, Any]:
    """Send a code to the caller's own address, for this one purpose."""
    asked = step_up.ask(
        db(), caller(), body["purpose"], now=now(), secret=parts().settings.secret_key
    )
    code = asked.send
    text = say("mail.step_up_body", code.language, code=f"{code.code[:4]} {code.code[4:]}")
    mail = Mail(code.email, say("mail.step_up_subject", code.language), text.strip() + "\n")
    mailer = parts().mailer
    after_commit(lambda: mailer.send(mail))
    return {
        "id": asked.step_up.id,
        "expires_in_seconds": int(CODE_LIFE.total_seconds()),
        "resend_in_seconds": int(step_up.RESEND_AFTER.total_seconds()),
        "email": code.email,
    }


@blueprint.post("/api/step-up/<uuid:step_up_id>")
@few
@access.signed_in
@blueprint.arguments(schemas.ConfirmStepUp)
@blueprint.response(200, schemas.ConfirmedStepUp)
def confirm(body: dict[str, Any], step_up_id: UUID) -> StepUp:
    """Confirm with the code. It then holds for one use within minutes."""
    found = step_up.confirm(
        db(),
        caller(),
        step_up_id,
        body["code"],
        now=now(),
        secret=parts().settings.secret_key,
    )
    if isinstance(found, Refused):
        refuse(found)
    return found
