"""One connection to the server, kept open, speaking as the app does."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

SECONDS = 30
BOUNDARY = "the-end-of-a-part"


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
        """Bytes are sent as the file of a form. Raises NoAnswer. A GET on a connection that the server
        closed meanwhile is sent again.
        """
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
        if isinstance(body, bytes):
            content = _form(body)
            headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        elif body is not None:
            content = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        self._connection.request(method, path, content, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        return Answer(answer.status, json.loads(text) if text else None)

    def fetch(self, path: str) -> int:
        """The status of a GET whose answer is a file, read to its end."""
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status

    def close(self) -> None:
        self._connection.close()


def _form(file: bytes) -> bytes:
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="r.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    return head.encode() + file + f"\r\n--{BOUNDARY}--\r\n".encode()
