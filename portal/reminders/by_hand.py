"""What the team does about notices: it sends one by hand, and says that it took care of a failed one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.audit.recorder import because, record
from portal.errors import Conflict, NotFound, RuleBroken
from portal.participants.models import TAKING_PART, Participant
from portal.reminders import plan, recipients, telling, wishes
from portal.reminders.models import Notice, NoticeStatus
from portal.reminders.recipients import Recipient
from portal.reminders.rules import rule_at_once, rules_of
from portal.schedule.models import Visit, VisitStatus
from portal.schedule.occasions import page_of
from portal.study.definition import Study
from portal.study.reminders.definition import About

BY_HAND = "by hand"
"""The occurrence of a notice that somebody of the team sent; its subject is the sender's id."""

PAGES = {
    About.CHECK_IN: "/check-in",
    About.MESSAGE: "/messages",
    About.CLAIMABLE: "/travel",
    About.CONSENT: "/consent",
}
"""Where a tap leads. One about a visit leads to the next one that is booked."""

SENDABLE = (About.VISIT, *PAGES)
"""What a reminder by hand can be about."""


@dataclass(frozen=True, slots=True)
class NewReminder:
    """`id` is made by the sender: the same one twice is one reminder. `by`: who sends it."""

    id: UUID
    about: About
    account_id: UUID
    by: str


def send(
    session: Session, study: Study, participant: Participant, new: NewReminder, *, now: datetime
) -> Notice:
    """Remind one who is told of this participant; it goes out like any other, quiet hours and all.

    Raises NotFound for an account that is not told of her, RuleBroken: not_taking_part,
    not_for_partner, turned_off, told_too_late; Conflict where the id has another reminder.
    """
    known = _known(session, new.id)
    if known is not None:
        return _same_again(known, participant, new)
    _check(session, study, participant, new)
    told = telling.tell(
        session,
        study,
        participant,
        new.about,
        subject=new.id,
        occurrence=BY_HAND,
        page=_page(session, participant.id, new.about, now),
        now=now,
        only={new.account_id},
        by_hand=new.by,
    )
    notice = _known(session, new.id)
    if not told or notice is None:
        raise RuleBroken("told_too_late", field="about")
    after = {"about": notice.about.value, "account_id": str(notice.account_id)}
    _record(session, "sent", notice, after)
    return notice


def _known(session: Session, reminder_id: UUID) -> Notice | None:
    return session.scalar(
        sa.select(Notice).where(Notice.subject_id == reminder_id, Notice.occurrence == BY_HAND)
    )


def _same_again(known: Notice, participant: Participant, new: NewReminder) -> Notice:
    same = (known.participant_id, known.account_id, known.about) == (
        *(participant.id, new.account_id, new.about),
    )
    if not same:
        raise Conflict("id_in_use", field="id")
    return known


def _check(session: Session, study: Study, participant: Participant, new: NewReminder) -> None:
    who = _recipient(session, participant, new.account_id)
    if participant.status not in TAKING_PART:
        raise RuleBroken("not_taking_part", status=participant.status)
    if not who.hears_of(new.about):
        raise RuleBroken("not_for_partner", field="about")
    zone = participant.site.time_zone
    wanted = wishes.as_planned(wishes.of(session, who.account.id), who.account, zone)
    if not plan.channels(rule_at_once(rules_of(study), new.about), wanted):
        raise RuleBroken("turned_off", field="about")


def _recipient(session: Session, participant: Participant, account_id: UUID) -> Recipient:
    for who in recipients.of(session, [participant]):
        if who.account.id == account_id:
            return who
    raise NotFound("recipient")


def _page(session: Session, participant_id: UUID, about: About, now: datetime) -> str:
    if about is not About.VISIT:
        return PAGES[about]
    visit_id = session.scalar(
        sa.select(Visit.id)
        .where(
            Visit.participant_id == participant_id,
            Visit.status == VisitStatus.BOOKED,
            Visit.starts_at > now,
        )
        .order_by(Visit.starts_at)
        .limit(1)
    )
    return page_of(visit_id) if visit_id else "/schedule"


def handle(
    session: Session,
    notice_id: UUID,
    *,
    note: str,
    by: str,
    sites: Collection[UUID],
    now: datetime,
) -> Notice:
    """Somebody took care of a notice that failed, for example by a call; saying it twice is once.

    That settles the earlier ones to the same account that failed too: she was reached meanwhile.
    Raises NotFound outside `sites`, RuleBroken (not_failed) for one that did not fail.
    """
    notice = session.scalar(
        sa.select(Notice).where(Notice.id == notice_id, Notice.site_id.in_(sites)).with_for_update()
    )
    if notice is None:
        raise NotFound("notice")
    if notice.status is not NoticeStatus.FAILED:
        raise RuleBroken("not_failed", status=notice.status)
    if notice.handled_at is not None:
        return notice
    because(session, note)
    for one in _failed_until(session, notice):
        one.handled_at, one.handled_by_name = now, by
        _record(session, "handled", one, {"about": one.about.value, "handled_by": by})
    return notice


def _failed_until(session: Session, notice: Notice) -> list[Notice]:
    earlier = session.scalars(
        sa.select(Notice)
        .where(
            Notice.account_id == notice.account_id,
            Notice.participant_id == notice.participant_id,
            Notice.status == NoticeStatus.FAILED,
            Notice.handled_at.is_(None),
            Notice.due_at <= notice.due_at,
            Notice.id != notice.id,
        )
        .order_by(Notice.due_at, Notice.id)
        .with_for_update()
    )
    return [*earlier, notice]


def _record(session: Session, action: str, notice: Notice, after: dict[str, str]) -> None:
    scope = (notice.site_id, notice.participant_id)
    record(session, action, kind="notice", object_id=notice.id, scope=scope, after=after)
