"""From the records of reminders to what a participant or care partner is shown."""

from __future__ import annotations

from typing import Any

from api.access import caller, own_place
from api.context import db, now, parts
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.participants.models import Participant
from portal.reminders import devices, history, wishes
from portal.reminders.models import ReminderWishes
from portal.reminders.plan import Choice
from portal.reminders.recipients import PARTNERS
from portal.reminders.rules import rule_at_once, rules_of
from portal.study.definition import Study
from portal.study.reminders.definition import BY_DAY, About, Channel, Quiet, Reminders, Rule


def overview(participant: Participant, study: Study) -> dict[str, Any]:
    """Her wishes, the devices that are notified, and what was sent lately."""
    rules = rules_of(study)
    account = db().get_one(Account, caller().account_id)
    kept = wishes.of(db(), account.id)
    planned = wishes.as_planned(kept, account, participant.site.time_zone)
    on = devices.on(db(), account.id)
    current = caller().session_id
    return {
        "push_key": parts().push_key,
        "kinds": [_kind(about, rules, kept) for about in _kinds(rules)],
        "hour": planned.hour,
        "usual_hour": rules.hour,
        "quiet": planned.quiet,
        "usual_quiet": rules.quiet,
        "follow_phone": kept.follow_phone if kept else False,
        "home_zone": account.time_zone or participant.site.time_zone,
        "zone": planned.zone,
        "devices": [
            {
                "id": one.id,
                "label": one.label,
                "made_at": one.made_at,
                "seen_at": one.seen_at,
                "current": one.session_id == current,
            }
            for one in on
        ],
        "ask": wishes.may_ask(kept, now=now()) and all(one.session_id != current for one in on),
        "sent": [
            {
                "id": sent.notice.id,
                "about": sent.notice.about,
                "status": sent.notice.status,
                "channels": sent.channels,
                "at": sent.notice.sent_at or sent.notice.due_at,
                "page": sent.notice.page,
            }
            for sent in history.lately(db(), account.id, now=now())
        ],
    }


def _kinds(rules: Reminders) -> list[About]:
    """What this person can be told of in this study, in the order of the words for it."""
    partner = own_place().role is Role.CARE_PARTNER
    return [
        about
        for about in About
        if about is not About.TEST
        and (about not in BY_DAY or rules.about(about))
        and (not partner or about in PARTNERS)
    ]


def _kind(about: About, rules: Reminders, kept: ReminderWishes | None) -> dict[str, Any]:
    found = rules.about(about) or (rule_at_once(rules, about),)
    chosen = kept.choices.get(about.value) if kept else None
    required = any(rule.safety for rule in found)
    choice = Choice(chosen) if chosen else _usual(found[0])
    return {"about": about, "choice": choice, "required": required}


def _usual(rule: Rule) -> Choice:
    return Choice.PUSH if rule.channels[0] is Channel.PUSH else Choice.MAIL


def quiet_of(given: dict[str, Any] | None) -> Quiet | None:
    return Quiet(given["begins"], given["ends"]) if given else None
