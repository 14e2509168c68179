"""`portal audit`: prove that the history is as it was written; the key and its checkpoints."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from api.commands import ready_database
from portal.audit import accepting, checkpoints
from portal.audit.checkpoints import AuditKey, fingerprint, public_pem, read_public
from portal.audit.verify import Result
from portal.audit.verify import verify as verified
from portal.files.store import store_at
from portal.setting_values import place
from portal.settings import Settings, load


@click.group()
def audit() -> None:
    """The history: prove that it is as it was written."""


@audit.command()
def key() -> None:
    """Make the key that signs checkpoints, and print its public part: keep that elsewhere."""
    path = load(os.environ, needs_secrets=False).audit_file
    made = AuditKey.make(path)
    public = AuditKey.read(path).public
    click.echo(f"The private key is in {path}." if made else f"There is a key already: {path}.")
    click.echo(f"Fingerprint (SHA-256): {fingerprint(public)}")
    click.echo(public_pem(public).decode().strip())


@audit.command()
def checkpoint() -> None:
    """Sign where the history ends now, and keep that beside the others."""
    settings = load(os.environ, needs_secrets=False)
    with ready_database(settings, writes=True) as database:
        made = checkpoints.make(database, settings, now=datetime.now(UTC))
    if made is None:
        click.echo("Nothing was added since the last checkpoint.")
    else:
        click.echo(f"Checkpoint of number {made.number} in {settings.checkpoints_place}.")


@audit.command()
@click.option("--checkpoints", "where", help="Folder or address of checkpoints kept elsewhere.")
@click.option(
    "--public-key",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Public key that signed them; may be given more than once.",
)
def verify(where: str | None, files: tuple[Path, ...]) -> None:
    """Prove that no entry was changed, removed, moved, inserted or cut off. Exit code 1: not so."""
    settings = load(os.environ, needs_secrets=False)
    try:
        store = store_at(place(where) if where else settings.checkpoints_place)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error
    with ready_database(settings, checks_key=False) as database:
        known = checkpoints.found(store, _keys(settings, files))
        key = database.history_key if settings.secret_key else None
        result = verified(database.engine, key=key, checkpoints=known)
    for fault in result.faults:
        click.echo(fault)
    if result.faults:
        click.echo("The history is not as it was written.", err=True)
        sys.exit(1)
    _tell(result)


def _keys(settings: Settings, files: tuple[Path, ...]) -> Collection[Ed25519PublicKey]:
    if files:
        return [read_public(file) for file in files]
    return [AuditKey.read(settings.audit_file).public] if settings.audit_file.exists() else []


def _tell(result: Result) -> None:
    until = f", until {result.at} UTC" if result.entries else ""
    click.echo(f"{result.entries} entries are as they were written{until}.")
    if result.covered is None:
        click.echo("There is no checkpoint: make one with portal audit checkpoint.")
    else:
        click.echo(
            f"{result.checkpoints} checkpoints hold; the newest, of {result.covered.at}, covers "
            f"number {result.covered.number}."
        )
    if result.marked is None:
        click.echo(
            "PORTAL_SECRET_KEY is not set, so the mark on the end was not checked: entries after "
            "that may have been cut off or replaced."
        )


@audit.command()
@click.option("--reason", required=True, help="Why; it goes into the history.")
def accept(reason: str) -> None:
    """Mark the end of the history as it is now with PORTAL_SECRET_KEY, and record that.

    For a secret key that was lost or changed on purpose. What verify tells beside the mark stays.
    """
    if not reason.strip():
        raise click.BadParameter("write why.")
    settings = load(os.environ, needs_secrets=False)
    with ready_database(settings, writes=True, checks_key=False) as database:
        accepting.accept(database, reason=reason.strip(), now=datetime.now(UTC))
    click.echo("The end of the history is marked with this key.")
