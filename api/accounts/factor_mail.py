"""Telling a person by mail that her way of signing in was changed."""

from __future__ import annotations

from api.context import tell
from portal.accounts.models import Account
from portal.accounts.sessions import Caller
from portal.language import say
from portal.mail import Mail


def tell_of(change: str, person: Caller | Account) -> None:
    """A mail after the commit. `change`: the key of its sentence, such as "passkey_added"."""
    spoken = person.language
    text = say("mail.factor_body", spoken, what=say(f"factor.{change}", spoken))
    tell([Mail(person.email, say("mail.factor_subject", spoken), text.strip() + "\n")])
