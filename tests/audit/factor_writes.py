"""Every write to a passkey through the API, with the entry that it must leave."""

from __future__ import annotations

from typing import Any

from tests.audit.scene import NOTHING, Case, Scene
from tests.support.passkeys import Phone, add_passkey, confirm_with, try_to_add
from tests.support.problems import done

ONE = "/api/account/passkeys/<uuid:passkey_id>"


def has_one(scene: Scene) -> None:
    scene.key = add_passkey(scene.phone)
    [passkey] = done(scene.phone.get("/api/account/factors"))["passkeys"]
    scene.passkey = f"/api/account/passkeys/{passkey['id']}"


def may_remove(scene: Scene) -> None:
    has_one(scene)
    scene.code = confirm_with(scene.phone, scene.key)


def rename(scene: Scene) -> Any:
    return scene.phone.patch(scene.passkey, {"label": "My phone"})


FACTOR_CASES: dict[str, Case] = {
    "POST /api/account/passkeys": (
        NOTHING, lambda s: try_to_add(s.phone, Phone()),
        "passkey", "added", None, {"label": "Device"}, "",
    ),
    f"PATCH {ONE}": (
        has_one, rename, "passkey", "changed", {"label": "Device"}, {"label": "My phone"}, "",
    ),
    f"POST {ONE}/removal": (
        may_remove, lambda s: s.phone.post(f"{s.passkey}/removal", {"step_up": s.code}),
        "passkey", "removed", {"label": "Device"}, {}, "",
    ),
}  # fmt: skip
# What these write is looked at in tests/accounts and tests/sign_on: staff alone do them, or they open a session.
FACTORS_QUIET = {
    *("POST /api/sign-in/password", "POST /api/sign-in/second"),
    *("POST /api/sign-in/passkey/options", "POST /api/sign-in/passkey"),
    *("PUT /api/account/password", "POST /api/account/password/removal"),
    *("POST /api/account/app", "POST /api/account/app/confirmation"),
    *("POST /api/account/app/removal", "POST /api/account/recovery-codes"),
    "POST /api/account/passkeys/options",
    *("POST /api/sign-in/oidc/second", "POST /api/account/sign-on/removal"),
}
