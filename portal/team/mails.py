"""The mails to colleagues. None says which study, or what for."""

from __future__ import annotations

from datetime import date

from portal.accounts.models import Account
from portal.language import say
from portal.mail import Mail

LANGUAGE = "en"
"""Of who is invited nobody knows yet which language she reads; the desk speaks this one."""


def invitation(email: str, *, code: str, link: str, page: str, until: date) -> Mail:
    """The code, as a link and to type."""
    body = say("mail.team_body", LANGUAGE, code=code, link=link, page=page, until=until)
    return Mail(email, say("mail.team_subject", LANGUAGE), body.strip() + "\n")


def reset(person: Account, *, page: str) -> Mail:
    """An admin made her set up her sign-in anew."""
    body = say("mail.team_reset_body", person.language, page=page)
    return Mail(person.email, say("mail.team_reset_subject", person.language), body.strip() + "\n")
