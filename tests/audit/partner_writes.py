"""Every write about care partners through the API, with the entry that it must leave."""

from __future__ import annotations

from typing import Any

from tests.audit.scene import Case, Scene
from tests.support.helping import ANNA, Helped
from tests.support.problems import done

MINE = "/api/me/care-partners"
INVITATION = f"POST {MINE}/invitations/<uuid:partner_invitation_id>"
PLACE = "POST /api/account/places/<uuid:place_id>"


def invites(scene: Scene) -> None:
    scene.helped = Helped(scene.portal, phone=scene.phone)
    scene.new = scene.helped.new()


def invited(scene: Scene) -> None:
    invites(scene)
    done(scene.phone.post(f"{MINE}/invitations", scene.new), 201)
    scene.step_up = scene.helped.confirmed()


def helps(scene: Scene) -> None:
    scene.helped = Helped(scene.portal, phone=scene.phone)
    scene.partner = scene.helped.let_in(ANNA, scene.participant.name).phone
    scene.signed_in.append(scene.partner)
    scene.place = done(scene.partner.get("/api/session"))["place"]["id"]
    scene.step_up = scene.helped.confirmed()


def at_place(scene: Scene, end: str) -> Any:
    return scene.partner.post(f"/api/account/places/{scene.place}/{end}")


def chooses(scene: Scene) -> None:
    """On a device that has chosen nothing so far."""
    helps(scene)
    scene.partner = scene.portal.browser(ANNA)
    scene.signed_in.append(scene.partner)


PARTNER_CASES: dict[str, Case] = {
    f"POST {MINE}/invitations": (
        invites, lambda s: s.phone.post(f"{MINE}/invitations", s.new),
        "invitation", "added", None, {"kind": "care_partner", "role": "care_partner"}, "",
    ),
    f"{INVITATION}/renewal": (
        invited, lambda s: s.helped.try_renew(s.helped.invited(), step_up=s.step_up),
        "invitation", "changed", {"revoked_at": None}, {"revoked_at": "NOW"}, "",
    ),
    f"{INVITATION}/revoke": (
        invited, lambda s: s.helped.take_back(s.helped.invited()),
        "invitation", "changed", {"revoked_at": None}, {"revoked_at": "NOW"}, "",
    ),
    f"PUT {MINE}/<uuid:partner_id>/check-ins": (
        helps, lambda s: s.helped.try_allow(step_up=s.step_up), "membership", "changed",
        {"may_read_check_ins": False}, {"may_read_check_ins": True}, "",
    ),
    f"POST {MINE}/<uuid:partner_id>/end": (
        helps, lambda s: s.helped.try_end(step_up=s.step_up),
        "membership", "changed", {"ended_at": None}, {"ended_at": "NOW"}, "",
    ),
    f"{PLACE}/choice": (
        chooses, lambda s: at_place(s, "choice"),
        "device_session", "changed", {"place_id": None}, {}, "",
    ),
    f"{PLACE}/end": (
        helps, lambda s: at_place(s, "end"),
        "membership", "changed", {"ended_at": None}, {"ended_at": "NOW"}, "",
    ),
}  # fmt: skip
