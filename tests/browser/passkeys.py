"""A device with passkeys, as Chromium's own virtual authenticator plays it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, Page

from tests.browser.conftest import Screen


class Device:
    """A phone or computer that holds passkeys. `says_no`: the person does not show her face."""

    def __init__(self, page: Page) -> None:
        self._talk: CDPSession = page.context.new_cdp_session(page)
        self._talk.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = self._talk.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self._id = made["authenticatorId"]

    def says_no(self, no: bool = True) -> None:
        which = {"authenticatorId": self._id}
        self._talk.send("WebAuthn.setUserVerified", {**which, "isUserVerified": not no})

    def keys(self) -> list[dict[str, Any]]:
        found = self._talk.send("WebAuthn.getCredentials", {"authenticatorId": self._id})
        keys: list[dict[str, Any]] = found["credentials"]
        return keys


def with_a_name(opened: Screen) -> str:
    """The demo's address by name: browsers give no passkey to a bare network address."""
    return opened.demo.address.replace("127.0.0.1", "localhost")


def enter(opened: Screen, email: str, path: str, *, language: str = "") -> Page:
    """Open a session at the address by name as one of the sample people, and go to `path`."""
    headers, here = {"X-Portal-Request": "1"}, with_a_name(opened)
    request = opened.context.request
    assert request.post(f"{here}/api/demo/sign-in", data={"email": email}, headers=headers).ok
    if language:
        request.patch(f"{here}/api/account", data={"language": language}, headers=headers)
    opened.page.goto(here + path)
    return opened.page
