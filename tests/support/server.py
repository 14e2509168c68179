"""The portal as a process of its own, started, stopped and killed as on an operator's machine."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

START_SECONDS = 60
PORTAL = Path(sys.executable).parent / "portal"


class ServerFailed(RuntimeError):
    """The server did not start, or did not stop; the message holds its own words."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`portal serve` or `portal demo` with settings of its own, on a free loopback port.

    `settings` are named without their prefix ("secret_key"). Nothing of this process's own
    PORTAL_ environment is handed on. The same server can be started again after its end.
    """

    def __init__(self, command: str, folder: Path, settings: Mapping[str, str]) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / f"{command}.log"
        self._command = command
        self._environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith("PORTAL_")},
            "PORTAL_PORT": str(self.port),
            "PORTAL_BASE_URL": self.address,
            "PORTAL_DATA_DIR": str(folder / "data"),
            **{f"PORTAL_{name.upper()}": text for name, text in settings.items()},
        }
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self.running:
            self.stop()

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start and wait until it is ready. Raises ServerFailed."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [PORTAL, self._command],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.running:
            if self.alive("/readyz"):
                return
            time.sleep(0.05)
        self.kill()
        raise ServerFailed(f"portal {self._command} did not start:\n{self._last_words()}")

    def alive(self, path: str = "/healthz") -> bool:
        """Whether it answers there."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        """End it as an operator does, with SIGTERM."""
        process = self._started()
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
            raise ServerFailed(f"it did not stop:\n{self._last_words()}") from None

    def kill(self) -> None:
        """End all its processes at once with SIGKILL, in the middle of whatever they do."""
        process = self._started()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def resident_bytes(self) -> int:
        """The memory of all its processes (Linux only, elsewhere 0)."""
        pages = 0
        for status in Path("/proc").glob("[0-9]*"):
            try:
                fields = (status / "stat").read_text().rpartition(")")[2].split()
                if int(fields[2]) == self._started().pid:  # the process group
                    pages += int((status / "statm").read_text().split()[1])
            except (OSError, IndexError):
                continue
        return pages * os.sysconf("SC_PAGE_SIZE")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise ServerFailed("it was never started")
        return self._process

    def _last_words(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-4000:]
