"""The mails about care partners. None says which study, which illness, or who it is about."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from portal.accounts.models import Account
from portal.language import say
from portal.mail import Mail


class Change(StrEnum):
    """What happened to who helps her; each has a sentence."""

    INVITED = "invited"
    TAKEN_BACK = "taken_back"
    JOINED = "joined"
    MAY_READ = "may_read"
    MAY_NOT_READ = "may_not_read"
    ENDED = "ended"
    LEFT = "left"


def invitation(
    email: str, language: str, *, code: str, link: str, page: str, phone: str, until: date
) -> Mail:
    """The code, as a link and to type, and whom to ask."""
    facts = {"code": code, "link": link, "page": page, "phone": phone, "until": until}
    body = say("mail.partner_body", language, **facts)
    return Mail(email, say("mail.partner_subject", language), body.strip() + "\n")


def changed(change: Change, person: Account, *, page: str, phone: str) -> Mail:
    """To the participant: something about who helps her has changed."""
    spoken = person.language
    what = say(f"partner_change.{change}", spoken)
    text = say("mail.partner_change_body", spoken, what=what, page=page, phone=phone)
    return Mail(person.email, say("mail.partner_change_subject", spoken), text.strip() + "\n")


def ended(person: Account) -> Mail:
    """To who helped: it has ended."""
    text = say("mail.partner_ended_body", person.language)
    return Mail(
        person.email, say("mail.partner_ended_subject", person.language), text.strip() + "\n"
    )
