"""A person's own reminders: how she is told, on which devices, and what was sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request

from api import access
from api.access import caller
from api.accounts.device_label import device_label
from api.context import db, now, parts
from api.fields import Blueprint, Empty
from api.own import participant as me
from api.reminders import present, schemas
from portal.accounts.roles import May
from portal.errors import RuleBroken
from portal.participants.models import Participant
from portal.reminders import confirming, devices, planning, telling, tokens, wishes
from portal.reminders.devices import NewSubscription
from portal.reminders.push import endpoints
from portal.reminders.rules import rules_of
from portal.reminders.tokens import Purpose
from portal.reminders.wishes import NewWishes
from portal.study.definition import Study
from portal.study.reminders.definition import About

blueprint = Blueprint("own reminders", __name__, description="A person's own reminders")

PAGE = "/more/reminders"


def _study(participant: Participant) -> Study:
    return parts().catalog.get(db(), participant.study_id, participant.study.version)


def _overview() -> dict[str, Any]:
    participant = me()
    return present.overview(participant, _study(participant))


@blueprint.get("/api/me/reminders")
@access.own(May.OWN_REMINDERS)
@blueprint.response(200, schemas.OwnReminders)
def reminders() -> dict[str, Any]:
    """How she is told of what, on which devices, and what was sent lately."""
    return _overview()


@blueprint.put("/api/me/reminders")
@access.own(May.OWN_REMINDERS)
@blueprint.arguments(schemas.ChangeReminders)
@blueprint.response(200, schemas.OwnReminders)
def change(body: dict[str, Any]) -> dict[str, Any]:
    """Choose how to be told: what is planned moves at once."""
    participant = me()
    new = NewWishes(
        hour=body["hour"],
        quiet=present.quiet_of(body["quiet"]),
        choices={one["about"]: one["choice"] for one in body["choices"]},
        follow_phone=body["follow_phone"],
    )
    rules = rules_of(_study(participant))
    wishes.change(db(), caller().account_id, new, rules, now=now())
    _plan_anew(participant)
    return _overview()


def _plan_anew(participant: Participant) -> None:
    db().flush()
    planning.plan_people(db(), parts().catalog, [participant.id], now=now())
    db().flush()


@blueprint.post("/api/me/reminders/not-now")
@access.own(May.OWN_REMINDERS)
@blueprint.arguments(Empty)
@blueprint.response(204)
def not_now(_body: dict[str, Any]) -> None:
    """She does not want to be asked for notices on her phone for now."""
    wishes.not_now(db(), caller().account_id, now=now())


@blueprint.post("/api/me/reminders/zone")
@access.own(May.OWN_REMINDERS)
@blueprint.arguments(schemas.PhoneZone)
@blueprint.response(204)
def phone_zone(body: dict[str, Any]) -> None:
    """Where the phone is now, for those whose notices follow it."""
    if wishes.phone_is_at(db(), caller().account_id, body["time_zone"], now=now()):
        _plan_anew(me())


@blueprint.put("/api/me/push")
@access.own(May.OWN_REMINDERS)
@blueprint.arguments(schemas.Subscription)
@blueprint.response(200, schemas.OwnReminders)
def turn_on(body: dict[str, Any]) -> dict[str, Any]:
    """Notify this device. Sent again at each opening of the app, it stays one device."""
    endpoints.check(body["endpoint"], parts().settings.push_hosts)
    endpoints.keys(body["p256dh"], body["auth"])
    devices.turn_on(
        db(),
        caller().account_id,
        caller().session_id,
        NewSubscription(**body),
        label=device_label(request.user_agent.string),
        now=now(),
    )
    db().flush()
    return _overview()


@blueprint.delete("/api/me/push/<uuid:subscription_id>")
@access.own(May.OWN_REMINDERS)
@blueprint.response(200, schemas.OwnReminders)
def turn_off(subscription_id: UUID) -> dict[str, Any]:
    """Notify that device no more."""
    devices.turn_off(db(), caller().account_id, subscription_id, now=now())
    db().flush()
    return _overview()


@blueprint.post("/api/me/push/test")
@access.own(May.OWN_REMINDERS)
@blueprint.arguments(Empty)
@blueprint.response(204)
def test(_body: dict[str, Any]) -> None:
    """Send a test to her devices, or by mail where there is none; at most one a minute."""
    participant = me()
    minute = now().replace(second=0, microsecond=0).isoformat()
    told = telling.tell(
        db(),
        _study(participant),
        participant,
        About.TEST,
        subject=caller().account_id,
        occurrence=minute,
        page=PAGE,
        now=now(),
        only={caller().account_id},
    )
    if not told:
        raise RuleBroken("test_on_its_way")


@blueprint.post("/api/notices/confirm")
@access.public
@blueprint.arguments(schemas.Confirmation)
@blueprint.response(204)
def confirm(body: dict[str, Any]) -> None:
    """A device says that it showed a notice, or that somebody opened it. The token says which."""
    notice_id = tokens.read(parts().settings.secret_key, Purpose.CONFIRM, body["token"])
    if notice_id is not None:
        step = confirming.opened if body["what"] == "opened" else confirming.received
        step(db(), notice_id, now=now())
