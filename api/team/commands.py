"""`portal staff`: the way in of the first people, from the machine itself."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import click
from sqlalchemy.orm import Session

from api.commands import ready_database
from portal.accounts import people
from portal.accounts.invitation_models import InvitationWay
from portal.accounts.roles import STAFF_ROLES, Role
from portal.accounts.sessions import has_two_factors
from portal.audit.recorder import Actor, acting
from portal.participants.inviting import last_day, last_instant
from portal.setting_values import mail_address
from portal.settings import load
from portal.study.models import Site, Study
from portal.study.service import Catalog, find, sites
from portal.team.inviting import Colleague, Seat, invite

PAGE = "/staff/join"


@click.group()
def staff() -> None:
    """Staff who may sign in."""


def _name(_context: click.Context, _option: click.Parameter, text: str) -> str:
    if not text.strip():
        raise click.BadParameter("write the person's name.")
    return text.strip()


def _email(_context: click.Context, _option: click.Parameter, text: str) -> str:
    try:
        return mail_address(text.strip())
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error


def _with_seat(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say who it is, and where in which role."""
    every = "Key of the site; left out: every site of the study."
    roles = click.Choice(sorted(role.value for role in STAFF_ROLES))
    for option in (
        click.option("--name", required=True, callback=_name),
        click.option("--role", type=roles, required=True),
        click.option("--site", "site_key", help=every),
        click.option("--study", "study_key", required=True, help="Key of the study."),
    ):
        command = option(command)
    return command


def _seat(
    session: Session, study_key: str, site_key: str | None, role: str
) -> tuple[Study, Site, Seat]:
    """What the options name; the site is the first where none is named.

    Raises click.UsageError saying what there is.
    """
    known = find(session, study_key)
    if known is None:
        raise click.UsageError(f"No study {study_key!r} is loaded. Run `portal study load`.")
    places = sites(session, known.id)
    if site_key is not None and site_key not in places:
        raise click.UsageError(f"No site {site_key!r}. There is: {', '.join(sorted(places))}.")
    site = places[site_key or min(places)]
    return known, site, Seat(Role(role), known.id, site.id if site_key else None)


@staff.command("invite")
@click.argument("email", callback=_email)
@_with_seat
def invite_staff(study_key: str, site_key: str | None, role: str, name: str, email: str) -> None:
    """Invite a person to work in a role, and print the link that lets her in once.

    So the first administrator gets in, and anybody who cannot get in any more: who has the role
    already gets a new way in. She proves EMAIL, and sets up her own sign-in.
    """
    now, settings = datetime.now(UTC), load(os.environ, needs_secrets=False)
    with ready_database(settings, writes=True) as database, database.transaction() as session:
        acting(session, Actor("portal: command line"), now)
        known, site, seat = _seat(session, study_key, site_key, role)
        study = Catalog().get(session, known.id, known.version)
        person = people.account(session, email=email, name=name, language="en", now=now)
        made = invite(
            session,
            Colleague(id=uuid4(), name=name, email=email, seat=seat, way=InvitationWay.SCREEN),
            expires_at=last_instant(study, site.time_zone, now=now),
            by=person.id,
            now=now,
            secret=settings.secret_key,
        )
        until = last_day(made.invitation, site.time_zone)
    page = settings.base_url + PAGE
    click.echo(f"{name} can join as {role}, once, until {until}. Give this to nobody else:")
    click.echo(f"    {page}#{made.code}")
    click.echo(f"Or she opens {page} and types {made.code}. She needs her mailbox, {email}.")


@staff.command("add")
@_with_seat
@click.option("--email", required=True, callback=_email)
def add_staff(study_key: str, site_key: str | None, role: str, name: str, email: str) -> None:
    """Give a role to a person who can sign in already. Who cannot is told `portal staff invite`."""
    now = datetime.now(UTC)
    with ready_database(writes=True) as database, database.transaction() as session:
        acting(session, Actor("portal: command line"), now)
        _, _, seat = _seat(session, study_key, site_key, role)
        person = people.account(session, email=email, name=name, language="en", now=now)
        people.join(
            session, person, seat.role, study_id=seat.study_id, site_id=seat.site_id, now=now
        )
        session.flush()
        ready = has_two_factors(session, person.id)
    click.echo(f"{name} is {role} now.")
    if not ready:
        click.echo("She has no sign-in for staff yet: `portal staff invite` gives her one.")
