"""Re-authentication for one purpose: a fresh code, asked for and confirmed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api import access
from api.access import caller
from api.accounts import schemas
from api.accounts.passkey_routes import party
from api.accounts.routes import passkeys_work
from api.context import db, now, parts, tell
from api.fields import Blueprint
from api.limits import few
from api.trying import refuse
from portal.accounts import passkeys, step_up
from portal.accounts.models import StepUp, StepUpMethod
from portal.accounts.proving import Proof, Tools
from portal.accounts.sign_in import CODE_LIFE, CodeToSend
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
    """Begin to prove again who she is, for this one purpose.

    A code goes to her own address where there is no other way, or where she asks for it.
    """
    asked = step_up.ask(
        db(),
        caller(),
        body["purpose"],
        by_mail=body["by_mail"],
        passkeys_work=passkeys_work(),
        now=now(),
        secret=parts().settings.secret_key,
    )
    if asked.send is not None:
        tell([_code_mail(asked.send)])
    options = None
    if StepUpMethod.PASSKEY in asked.methods and asked.send is None:
        db().flush()
        begun = passkeys.begin_step_up(db(), caller(), party(), asked.step_up.id, now=now())
        options = begun.options
    return {
        "id": asked.step_up.id,
        "methods": asked.methods,
        "mailed": asked.send is not None,
        "passkey": options,
        "expires_in_seconds": int(CODE_LIFE.total_seconds()),
        "resend_in_seconds": int(step_up.RESEND_AFTER.total_seconds()),
        "email": caller().email,
    }


def _code_mail(asked: CodeToSend) -> Mail:
    spoken, code = asked.language, asked.code or ""
    text = say("mail.step_up_body", spoken, code=f"{code[:4]} {code[4:]}")
    return Mail(asked.email, say("mail.step_up_subject", spoken), text.strip() + "\n")


@blueprint.post("/api/step-up/<uuid:step_up_id>")
@few
@access.signed_in
@blueprint.arguments(schemas.ConfirmStepUp)
@blueprint.response(200, schemas.ConfirmedStepUp)
def confirm(body: dict[str, Any], step_up_id: UUID) -> StepUp:
    """Confirm with a passkey, the password or a code. It then holds for one use within minutes."""
    settings = parts().settings
    tools = Tools(settings.secret_key, parts().passwords, parts().party)
    found = step_up.confirm(db(), caller(), step_up_id, Proof(**body), now=now(), tools=tools)
    if isinstance(found, Refused):
        refuse(found)
    return found
