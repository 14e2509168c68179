"""Messages as the person who writes to the team sees them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from api.access import caller
from api.context import db, language, now, parts
from api.messages.files import shown as file
from portal.messages import announcing, marks, newest, search, threads
from portal.messages.announcement_models import Delivery
from portal.messages.models import Message, MessageKind, Thread
from portal.messages.newest import Last
from portal.messages.threads import SHOWN_TO_PERSON, Own
from portal.messages.writing import LONGEST_TEXT, MOST_FILES
from portal.participants.models import Participant
from portal.schedule import office_hours
from portal.study import definition
from portal.study.definition import Text
from portal.study.messages.definition import Messages


@dataclass(frozen=True, slots=True)
class Setting:
    """The study and site that a person writes to, as the request speaks of them."""

    study: definition.Study
    site: definition.Site

    def say(self, text: Text) -> str:
        return text.in_language(language(), self.study.languages[0])

    def topic(self, key: str) -> str:
        """The topic in words; its key where the study has it no more."""
        found = self.study.messages.topic(key) if self.study.messages else None
        return self.say(found.label) if found else key


def setting_of(participant: Participant) -> Setting:
    study = parts().catalog.get(db(), participant.study_id, participant.study.version)
    return Setting(study, study.site(participant.site.key))


def answer_time(setting: Setting, rules: Messages, at: datetime) -> dict[str, Any]:
    """For :class:`schemas.AnswerTime`: of something that is sent `at` that instant."""
    site = setting.site
    today = at.astimezone(ZoneInfo(site.time_zone)).date()
    return {
        "by": office_hours.after(site, at, rules.answer_within),
        "open_now": office_hours.is_open(site, at),
        "opens_at": office_hours.opens_next(site, at),
        "day_off": office_hours.day_off(site, today),
        "time_zone": site.time_zone,
    }


def overview(participant: Participant, whose: Own) -> dict[str, Any]:
    """For :class:`schemas.OwnMessages`."""
    setting = setting_of(participant)
    rules = setting.study.messages
    found = newest.of_person(db(), whose)
    ids = [thread.id for thread in found]
    last = newest.last_of(db(), ids, kinds=SHOWN_TO_PERSON)
    unread = marks.unread_of(db(), whose, caller().account_id)
    told = [] if whose.partner_id else announcing.own(db(), participant.id)
    return {
        "taken": rules is not None,
        "topics": [
            {"key": topic.key, "label": setting.say(topic.label)}
            for topic in (rules.topics if rules else ())
        ],
        "answer": answer_time(setting, rules, now()) if rules else None,
        "threads": [
            row(thread, setting, last.get(thread.id), unread.get(thread.id, 0))
            for thread in found
            if thread.id in last
        ],
        "announcements": [announcement(one, setting) for one in told],
        "unread": sum(unread.values()) + sum(one.read_at is None for one in told),
        "most_files": MOST_FILES,
        "longest_text": LONGEST_TEXT,
    }


def announcement(one: Delivery, setting: Setting) -> dict[str, Any]:
    """For :class:`schemas.OwnAnnouncement`."""
    said = one.announcement
    spoken = language() if language() in said.title else setting.study.languages[0]
    return {
        "id": said.id,
        "at": said.made_at,
        "title": said.title[spoken],
        "text": said.text[spoken],
        "read": one.read_at is not None,
    }


def row(thread: Thread, setting: Setting, last: Last | None, unread: int) -> dict[str, Any]:
    """For :class:`schemas.OwnThreadRow`."""
    visit = thread.visit
    name = setting.study.visit(visit.visit_key).name if visit and _has(setting, visit) else None
    return {
        "id": thread.id,
        "topic": thread.topic,
        "topic_label": setting.topic(thread.topic),
        "status": thread.status,
        "about_visit": setting.say(name) if name else None,
        "about_claim": thread.claim.reference if thread.claim else None,
        "opened_at": thread.opened_at,
        "last_at": last.at if last else thread.last_at,
        "last_from_team": last is not None and last.kind is MessageKind.FROM_TEAM,
        "last_author": last.author if last else "",
        "last_text": last.text if last else "",
        "last_has_files": last is not None and last.files,
        "unread": unread,
        "waits_since": thread.waiting_since,
        "answer_by": thread.answer_by,
    }


def _has(setting: Setting, visit: Any) -> bool:
    return any(one.key == visit.visit_key for one in setting.study.visits)


def thread(
    found: Thread, participant: Participant, whose: Own, rules: Messages, before: UUID | None
) -> dict[str, Any]:
    """For :class:`schemas.OwnThread`."""
    setting = setting_of(participant)
    ids = threads.family(db(), found)
    page = threads.messages_of(db(), ids, kinds=SHOWN_TO_PERSON, before=before)
    last = newest.last_of(db(), [found.id], kinds=SHOWN_TO_PERSON).get(found.id)
    unread = marks.unread_of(db(), whose, caller().account_id).get(found.id, 0)
    seen = marks.read_by(db(), ids, of_team=True)
    mine = marks.of_account(db(), ids, caller().account_id)
    return {
        **row(found, setting, last, unread),
        "visit_id": found.visit_id,
        "claim_id": found.claim_id,
        "messages": [_message(one, seen, mine) for one in page.messages],
        "more": page.more,
        "answer": answer_time(setting, rules, now()),
    }


def _message(
    message: Message, seen: Mapping[UUID, int], mine: Mapping[UUID, int]
) -> dict[str, Any]:
    from_team = message.kind is MessageKind.FROM_TEAM
    return {
        "id": message.id,
        "at": message.at,
        "mine": message.author_id == caller().account_id,
        "from_team": from_team,
        "author": message.author_name,
        "text": message.text,
        "language": message.language,
        "files": [file(one) for one in message.files],
        "corrects": message.corrects_id,
        "read": not from_team and seen.get(message.thread_id, 0) >= message.number,
        "unread": from_team and mine.get(message.thread_id, 0) < message.number,
    }


def found(
    rows: Collection[tuple[Message, Thread]], query: str, topic_of: Mapping[UUID, str]
) -> dict[str, Any]:
    """For :class:`schemas.FoundMessages`. `topic_of`: the topic in words, by thread."""
    words = search.asked_for(query)
    return {
        "rows": [
            {
                "message_id": message.id,
                "thread_id": one.merged_into_id or one.id,
                "at": message.at,
                "author": message.author_name,
                "from_team": message.kind is not MessageKind.FROM_PERSON,
                "topic_label": topic_of[one.id],
                "excerpt": search.excerpt(message.text, words),
            }
            for message, one in rows
        ]
    }
