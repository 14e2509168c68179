"""From the records of reminders to what the team is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from api.access import may_at, sites_for
from api.context import db, now, parts
from api.participants.present import who
from portal.accounts.roles import May
from portal.participants.models import Participant
from portal.reminders import ahead, desk
from portal.reminders.ahead import Wanted
from portal.reminders.desk import Told
from portal.reminders.models import Notice, NoticeAttempt, NoticeStatus
from portal.reminders.rules import rules_of
from portal.study.definition import Study
from portal.study.models import Site


def study_of(participant: Participant) -> Study:
    return parts().catalog.get(db(), participant.study_id, participant.study.version)


def of_participant(participant: Participant) -> dict[str, Any]:
    """For :class:`desk_schemas.ParticipantNotices`."""
    planned = desk.planned(db(), participant.id)
    past = desk.past(db(), participant.id, now=now())
    tries = desk.attempts(db(), [one.id for one in (*planned, *past)])
    may_send = may_at(May.REMINDERS_SEND, participant.site)
    sends = {participant.site_id} if may_send else set()
    rules = rules_of(study_of(participant))
    return {
        "told": [_told(one) for one in desk.told(db(), participant, rules)],
        "planned": [with_tries(one, tries[one.id], sends) for one in planned],
        "past": [with_tries(one, tries[one.id], sends) for one in past],
        "may_send": may_send,
    }


def _told(one: Told) -> dict[str, Any]:
    return {
        "account_id": one.who.account.id,
        "name": one.who.account.name,
        "role": one.who.role,
        "devices": one.devices,
        "choices": [
            {"about": about, "choice": choice} for about, choice in sorted(one.choices.items())
        ],
        "unreached_since": one.unreached_since,
    }


def with_tries(
    notice: Notice, tries: Iterable[NoticeAttempt], sends: Collection[UUID]
) -> dict[str, Any]:
    """For :class:`desk_schemas.NoticeWithTries`. `sends`: the sites at which the caller may send."""
    return {**_notice(notice, sends), "tries": list(tries)}


def _notice(notice: Notice, sends: Collection[UUID]) -> dict[str, Any]:
    failed = notice.status is NoticeStatus.FAILED and notice.handled_at is None
    return {
        "id": notice.id,
        "account_id": notice.account_id,
        "to": notice.account.name,
        "rule": notice.rule,
        "about": notice.about,
        "status": notice.status,
        "channel": notice.channel,
        "due_at": notice.due_at,
        "expires_at": notice.expires_at,
        "sent_at": notice.sent_at,
        "received_at": notice.received_at,
        "opened_at": notice.opened_at,
        "problem": notice.problem,
        "by_hand": notice.by_hand,
        "safety": notice.safety,
        "handled_at": notice.handled_at,
        "handled_by": notice.handled_by_name,
        "waits": failed and notice.site_id in sends,
    }


def next_days(wanted: Wanted, sites: Collection[Site]) -> dict[str, Any]:
    """For :class:`desk_schemas.RemindersAhead`. Six statements, whatever the number."""
    session, at = db(), now()
    days = ahead.by_day(session, wanted.days, sites, now=at)
    return {
        "numbers": asdict(ahead.numbers(session, wanted.days, sites, now=at)),
        "by_day": [{**day._asdict(), "n": n} for day, n in sorted(days.items())],
        "rows": _rows(ahead.rows(session, wanted, sites, now=at)),
        "failed": _rows(ahead.failed(session, sites, now=at)),
        "unreached": _rows(ahead.unreached(session, sites)),
    }


def _rows(notices: Iterable[Notice]) -> list[dict[str, Any]]:
    sends = sites_for(May.REMINDERS_SEND)
    return [{**_notice(one, sends), "who": who(one.participant)} for one in notices]
