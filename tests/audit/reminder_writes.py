"""Every write of the reminders through the API, with the entry that it must leave."""

from __future__ import annotations

from typing import Any

from tests.audit.scene import NOTHING, Case, Scene
from tests.support.notices import NoticesAtDesk, a_subscription
from tests.support.problems import done

NOTICES = "POST /api/staff/participants/<uuid:participant_id>/notices"


def notified(scene: Scene) -> None:
    on = done(scene.phone.put("/api/me/push", a_subscription()))
    scene.device = on["devices"][0]["id"]


def team(scene: Scene) -> NoticesAtDesk:
    return NoticesAtDesk(scene.portal, scene.participant, scene.desk.browser)


def lost(scene: Scene) -> None:
    scene.notice = team(scene).lost()


def ten_in_the_morning(scene: Scene) -> Any:
    body = {"hour": "10:00", "quiet": None, "follow_phone": False, "choices": []}
    return scene.phone.put("/api/me/reminders", body)


REMINDER_CASES: dict[str, Case] = {
    "PUT /api/me/reminders": (
        NOTHING, ten_in_the_morning, "reminder_wishes", "added", None, {"hour": "10:00"}, "",
    ),
    "POST /api/me/reminders/not-now": (
        NOTHING, lambda s: s.phone.post("/api/me/reminders/not-now"),
        "reminder_wishes", "added", None, {"changed_at": "NOW"}, "",
    ),
    "POST /api/me/reminders/zone": (
        NOTHING,
        lambda s: s.phone.post("/api/me/reminders/zone", {"time_zone": "Europe/Madrid"}),
        "reminder_wishes", "added", None, {"follow_phone": False}, "",
    ),
    "PUT /api/me/push": (
        NOTHING, lambda s: s.phone.put("/api/me/push", a_subscription()),
        "push_subscription", "added", None, {"label": "Device"}, "",
    ),
    "DELETE /api/me/push/<uuid:subscription_id>": (
        notified, lambda s: s.phone.delete(f"/api/me/push/{s.device}"),
        "push_subscription", "changed",
        {"ended_at": None}, {"ended_at": "NOW", "ended_because": "turned_off"}, "",
    ),
    NOTICES: (
        NOTHING, lambda s: team(s).try_remind("message"),
        "notice", "sent", None, {"about": "message"}, "",
    ),
    "POST /api/staff/notices/<uuid:notice_id>/handled": (
        lost, lambda s: team(s).handle(s.notice),
        "notice", "handled", None, {"handled_by": "Coordinator miami"}, "Called",
    ),
}  # fmt: skip
# A test to oneself and what a device says of a notice are no part of the record.
REMINDERS_QUIET = {"POST /api/me/push/test", "POST /api/notices/confirm"}
