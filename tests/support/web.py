"""A client of the real application that speaks as the app does."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.fakes import KeepingMailer


class Browser:
    """One device: it keeps its cookie and sends the headers that the app sends."""

    def __init__(self, app: Flask, language: str = "en") -> None:
        self.client: FlaskClient = app.test_client()
        self.language = language

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> TestResponse:
        headers = {"Accept-Language": self.language, **more.pop("headers", {})}
        if method not in {"GET", "HEAD"}:
            headers.setdefault("X-Portal-Request", "1")
        if body is not None:
            more["json"] = body
        more.setdefault("buffered", True)  # read to the end, so that an open file is closed
        return self.client.open(path, method=method, headers=headers, **more)

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.call("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> TestResponse:
        return self.call("POST", path, {} if body is None else body, **more)

    def put(self, path: str, body: Any = None, **more: Any) -> TestResponse:
        return self.call("PUT", path, {} if body is None else body, **more)

    def patch(self, path: str, body: Any = None, **more: Any) -> TestResponse:
        return self.call("PATCH", path, {} if body is None else body, **more)

    def delete(self, path: str, **more: Any) -> TestResponse:
        return self.call("DELETE", path, **more)

    def sign_in(self, email: str, mailer: KeepingMailer) -> TestResponse:
        """Sign in as a person does: ask for a code, read the mail, type it."""
        ticket = self.post("/api/sign-in/code", {"email": email}).get_json()["ticket"]
        body = {"ticket": ticket, "code": mailer.last_code()}
        answer = self.post("/api/sign-in", body)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer
