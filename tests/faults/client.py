"""One connection to the server, kept open, speaking as the app does."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

SECONDS = 30


class NoAnswer(Exception):
    """The server went away: whether it did what was asked is not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Any


class Client:
    def __init__(self, address: str, token: str) -> None:
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(
            parts.hostname or "", parts.port, timeout=SECONDS
        )
        self._headers = {
            "Cookie": f"portal={token}",
            "X-Portal-Request": "1",
            "Accept-Language": "en",
        }

    def call(self, method: str, path: str, body: Any = None) -> Answer:
        """Raises NoAnswer. A GET on a connection that the server closed meanwhile is sent again."""
        try:
            return self._send(method, path, body)
        except http.client.RemoteDisconnected as error:
            if method != "GET":
                raise NoAnswer(str(error)) from error
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise NoAnswer(str(error)) from error
        try:
            return self._send(method, path, body)
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(str(error)) from error

    def _send(self, method: str, path: str, body: Any) -> Answer:
        headers = dict(self._headers)
        content = None
        if body is not None:
            content = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        self._connection.request(method, path, content, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        return Answer(answer.status, json.loads(text) if text else None)

    def close(self) -> None:
        self._connection.close()
