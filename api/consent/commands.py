"""`portal consent`: the sites' keys, loading a version of the text, checking what was signed."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from api.commands import ready_database
from portal.audit.recorder import Actor, acting
from portal.consent import verify, versions
from portal.consent.sealing import SiteKeys
from portal.consent.text.file import TextFaults
from portal.files.store import FileStore
from portal.settings import load
from portal.study.models import Study
from portal.study.service import Catalog, find, sites

STUDY = click.option("--study", "study_key", required=True, help="Key of the study.")


@click.group()
def consent() -> None:
    """Consent: signing keys, texts, checking."""


def _known(session: Session, study_key: str) -> Study:
    found = find(session, study_key)
    if found is None:
        raise click.UsageError(f"No study {study_key!r} is loaded. Run `portal study load`.")
    return found


@consent.command("key")
@STUDY
@click.option("--site", "site_key", required=True, help="Key of the site.")
@click.option("--replace", is_flag=True, help="Replace the key that is there.")
def make_key(study_key: str, site_key: str, replace: bool) -> None:
    """Make the key that seals a site's documents. Keep a copy of it in a safe place."""
    settings = load(os.environ)
    with ready_database(settings) as database, database.session(reads_only=True) as session:
        places = sites(session, _known(session, study_key).id)
    if site_key not in places:
        raise click.UsageError(f"No site {site_key!r}. There is: {', '.join(sorted(places))}.")
    keys = SiteKeys.of(settings)
    path = keys.make(
        study_key,
        site_key,
        organisation=places[site_key].name,
        now=datetime.now(UTC),
        replace=replace,
    )
    click.echo(f"The key is in {path}.")
    click.echo(f"Fingerprint (SHA-256): {keys.fingerprint(study_key, site_key)}")


@consent.command("load")
@STUDY
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def load_version(study_key: str, folder: Path) -> None:
    """Load FOLDER, one YAML file a language, as a draft named like it. Nothing goes live."""
    now = datetime.now(UTC)
    sources = {path.stem: path.read_text("utf-8-sig") for path in sorted(folder.glob("*.yaml"))}
    if not sources:
        raise click.UsageError(f"{folder} holds no text, for example en.yaml.")
    with ready_database(writes=True) as database, database.transaction() as session:
        acting(session, Actor("portal: command line"), now)
        study = _known(session, study_key)
        parsed = Catalog().get(session, study.id, study.version)
        try:
            version = versions.load(session, study, parsed, folder.resolve().name, sources, now=now)
        except TextFaults as error:
            click.echo(str(error), err=True)
            click.echo("The text cannot be loaded. Nothing was changed.", err=True)
            sys.exit(1)
        click.echo(f"Version {version.label} is loaded ({version.state}, {version.digest}).")
    click.echo("Approve it and put it in force at the desk, under Consent.")


@consent.command("verify")
def verify_all() -> None:
    """Check that texts, signatures and documents are what they were."""
    settings = load(os.environ)
    with ready_database(settings) as database, database.session(reads_only=True) as session:
        result = verify.verify(session, FileStore.of(settings), SiteKeys.of(settings))
    for problem in result.problems:
        click.echo(str(problem))
    click.echo(
        f"{result.versions} versions, {result.signatures} signatures and "
        f"{result.documents} documents checked: {len(result.problems)} problems."
    )
    if result.problems:
        sys.exit(1)
