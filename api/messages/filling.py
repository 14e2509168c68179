"""Prepared replies, filled in for one thread in every language of its study."""

from __future__ import annotations

from typing import Any

from babel.dates import format_date

from api.access import caller
from api.context import db, now
from api.messages.present import Setting
from api.schedule.present import phone_display
from portal.accounts.models import Account
from portal.messages.models import Thread
from portal.messages.replies import fill, left_open
from portal.schedule import service as schedule
from portal.schedule.models import Visit
from portal.schedule.planning import local_today


def filled(thread: Thread, setting: Setting) -> dict[str, Any]:
    """For :class:`desk_schemas.FilledReplies`."""
    rules = setting.study.messages
    coming = _next_visit(thread)
    texts = []
    for reply in rules.replies if rules else ():
        text = {
            language: fill(reply.text[language], _facts(thread, setting, coming, language))
            for language in setting.study.languages
        }
        left = {one for words in text.values() if (one := left_open(words))}
        texts.append(
            {
                "key": reply.key,
                "label": setting.say(reply.label),
                "text": text,
                "open": sorted(left),
            }
        )
    return {"language": thread.participant.language, "replies": texts}


def _next_visit(thread: Thread) -> Visit | None:
    """The next visit with a time."""
    today = local_today(now(), thread.participant.site.time_zone)
    visits = schedule.own_visits(db(), thread.participant_id)
    coming = schedule.ahead(visits, now=now(), today=today)
    return next((visit for visit in coming if visit.starts_at is not None), None)


def _facts(
    thread: Thread, setting: Setting, visit: Visit | None, language: str
) -> dict[str, str | None]:
    known = {one.key: one for one in setting.study.visits}
    named = known.get(visit.visit_key) if visit else None
    day = schedule.local_day(visit) if visit else None
    return {
        "name": _addressee(thread),
        "visit": named.name[language] if named else None,
        "visit_day": format_date(day, format="full", locale=language) if day else None,
        "team": setting.site.team_name[language],
        "phone": phone_display(setting.site.phone),
        "me": caller().name,
    }


def _addressee(thread: Thread) -> str:
    if thread.partner_id is None:
        return thread.participant.name
    return db().get_one(Account, thread.partner_id).name
