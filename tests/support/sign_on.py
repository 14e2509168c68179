"""The provider as a process, and going to it and back as a browser does."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.test import TestResponse

from tests.support.oidc_provider import CLIENT, SECRET
from tests.support.web import Browser

ROOT = Path(__file__).resolve().parents[2]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        """The answer itself is what is looked at."""


@dataclass
class University:
    """A running provider. `now`: the time that it believes, None for the real one."""

    address: str
    now: float | None = None

    def mood(self, **mood: Any) -> None:
        """What it says and does from now on; see tests/support/oidc_provider.py."""
        if self.now is not None:
            mood.setdefault("now", self.now)
        content = json.dumps(mood).encode()
        with urllib.request.urlopen(f"{self.address}/mood", content, timeout=5):  # noqa: S310
            pass

    def vouches(self, email: str, *, subject: str = "", **more: Any) -> None:
        """It knows this person, who used two factors unless `more` says otherwise."""
        claims = {
            "sub": subject or f"subject of {email}",
            "email": email,
            "email_verified": True,
            "amr": ["pwd", "mfa"],
        } | more.pop("claims", {})
        self.mood(claims=claims, **more)

    @property
    def settings(self) -> dict[str, str]:
        return {
            "oidc_issuer": self.address,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SECRET,
            "oidc_name": "Miami University sign-on",
        }

    def through(self, address: str) -> str:
        """Sign in there: the path to which the browser is sent back."""
        address = address.replace("/authorize?", "/authorized?", 1)
        with pytest.raises(urllib.error.HTTPError) as sent:
            urllib.request.build_opener(NoRedirect).open(address, timeout=5)
        assert sent.value.code == 303, sent.value.read()
        parts = urlsplit(sent.value.headers["Location"])
        sent.value.close()
        return f"{parts.path}?{parts.query}"


@contextmanager
def running_university() -> Iterator[University]:
    """The provider as a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.oidc_provider"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), "the provider did not start"
        yield University(address)
    finally:
        process.kill()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()


def leave(browser: Browser) -> str:
    """Press the button: the address at the provider."""
    answer = browser.get("/api/sign-in/oidc")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def sign_on(browser: Browser, university: University) -> TestResponse:
    """There and back: the portal's answer."""
    return browser.get(university.through(leave(browser)))


def told(answer: TestResponse) -> str:
    """The one word with which it leads back to the sign-in page; "" where it leads to the desk."""
    assert answer.status_code == 303, answer.get_data(as_text=True)
    parts = urlsplit(answer.headers["Location"])
    assert (parts.netloc, parts.path) == ("", "/staff/")
    query = parse_qs(parts.query)
    assert set(query) <= {"sign-on"}
    return query.get("sign-on", [""])[0]
