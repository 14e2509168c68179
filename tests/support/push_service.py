"""A push service on this machine: it checks what real ones check, and opens what it was sent.

A notice counts as received only where the real thing would have taken it: the right encoding and
length, a lifetime, and a token of the portal that names this service and ends within a day.
"""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import http_ece
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import jwt

LARGEST = 4096
DAY = 24 * 60 * 60


class Subscription(NamedTuple):
    """What a browser hands to the portal."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True)
class Received:
    """A notice that was taken and opened. `claims`: what the token said."""

    endpoint: str
    payload: bytes
    ttl: int
    urgency: str | None
    topic: str | None
    claims: dict[str, Any]
    authorization: str

    @property
    def notice(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.payload)
        return found


@dataclass
class Device:
    """Who a subscription belongs to, and how the service answers for it: a status, or "slow"
    (after `hurry`), "never" (only when the service closes), "cut" (the connection ends)."""

    subscription: Subscription
    key: ec.EllipticCurvePrivateKey = field(repr=False)
    auth: bytes = field(repr=False)
    answer: int | str = 201
    headers: dict[str, str] = field(default_factory=dict)


class PushService:
    """Runs from `with PushService() as service` to the end of the block.

    `origin` goes into PORTAL_PUSH_HOSTS. `received`: in the order in which they came. `asked`: the
    endpoint of every request, taken or not. `connections`: how many were opened. `most_at_once`:
    how many requests were under way together.
    """

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.clock = clock
        self.received: list[Received] = []
        self.asked: list[str] = []
        self.refused: list[str] = []
        self.connections = 0
        self.most_at_once = 0
        self.hurry = threading.Event()
        self._at_once = 0
        self._devices: dict[str, Device] = {}
        self._lock = threading.Lock()
        self._ends = threading.Event()
        self._server = _Server(self)
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> PushService:
        serve = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        serve.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ends.set()
        self.hurry.set()
        self._server.shutdown()
        self._server.server_close()

    def subscribe(self, answer: int | str = 201, **headers: str) -> Subscription:
        """A new browser. `headers` of the answer, with _ for - ("Retry_After")."""
        key, auth = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        path = f"/push/{len(self._devices)}:{base64url(os.urandom(24))}"
        made = Subscription(self.origin + path, base64url(point), base64url(auth))
        told = {name.replace("_", "-"): text for name, text in headers.items()}
        self._devices[path] = Device(made, key, auth, answer, told)
        return made

    def answers(self, endpoint: str, answer: int | str, **headers: str) -> None:
        """From now on it answers so for that subscription."""
        device = self._devices[endpoint.removeprefix(self.origin)]
        device.answer = answer
        device.headers = {name.replace("_", "-"): text for name, text in headers.items()}

    def notices(self) -> list[dict[str, Any]]:
        return [each.notice for each in self.received]

    def take(self, path: str, headers: Any, body: bytes) -> tuple[int | str, dict[str, str]]:
        """How to answer a request. What is accepted is among `received` from here on."""
        with self._lock:
            self.asked.append(self.origin + path)
        device = self._devices.get(path)
        if device is None:
            return 404, {}
        if device.answer in {"slow", "never", "cut"}:
            self._hold(str(device.answer))
            if device.answer != "slow":
                return "cut", {}
        elif int(device.answer) >= 300:
            return device.answer, device.headers
        status, found = self._opened(device, headers, body)
        if found is None:
            return status, {}
        with self._lock:
            self.received.append(found)
        return (201 if device.answer == "slow" else device.answer), device.headers

    def _hold(self, how: str) -> None:
        if how == "slow":
            self.hurry.wait(30)
        elif how == "never":
            self._ends.wait(30)

    def _opened(self, device: Device, headers: Any, body: bytes) -> tuple[int, Received | None]:
        claims = self._claims(str(headers.get("Authorization", "")))
        if isinstance(claims, str):
            self.refused.append(claims)
            return 403, None
        if not str(headers.get("TTL", "")).isdigit() or len(str(headers.get("Topic", ""))) > 32:
            return 400, None
        if headers.get("Content-Encoding") != "aes128gcm":
            return 415, None
        if len(body) > LARGEST:
            return 413, None
        payload = http_ece.decrypt(body, private_key=device.key, auth_secret=device.auth)
        return 201, Received(
            endpoint=device.subscription.endpoint,
            payload=payload,
            ttl=int(headers["TTL"]),
            urgency=headers.get("Urgency"),
            topic=headers.get("Topic"),
            claims=claims,
            authorization=headers["Authorization"],
        )

    def _claims(self, authorization: str) -> dict[str, Any] | str:
        """What the token says, or why it is not good (RFC 8292)."""
        scheme, _, rest = authorization.partition(" ")
        parts = dict(part.strip().partition("=")[::2] for part in rest.split(","))
        if scheme != "vapid" or not {"t", "k"} <= set(parts):
            return "no token"
        try:
            claims: dict[str, Any] = jwt.decode(parts["t"], parts["k"])
        except InvalidSignature:
            return "bad signature"
        left = int(claims["exp"]) - self.clock().timestamp()
        if claims["aud"] != self.origin:
            return "for another service"
        if not str(claims["sub"]).startswith(("mailto:", "https://")):
            return "no contact"
        return claims if 0 < left <= DAY else "not in its time"

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, service: PushService) -> None:
        self.service = service
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that give up are nothing to print about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        super().setup()
        with self.server.service._lock:
            self.server.service.connections += 1

    def do_POST(self) -> None:
        with self.server.service.counted():
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers = self.server.service.take(self.path, self.headers, body)
        if isinstance(status, str):
            self.close_connection = True
            return
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name, text)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base names it)
        """Quiet."""


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
