"""Every write to the team through the API, with the entry that it must leave."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.audit.scene import Act, Case, Scene
from tests.support.problems import done
from tests.support.team import Administrator

TEAM = "/api/staff/team"
PERSON = f"POST {TEAM}/<uuid:person_id>"
INVITATION = f"POST {TEAM}/invitations/<uuid:team_invitation_id>"
COLLEAGUE = "finance.miami@example.org"


def _admin(scene: Scene) -> Administrator:
    admin = Administrator(scene.portal, "admin.miami@example.org", joins=False)
    scene.signed_in.append(admin.browser)
    scene.admin = admin
    return admin


def _seat(scene: Scene, role: str) -> dict[str, str]:
    world = scene.portal.world
    return {"role": role, "study_id": str(world.study.id), "site_id": str(world.home.id)}


def invites(scene: Scene) -> None:
    admin = _admin(scene)
    new = {"id": str(uuid4()), "name": "Ana Ruiz", "email": "ana@example.org"}
    scene.team_act = (
        f"{TEAM}/invitations",
        new | _seat(scene, "monitor") | {"step_up": admin.confirmed()},
    )


def invited(end: str) -> Act:
    def before(scene: Scene) -> None:
        invites(scene)
        [one] = done(send(scene), 201)["team"]["invitations"]
        again = {"id": str(uuid4()), "step_up": scene.admin.confirmed()}
        body = again if end == "renewal" else {}
        scene.team_act = (f"{TEAM}/invitations/{one['id']}/{end}", body)

    return before


def about_a_colleague(end: str, **body: str) -> Act:
    def before(scene: Scene) -> None:
        admin = _admin(scene)
        person = admin.person(COLLEAGUE)
        path = f"{TEAM}/{person['id']}/{end.format(role=person['roles'][0]['id'])}"
        seat = _seat(scene, "monitor") if end == "roles" else {}
        scene.team_act = (path, body | seat | {"step_up": admin.confirmed()})

    return before


def send(scene: Scene) -> Any:
    path, body = scene.team_act
    return scene.admin.browser.post(path, body)


TEAM_CASES: dict[str, Case] = {
    f"POST {TEAM}/invitations": (
        invites, send, "invitation", "added", None, {"kind": "staff", "role": "monitor"}, "",
    ),
    f"{INVITATION}/renewal": (
        invited("renewal"), send,
        "invitation", "changed", {"revoked_at": None}, {"revoked_at": "NOW"}, "",
    ),
    f"{INVITATION}/revoke": (
        invited("revoke"), send,
        "invitation", "changed", {"revoked_at": None}, {"revoked_at": "NOW"}, "",
    ),
    f"{PERSON}/roles": (
        about_a_colleague("roles"), send, "membership", "added", None, {"role": "monitor"}, "",
    ),
    f"{PERSON}/roles/<uuid:membership_id>/end": (
        about_a_colleague("roles/{role}/end", reason="Left"), send,
        "membership", "changed", {"ended_at": None}, {"ended_at": "NOW"}, "Left",
    ),
    f"{PERSON}/reset": (
        about_a_colleague("reset", reason="Lost her phone", id=str(uuid4())), send,
        "invitation", "added", None, {"kind": "staff", "reason": "Lost her phone"},
        "Lost her phone",
    ),
}  # fmt: skip
