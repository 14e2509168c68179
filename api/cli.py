"""The `portal` command."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.exc import OperationalError

from api import create_app
from api.audit.commands import audit
from api.commands import NotReady, ready_database
from api.consent.commands import consent
from api.reminders.commands import reminders, worker
from api.serve import Server
from api.study.commands import study
from api.team.commands import staff
from portal import backup as backups
from portal import logs, migrations
from portal.db import Database
from portal.demo import fill
from portal.demo.apart import fill_apart
from portal.demo.belonging import holds_others
from portal.errors import PortalError
from portal.language import say
from portal.reminders.push.keys import VapidKeys
from portal.settings import Settings, SettingsError, describe, load

DEMO_FOLDER = "portal-demo"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def portal() -> None:
    """The participant portal for clinical trials."""
    logs.configure("WARNING")


def main() -> None:
    try:
        portal()
    except SettingsError as error:
        click.echo(f"The portal cannot start:\n{error}\n`portal settings` lists all.", err=True)
        sys.exit(2)
    except (backups.BackupError, migrations.NewerDatabase, NotReady) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OperationalError as error:
        click.echo(
            f"The database cannot be used. Is PORTAL_DATABASE_URL right?\n{error.orig}", err=True
        )
        sys.exit(1)
    except PortalError as error:
        click.echo(say(f"error.{error.code}", "en", **error.facts), err=True)
        sys.exit(1)


@portal.command()
def settings() -> None:
    """List every setting: meaning, default, present value."""
    for row in describe(os.environ):
        click.echo(f"{row.name}\n    {row.meaning}")
        click.echo(f"    default: {row.default or '(empty)'}   now: {row.value or '(empty)'}")


@portal.command()
def migrate() -> None:
    """Bring the database to the present shape."""
    found = load(os.environ, needs_secrets=False)
    database = Database(found.database_url, found.secret_key)
    if not found.secret_key and migrations.has_unlinked_history(database.engine):
        raise NotReady(
            "PORTAL_SECRET_KEY must be set: the history is marked with it. Nothing was changed."
        )
    migrations.upgrade(database.engine, history_key=database.history_key)
    database.dispose()
    click.echo("The database is up to date.")


@portal.command()
def serve() -> None:
    """Serve the API and the app."""
    found = load(os.environ)
    logs.configure(found.log_level)
    with ready_database(found) as database:  # each server process opens its own
        if found.demo:
            _refuse_real_people(database)
    Server(found).run()


@portal.command()
@click.option("--reset", is_flag=True, help="Begin again with fresh sample data.")
@click.option("--reset-only", is_flag=True, help="Put the sample data back and stop.")
def demo(reset: bool, reset_only: bool) -> None:
    """Fill a sample database and serve it. Never with real people: anyone may enter as anyone."""
    folder = Path(os.environ.get("PORTAL_DATA_DIR") or DEMO_FOLDER).absolute()
    if (reset or reset_only) and _is_demo(folder):
        shutil.rmtree(folder)
    found = load(_demo_environment(folder))
    logs.configure(found.log_level)
    database = Database(found.database_url, found.secret_key)
    _refuse_real_people(database)
    migrations.upgrade(database.engine, history_key=database.history_key)
    with database.session(reads_only=True) as session:
        empty = fill.is_empty(session)
    database.dispose()
    if empty:
        click.echo("Filling the sample database ...")
        fill_apart(found)
    VapidKeys.make(found.vapid_file)
    click.echo(f"Sample data: {folder}")
    if not reset_only:
        click.echo(f"The portal runs at {found.base_url}   (stop it with Ctrl+C)")
        Server(found).run()


def _refuse_real_people(database: Database) -> None:
    if holds_others(database.engine):
        raise SettingsError(
            "PORTAL_DATABASE_URL names a database that no demo made. In a demo anyone may enter "
            "as anyone: leave it empty, or name a database of its own. To serve real people, "
            "PORTAL_DEMO must not be set."
        )


MARK = "this-is-a-demo"


def _is_demo(folder: Path) -> bool:
    """Only a folder that a demo made is ever removed."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise SettingsError(f"{folder} was not made by the demo, so it is not removed.")
    return folder.exists()


def _demo_environment(folder: Path) -> dict[str, str]:
    """The environment with what a demo needs; its key is made once and kept in its folder."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise SettingsError(
            f"{folder} holds something that no demo made. Set PORTAL_DATA_DIR to another folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    key = folder / MARK
    if not key.exists():
        key.write_text(secrets.token_urlsafe(48))
        key.chmod(0o600)
    environment = dict(os.environ)
    port = environment.get("PORTAL_PORT") or "8000"
    environment.setdefault("PORTAL_BASE_URL", f"http://127.0.0.1:{port}")
    environment.setdefault("PORTAL_LOG_LEVEL", "WARNING")
    environment |= {
        "PORTAL_DEMO": "1",
        "PORTAL_DATA_DIR": str(folder),
        "PORTAL_SECRET_KEY": environment.get("PORTAL_SECRET_KEY") or key.read_text(),
    }
    return environment


@portal.command()
def vapid() -> None:
    """Make the key that notifications are signed with, and print its public part."""
    path = load(os.environ, needs_secrets=False).vapid_file
    made = VapidKeys.make(path)
    keys = VapidKeys.read(path)
    click.echo(f"The private key is in {path}." if made else f"There is a key already: {path}.")
    click.echo("Keep it: with another key every device would have to turn notifications on again.")
    click.echo(f"Public key: {keys.public_key}")


@portal.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write the embedded database, files and keys to FILE; the portal may be running."""
    found = load(os.environ, needs_secrets=False)
    beside = backups.folders(found)
    backups.backup(found.database_url, file, now=datetime.now(UTC), folders=beside)
    click.echo(f"Backup written to {file}.")
    if found.files_folder is None:
        click.echo("The files in the object store are not in it: back them up there.")


@portal.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace what is there.")
def restore(file: Path, replace: bool) -> None:
    """Put the database, files and keys of FILE in place. Stop the portal first."""
    found = load(os.environ, needs_secrets=False)
    beside = backups.folders(found)
    backups.restore(found.database_url, file, replace=replace, folders=beside)
    click.echo("Restored. Run `portal migrate` before you serve.")


@portal.command()
def openapi() -> None:
    """Print the API's description (OpenAPI 3)."""
    app = create_app(_describing())
    with app.test_client() as client:
        click.echo(json.dumps(client.get("/api/openapi.json").json, indent=2))


def _describing() -> Settings:
    """Settings for a description: it needs no database, no secret and no mail."""
    return load(
        {
            "PORTAL_DATABASE_URL": "sqlite://",
            "PORTAL_SECRET_KEY": secrets.token_urlsafe(48),
            "PORTAL_DEMO": "1",
        }
    )


portal.add_command(audit)
portal.add_command(staff)
portal.add_command(study)
portal.add_command(consent)
portal.add_command(worker)
portal.add_command(reminders)
