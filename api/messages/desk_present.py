"""Messages as the team sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from api.access import caller, may_at
from api.context import db, language, now, parts
from api.messages.files import shown as file
from api.messages.present import Setting, setting_of
from portal.accounts.people import participants_account
from portal.accounts.roles import May
from portal.claims import own as claims
from portal.claims.models import Claim
from portal.messages import desk, handling, marks, newest, search, threads
from portal.messages.desk import Row
from portal.messages.models import Message, MessageKind, Thread
from portal.schedule import service as schedule
from portal.schedule.models import Visit
from portal.study import service as studies

MOST_CLAIMS = 50


def rows(found: Iterable[Row]) -> list[dict[str, Any]]:
    """For :class:`desk_schemas.ThreadRow`, with two statements for all of them."""
    shown = list(found)
    threads_shown = [one.thread for one in shown]
    partners = desk.partners(db(), threads_shown)
    gone = handling.left(db(), threads_shown, now=now())
    return [row(one, partners, gone) for one in shown]


def row(found: Row, partners: Mapping[UUID, str], gone: frozenset[UUID]) -> dict[str, Any]:
    thread = found.thread
    setting = setting_of(thread.participant)
    last = found.last
    return {
        "id": thread.id,
        "version": thread.version,
        "status": thread.status,
        "topic": thread.topic,
        "topic_label": setting.topic(thread.topic),
        "participant": person(thread, partners),
        "assigned": _assigned(thread, gone),
        "mine": thread.assigned_to == caller().account_id,
        "opened_at": thread.opened_at,
        "last_at": thread.last_at,
        "last": {
            "at": last.at,
            "kind": last.kind,
            "author": last.author,
            "text": last.text,
            "language": last.language,
            "files": last.files,
        }
        if last
        else None,
        "waiting_since": thread.waiting_since,
        "answer_by": thread.answer_by,
        "overdue": thread.answer_by is not None and thread.answer_by <= now(),
        "needs_translation": thread.needs_translation,
        "unread": found.unread if may_write(thread) else 0,
    }


def person(thread: Thread, partners: Mapping[UUID, str]) -> dict[str, Any]:
    """For :class:`desk_schemas.ThreadPerson`."""
    who = thread.participant
    return {
        "id": who.id,
        "code": who.code,
        "name": who.name,
        "site_id": who.site_id,
        "site_name": who.site.name,
        "language": who.language,
        "status": who.status,
        "partner": partners.get(thread.partner_id) if thread.partner_id else None,
    }


def _assigned(thread: Thread, gone: frozenset[UUID]) -> dict[str, Any] | None:
    if thread.assigned_to is None:
        return None
    return {
        "id": thread.assigned_to,
        "name": thread.assigned_name,
        "left": thread.id in gone,
    }


def detail(thread: Thread, before: UUID | None = None) -> dict[str, Any]:
    """For :class:`desk_schemas.ThreadDetail`."""
    who, setting = thread.participant, setting_of(thread.participant)
    ids = threads.family(db(), thread)
    page = threads.messages_of(db(), ids, before=before)
    team, theirs = (marks.read_by(db(), ids, of_team=side) for side in (True, False))
    last = newest.last_of(db(), [thread.id], kinds=tuple(MessageKind))
    unread = marks.unread_at_desk(db(), caller().account_id, [thread.id])
    [shown] = rows([Row(thread, last.get(thread.id), unread.get(thread.id, 0))])
    rules = setting.study.messages
    return {
        **shown,
        "messages": [_message(one, team, theirs) for one in page.messages],
        "more": page.more,
        "last_number": thread.last_number,
        "visit": _visit(thread.visit, setting) if thread.visit else None,
        "claim": _claim(thread.claim) if thread.claim else None,
        "visits": [_visit(one, setting) for one in schedule.own_visits(db(), who.id)],
        "claims": [_claim(one) for one in claims.newest(db(), who.id, limit=MOST_CLAIMS)],
        "steps": [
            {"at": step.at, "by": step.by, "old": step.old, "new": step.new}
            for step in thread.steps
        ],
        "people": [
            {"id": one.id, "name": one.name} for one in handling.people(db(), who, now=now())
        ],
        "topics": [
            {"key": topic.key, "label": setting.say(topic.label)}
            for topic in (rules.topics if rules else ())
        ],
        "others": rows(Row(one, None, 0) for one in desk.others(db(), thread)),
        "phone": who.phone,
        "may_write": may_write(thread),
        "reaches_phone": _reaches_phone(thread),
    }


def _reaches_phone(thread: Thread) -> bool:
    if thread.partner_id is None:
        return participants_account(db(), thread.participant_id) is not None
    return not handling.help_ended(db(), thread)


def may_write(thread: Thread) -> bool:
    """Whether the caller may answer at the site of this thread."""
    return may_at(May.MESSAGES_WRITE, thread.participant.site)


def _message(
    message: Message, team: Mapping[UUID, int], theirs: Mapping[UUID, int]
) -> dict[str, Any]:
    from_person = message.kind is MessageKind.FROM_PERSON
    seen = (team if from_person else theirs).get(message.thread_id, 0) >= message.number
    return {
        "id": message.id,
        "number": message.number,
        "at": message.at,
        "kind": message.kind,
        "author": message.author_name,
        "mine": message.author_id == caller().account_id,
        "text": message.text,
        "language": message.language,
        "files": [file(one) for one in message.files],
        "corrects": message.corrects_id,
        "read": message.kind is not MessageKind.NOTE and seen,
    }


def _visit(visit: Visit, setting: Setting) -> dict[str, Any]:
    name = next(
        (setting.say(one.name) for one in setting.study.visits if one.key == visit.visit_key),
        visit.visit_key,
    )
    return {"id": visit.id, "name": name, "day": schedule.local_day(visit)}


def _claim(claim: Claim) -> dict[str, Any]:
    return {"id": claim.id, "reference": claim.reference}


def found(rows_found: list[tuple[Message, Thread]], query: str) -> dict[str, Any]:
    """For :class:`desk_schemas.FoundMessagesAtDesk`."""
    words = search.asked_for(query)
    return {
        "rows": [
            {
                "message_id": message.id,
                "thread_id": thread.merged_into_id or thread.id,
                "at": message.at,
                "author": message.author_name,
                "from_team": message.kind is not MessageKind.FROM_PERSON,
                "note": message.kind is MessageKind.NOTE,
                "topic_label": setting_of(thread.participant).topic(thread.topic),
                "excerpt": search.excerpt(message.text, words),
                "participant_id": thread.participant_id,
                "code": thread.participant.code,
                "name": thread.participant.name,
                "site_name": thread.participant.site.name,
            }
            for message, thread in rows_found
        ]
    }


def topics(scope: Iterable[UUID]) -> list[dict[str, Any]]:
    """The topics of the studies of these sites, each key once."""
    found: dict[str, str] = {}
    for row in studies.of_sites(db(), scope):
        study = parts().catalog.get(db(), row.id, row.version)
        for topic in study.messages.topics if study.messages else ():
            found.setdefault(topic.key, topic.label.in_language(language(), study.languages[0]))
    return [{"key": key, "label": label} for key, label in found.items()]
