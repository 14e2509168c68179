"""A real `portal` process: started, spoken to over HTTP, stopped as an operator stops it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PORTAL = Path(sys.executable).with_name("portal")
START_SECONDS = 60


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Running:
    """A server at `port`; `cookie` is what this visitor carries."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    cookie: str = field(default="")

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"X-Portal-Request": "1", "Content-Type": "application/json", **headers}
        if self.cookie:
            sent["Cookie"] = self.cookie
        text = None if body is None else json.dumps(body)
        connection.request(method, path, text, sent)
        answer = connection.getresponse()
        result = Answer(answer.status, answer.headers, answer.read())
        connection.close()
        if result.headers["Set-Cookie"]:
            self.cookie = result.headers["Set-Cookie"].partition(";")[0]
        return result

    def get(self, path: str, **headers: str) -> Answer:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        return self.call("POST", path, body, **headers)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment(**settings: str) -> dict[str, str]:
    """This process's environment with no setting of the portal but these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return kept | {f"PORTAL_{name.upper()}": value for name, value in settings.items()}


@contextmanager
def running(command: str, folder: Path, **settings: str) -> Iterator[Running]:
    """Start `portal <command>`, wait until it answers, and stop it as systemd would."""
    port, log = free_port(), folder / f"{command}.log"
    environment = clean_environment(port=str(port), **settings)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [PORTAL, command], cwd=folder, env=environment, stdout=out, stderr=out
        )
    server = Running(process, port, log)
    try:
        _wait_for(server)
        yield server
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0, server.said()
    finally:
        process.kill()
        process.wait()


def _wait_for(server: Running) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert server.process.poll() is None, server.said()
        try:
            if server.get("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer in {START_SECONDS} s: {server.said()}")
