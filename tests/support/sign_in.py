"""The steps of signing in, one by one."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse

from tests.support.problems import done
from tests.support.web import Browser

ELEANOR = "eleanor@example.org"


def ask(browser: Browser, email: str = ELEANOR, **more: Any) -> TestResponse:
    return browser.post("/api/sign-in/code", {"email": email}, **more)


def ticket(browser: Browser, email: str = ELEANOR, **more: Any) -> str:
    found: str = done(ask(browser, email, **more), 202)["ticket"]
    return found


def type_code(browser: Browser, ticket: str, code: str, **more: Any) -> TestResponse:
    return browser.post("/api/sign-in", {"ticket": ticket, "code": code}, **more)


def wrong(code: str) -> str:
    """Another code of 8 digits."""
    return f"{(int(code) + 1) % 10**8:08d}"
