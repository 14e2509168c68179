"""Every write of the work queue through the API, with the entry that it must leave."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from portal.accounts.roles import Role
from tests.audit.scene import Case, Scene
from tests.support.work import Worker

ONE = "POST /api/staff/queue/<string:kind>/<uuid:object_id>"


def taken(scene: Scene) -> None:
    scene.asked_the_team()
    Worker(browser=scene.desk.browser).take("question")


def worker(scene: Scene) -> Worker:
    return Worker(browser=scene.desk.browser)


def to_the_investigator(scene: Scene) -> Any:
    helen = scene.portal.world.staff[Role.INVESTIGATOR]
    return worker(scene).hand_over("question", helen.id)


def until_tomorrow(scene: Scene) -> Any:
    day = scene.portal.today + timedelta(days=1)
    return worker(scene).snooze("question", day, "She is away")


QUEUE_CASES: dict[str, Case] = {
    f"{ONE}/take": (
        Scene.asked_the_team, lambda s: worker(s).take("question"),
        "work_mark", "added", None,
        {"kind": "question", "taken_by_name": "Coordinator miami"}, "",
    ),
    f"{ONE}/release": (
        taken, lambda s: worker(s).release("question"),
        "work_mark", "changed",
        {"taken_by_name": "Coordinator miami"}, {"taken_by_name": None}, "",
    ),
    f"{ONE}/hand-over": (
        taken, to_the_investigator,
        "work_mark", "changed",
        {"taken_by_name": "Coordinator miami"}, {"taken_by_name": "Investigator miami"}, "",
    ),
    f"{ONE}/snooze": (
        taken, until_tomorrow,
        "work_mark", "changed",
        {"snoozed_until": None, "note": ""},
        {"snoozed_by_name": "Coordinator miami", "note": "She is away"}, "",
    ),
}  # fmt: skip
