"""`portal worker`, and `portal reminders`: what will go out, and sending what is due once."""

from __future__ import annotations

import os
import signal
import threading
from datetime import UTC, datetime
from types import FrameType

import click

from api import create_app
from api.commands import ready_database
from api.context import Parts
from api.ticking import Ticking, plan, tick
from api.worker import worker_of
from portal import logs
from portal.reminders.preview import preview as previewed
from portal.schedule.windows import zone_named
from portal.settings import load
from portal.study.service import Catalog


@click.command()
def worker() -> None:
    """Plan and send notices, beside servers with PORTAL_WORKER=apart; as many as you like."""
    parts = _parts()
    over = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        over.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    ticking = Ticking(parts)
    click.echo("The worker runs. Stop it with Ctrl+C or SIGTERM: it finishes what is on its way.")
    over.wait()
    ticking.stop()
    parts.database.dispose()


@click.group()
def reminders() -> None:
    """Look at notices, and send those that are due."""


@reminders.command()
@click.option("--for", "code", required=True, help="The participant's number in the study.")
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, 3650))
def preview(code: str, days: int) -> None:
    """List what will go out to a participant, by the calendar, in the next days."""
    with ready_database() as database, database.session(reads_only=True) as session:
        rows = list(previewed(session, Catalog(), code, days=days, now=datetime.now(UTC)))
    for row in rows:
        local = row.due_at.astimezone(zone_named(row.zone))
        through = ", ".join(row.channels)
        click.echo(f"{local:%a %Y-%m-%d %H:%M %Z}  {row.to:12}  {row.rule:24}  {through}")
    if not rows:
        click.echo(f"Nothing goes out to {code} in the next {days} days.")


@reminders.command("run-once")
def run_once() -> None:
    """Plan, send all that is due now, and stop. For a time when no worker runs, or a cron job."""
    parts = _parts()
    plan(parts)
    tick(parts)
    once = worker_of(parts)
    number = once.drain()
    once.close()
    parts.database.dispose()
    click.echo(f"{number} {'try' if number == 1 else 'tries'} made.")


def _parts() -> Parts:
    """The portal's parts, with a database that is in order."""
    settings = load(os.environ)
    logs.configure(settings.log_level)
    with ready_database(settings):
        pass
    found: Parts = create_app(settings).extensions["portal"]
    return found
