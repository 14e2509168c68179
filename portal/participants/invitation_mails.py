"""The mails of joining. None says which study, which illness, or who takes part."""

from __future__ import annotations

from datetime import date

from portal.accounts.models import Account
from portal.language import say
from portal.mail import Mail


def invitation(
    email: str, language: str, *, code: str, link: str, page: str, phone: str, until: date
) -> Mail:
    """The code, as a link and to type, and whom to ask."""
    facts = {"code": code, "link": link, "page": page, "phone": phone, "until": until}
    body = say("mail.invitation_body", language, **facts)
    return Mail(email, say("mail.invitation_subject", language), body.strip() + "\n")


def proof(email: str, language: str, code: str) -> Mail:
    """The code with which she shows that the address is hers."""
    body = say("mail.proof_body", language, code=f"{code[:4]} {code[4:]}")
    return Mail(email, say("mail.proof_subject", language), body.strip() + "\n")


def reset(person: Account, *, phone: str) -> Mail:
    """To the address that she had: it signs her in no more."""
    body = say("mail.reset_body", person.language, phone=phone)
    return Mail(person.email, say("mail.reset_subject", person.language), body.strip() + "\n")
