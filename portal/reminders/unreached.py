"""Whom nothing reaches: the one definition, in SQL, for the desk and for the work queue.

A person counts as unreached while the latest of her notices that failed on every way has had no
answer since: no device showed or opened one, no mail server took one, and nobody of the team has
taken care of it. It is named by that notice.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from portal.accounts.models import Membership
from portal.outcome import Outcome
from portal.participants.models import TAKING_PART, Participant
from portal.reminders.models import Notice, NoticeAttempt, NoticeStatus
from portal.study.reminders.definition import Channel


def nothing_reaches() -> sa.ColumnElement[bool]:
    """Whether a :class:`Notice` is the one by which somebody counts as unreached.

    Who left the study, or is no care partner any more, need not be reached.
    """
    return sa.and_(
        Notice.status == NoticeStatus.FAILED,
        Notice.handled_at.is_(None),
        ~_failed_later(),
        ~_shown_since(),
        ~_taken_since(),
        _still_told(),
    )


def _failed_later() -> sa.ColumnElement[bool]:
    later = aliased(Notice)
    after = sa.or_(
        later.due_at > Notice.due_at, sa.and_(later.due_at == Notice.due_at, later.id > Notice.id)
    )
    return sa.exists().where(
        later.account_id == Notice.account_id,
        later.participant_id == Notice.participant_id,
        later.status == NoticeStatus.FAILED,
        after,
    )


def _shown_since() -> sa.ColumnElement[bool]:
    other = aliased(Notice)
    return sa.exists().where(
        other.account_id == Notice.account_id, other.received_at > Notice.due_at
    )


def _taken_since() -> sa.ColumnElement[bool]:
    """By a mail server, or what sends texts: a push service takes what no phone ever shows."""
    other = aliased(Notice)
    return sa.exists().where(
        other.account_id == Notice.account_id,
        NoticeAttempt.notice_id == other.id,
        NoticeAttempt.at > Notice.due_at,
        NoticeAttempt.outcome == Outcome.ACCEPTED,
        NoticeAttempt.channel != Channel.PUSH,
    )


def _still_told() -> sa.ColumnElement[bool]:
    return sa.exists().where(
        Membership.account_id == Notice.account_id,
        Membership.participant_id == Notice.participant_id,
        Membership.ended_at.is_(None),
        Participant.id == Notice.participant_id,
        Participant.status.in_(sorted(TAKING_PART)),
    )
