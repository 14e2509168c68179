"""What has to happen without anybody asking: notices are planned and sent, late alerts and messages
are told, announcements go out, missed check-ins are worked out when the day changes, the end of the
history is signed, files that nobody names go.

Sending may be done by any number of processes (see :mod:`portal.reminders.outbox`); of the rest one
process at a time has the care (:mod:`portal.reminders.ticker`). A failed tick is made up for by the
next.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from api.context import Parts
from api.worker import worker_of
from portal.audit import checkpoints
from portal.claims import receipts
from portal.limits import counting
from portal.messages import attachments
from portal.messages import late as messages_late
from portal.messages.spreading import spread
from portal.reminders import ticker
from portal.reminders.catching_up import catch_up
from portal.reminders.worker import Worker
from portal.symptoms import escalation as alerts_late
from portal.symptoms import missed

log = structlog.get_logger()

SEND_SECONDS = 2
PLAN_SECONDS = 10
EVERY_SECONDS = 60
TIDY_HOURS = 6
CHECKPOINT_HOURS = 1


class Ticking:
    """A scheduler in threads of its own, with a worker that sends. `stop` ends both."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._worker = worker_of(parts)
        self._sending = threading.Lock()
        self._ticker = BackgroundScheduler(timezone="UTC", job_defaults={"coalesce": True})
        every = partial(self._ticker.add_job, trigger="interval", max_instances=1)
        every(self._send, seconds=SEND_SECONDS)
        every(self._alone(plan), seconds=PLAN_SECONDS)
        every(self._alone(tick), seconds=EVERY_SECONDS)
        every(self._alone(calendar), seconds=EVERY_SECONDS)
        every(self._alone(tidy), hours=TIDY_HOURS, jitter=600)
        every(self._alone(checkpoint), hours=CHECKPOINT_HOURS, jitter=60)
        for work in (plan, calendar):  # at once: a new day may have begun meanwhile
            self._ticker.add_job(self._alone(work))
        self._ticker.start()

    def stop(self) -> None:
        """Take nothing more, finish what is on its way, and let another process tick."""
        self._worker.stop()
        self._ticker.shutdown(wait=True)
        self._worker.close()
        ticker.let_go(self._parts.database, self._worker.name)

    def _send(self) -> None:
        with self._sending:
            send(self._worker)

    def _alone(self, work: Callable[[Parts], None]) -> Callable[[], None]:
        """The work, done by this process where it is the one that ticks."""
        parts, holder = self._parts, self._worker.name

        def done() -> None:
            try:
                if ticker.hold(parts.database, holder, now=parts.clock()):
                    work(parts)
            except Exception as error:  # whatever it was, the next tick must come
                log.exception("tick failed", work=work.__name__, error=type(error).__name__)

        return done


def send(worker: Worker) -> None:
    """Send what is due now."""
    try:
        worker.drain()
    except Exception as error:  # as above
        log.exception("sending failed", error=type(error).__name__)


def plan(parts: Parts) -> None:
    """Plan anew whoever something changed for."""
    catch_up(parts.database, parts.catalog, now=parts.clock())


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
    missed.keep(parts.database, parts.catalog, now=parts.clock())


def checkpoint(parts: Parts) -> None:
    """Sign where the history ends, if something was added to it."""
    checkpoints.make(parts.database, parts.settings, now=parts.clock())


def tidy(parts: Parts) -> None:
    """Remove receipts whose claim never came, files that nobody names, and counts that are over."""
    counting.prune(parts.database, now=parts.clock())
    attachments.collect(parts.database, now=parts.clock())
    receipts.collect(parts.database, parts.store, now=parts.clock())
