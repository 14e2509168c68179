"""Every write of joining through the API, with the entry that it must leave."""

from __future__ import annotations

from tests.audit.scene import Case, Scene
from tests.support.joining import Inviter, Newcomer

PERSON = "POST /api/staff/participants/<uuid:participant_id>"
ONE = f"{PERSON}/invitations/<uuid:invitation_id>"


def added(scene: Scene) -> None:
    """Somebody else was added and has not joined."""
    other = scene.portal.add(email="ruth@example.org", joined=False)
    scene.inviter = Inviter(scene.portal, other, scene.desk.browser)


def invited(scene: Scene) -> None:
    added(scene)
    scene.made = scene.inviter.invite()


def hers(scene: Scene) -> None:
    scene.inviter = Inviter(scene.portal, scene.participant, scene.desk.browser)
    scene.version = scene.inviter.joining()["version"]
    scene.confirmed = scene.inviter.confirmed()


def proven(scene: Scene) -> None:
    """Her sign-in was reset, and she has the code from her new address."""
    hers(scene)
    scene.newcomer = Newcomer(scene.portal, scene.inviter.reset()["code"])
    scene.newcomer.phone = scene.phone
    scene.proof = scene.newcomer.proof("new@example.org")


JOINING_CASES: dict[str, Case] = {
    "POST /api/join": (
        proven, lambda s: s.newcomer.send(s.proof),
        "invitation", "changed", {"used_at": None}, {"used_at": "NOW"}, "",
    ),
    f"{PERSON}/invitations": (
        added, lambda s: s.inviter.try_invite(),
        "invitation", "added", None, {"kind": "participant", "way": "letter"}, "",
    ),
    f"{PERSON}/recovery": (
        hers, lambda s: s.inviter.try_reset(version=s.version, step_up=s.confirmed),
        "account", "changed", {"sign_in_reset_at": None}, {"sign_in_reset_at": "NOW"},
        "Lost her phone",
    ),
    f"{ONE}/revoke": (
        invited, lambda s: s.inviter.revoke(s.made["invitation"]),
        "invitation", "changed", {"revoked_at": None}, {"revoked_at": "NOW"}, "",
    ),
}  # fmt: skip
# Looking at a code and proving an address are no part of the record; a letter changes nothing.
JOINING_QUIET = {"POST /api/join/look", "POST /api/join/email", f"{ONE}/letter"}
