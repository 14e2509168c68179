"""Which people wait for a call of the team: those whom no notice reaches."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from portal.accounts.models import Account
from portal.accounts.roles import May
from portal.queue.source import Context, Rank, Source, columns
from portal.reminders.models import Notice
from portal.reminders.unreached import nothing_reaches

UNREACHED = "unreached"


def _unreached(context: Context) -> sa.Select[Any]:
    """The words of the row are whom to call: she herself, or her care partner."""
    name = (
        sa.select(Account.name)
        .where(Account.id == Notice.account_id)
        .correlate(Notice)
        .scalar_subquery()
    )
    return sa.select(
        *columns(
            context,
            object_id=Notice.id,
            participant_id=Notice.participant_id,
            site_id=Notice.site_id,
            since=Notice.due_at,
            rank=Rank.PRESSING,
            state=sa.type_coerce(Notice.about, sa.String()),
            words=name,
        )
    ).where(Notice.site_id.in_(context.sites), nothing_reaches())


SOURCES = (
    Source(
        kind=UNREACHED,
        may_read=May.REMINDERS_READ,
        may_act=May.REMINDERS_SEND,
        model=Notice,
        waiting=_unreached,
    ),
)
