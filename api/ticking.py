"""What has to happen without anybody asking: late alerts and messages are told, announcements go
out, missed check-ins are worked out when the day changes, files that nobody names go.

Every server process ticks; what they do is made so that only one of them does it (see
:mod:`portal.symptoms.escalation` and :mod:`portal.symptoms.missed`) or so that twice does no harm (:mod:`portal.files.service`), and
a failed tick is made up for by the next.
"""

from __future__ import annotations

from functools import partial

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from api.context import Parts
from portal.claims import receipts
from portal.messages import attachments
from portal.messages import late as messages_late
from portal.messages.spreading import spread
from portal.symptoms import escalation as alerts_late
from portal.symptoms import missed

log = structlog.get_logger()

EVERY_SECONDS = 60
TIDY_HOURS = 6


def start(parts: Parts) -> BackgroundScheduler:
    """Begin to tick in a thread of its own; the scheduler's `shutdown` ends it."""
    ticker = BackgroundScheduler(timezone="UTC")
    ticker.add_job(tick, "interval", args=(parts,), seconds=EVERY_SECONDS, max_instances=1)
    ticker.add_job(calendar, args=(parts,))  # at once: a new day may have begun meanwhile
    ticker.add_job(calendar, "interval", args=(parts,), seconds=EVERY_SECONDS, max_instances=1)
    ticker.add_job(tidy, "interval", args=(parts,), hours=TIDY_HOURS, jitter=600, max_instances=1)
    ticker.start()
    return ticker


def tick(parts: Parts) -> None:
    """Do what is due now. An error is logged; the next tick tries again."""
    base, clock = parts.settings.base_url, parts.clock
    for work in (
        partial(
            alerts_late.escalate,
            *(parts.database, parts.catalog, parts.mailer),
            address=f"{base}/staff/alerts",
            clock=clock,
        ),
        partial(
            messages_late.escalate,
            *(parts.database, parts.catalog, parts.mailer),
            address=f"{base}/staff/messages",
            clock=clock,
        ),
        partial(spread, parts.database, parts.catalog, clock=clock),
    ):
        try:
            work()
        except Exception as error:  # whatever it was, the others and the next tick must come
            log.exception("tick failed", error=type(error).__name__, exc_info=error)


def calendar(parts: Parts) -> None:
    """Work out which check-ins did not come, where the day or what is known has changed."""
    try:
        missed.keep(parts.database, parts.catalog, now=parts.clock())
    except Exception as error:  # as above
        log.exception("calendar failed", error=type(error).__name__, exc_info=error)


def tidy(parts: Parts) -> None:
    """Remove receipts whose claim never came, and files that nothing names any more."""
    try:
        attachments.collect(parts.database, now=parts.clock())
        receipts.collect(parts.database, parts.store, now=parts.clock())
    except Exception as error:  # as above
        log.exception("tidy failed", error=type(error).__name__, exc_info=error)
