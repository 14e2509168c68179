"""`portal study`: check a study file, see what it would change, load it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from api.commands import ready_database
from api.study.check_texts import check_texts
from api.study.instrument import instrument
from portal.audit.recorder import Actor, acting
from portal.schedule import new_version
from portal.schedule.new_version import Effect
from portal.study import definition
from portal.study.compare import compare
from portal.study.faults import Severity
from portal.study.file import StudyFileFaults, check, read
from portal.study.service import Catalog, find

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def study() -> None:
    """Study files: check, compare, load."""


study.add_command(instrument)


@study.command("check")
@FILE
def check_file(file: Path) -> None:
    """Name every fault of FILE with its line and what to write instead.

    The consent texts in the folder "consent" beside it are checked too.
    """
    faults = check(file.read_bytes(), file.name)
    faults += check_texts(file)
    for fault in faults:
        click.echo(str(fault))
    errors = sum(fault.severity is Severity.ERROR for fault in faults)
    if errors:
        click.echo(f"{errors} to mend. The file cannot be loaded yet.")
        sys.exit(1)
    click.echo("The file can be loaded.")


@study.command("diff")
@FILE
def diff(file: Path) -> None:
    """Say what FILE would change in the study in force, and for whom. Changes nothing."""
    new = _read(file)
    with ready_database() as database, database.session(reads_only=True) as session:
        known = find(session, new.key)
        if known is None:
            click.echo(f"{new.key} is not loaded yet: everything in {file.name} is new.")
            return
        old = Catalog().get(session, known.id, known.version)
        differences = compare(old, new)
        for difference in differences:
            click.echo(f"{difference.about}: {difference.sentence}")
        if not differences:
            click.echo("The file says the same as the version in force.")
        _show(new_version.effects(session, known, new, now=datetime.now(UTC)))


@study.command("load")
@FILE
@click.option("--yes", is_flag=True, help="Apply without asking.")
def load_file(file: Path, yes: bool) -> None:
    """Put FILE in force and plan everyone by it. Past and booked visits stay."""
    new = _read(file)
    now = datetime.now(UTC)
    with ready_database(writes=True) as database:
        with database.session(reads_only=True) as session:
            known = find(session, new.key)
            expected = new_version.effects(session, known, new, now=now) if known else []
        _show(expected)
        # Asked outside the transaction that writes: the portal goes on working meanwhile.
        if expected and not yes and not click.confirm("Apply this?"):
            click.echo("Nothing was changed.")
            return
        with database.transaction() as session:
            acting(session, Actor("portal: command line"), now)
            source = file.read_text(encoding="utf-8-sig")
            row, _ = new_version.apply(session, source, name=file.name, now=now)
    click.echo(f"{new.key} is in force, version {row.version} ({new.version}).")


def _read(file: Path) -> definition.Study:
    try:
        return read(file.read_bytes(), name=file.name)
    except StudyFileFaults as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        click.echo("The file cannot be loaded. Nothing was changed.", err=True)
        sys.exit(1)


def _show(effects: list[Effect]) -> None:
    for effect in effects:
        plan = effect.plan
        parts = [
            f"{len(rows)} {word}"
            for rows, word in (
                (plan.add, "added"),
                (plan.move, "moved"),
                (plan.restore, "brought back"),
                (plan.remove, "removed"),
            )
            if rows
        ]
        click.echo(f"{effect.participant.code}: {', '.join(parts)} (visits)")
    if not effects:
        click.echo("No visit of any participant would change.")
