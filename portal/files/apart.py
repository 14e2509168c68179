"""Looking at a file in a process of its own, which a file that means harm may have.

Its decoders crash there, not in the server; its memory and time are bounded there. The server
loads no decoder at all. Do this while no transaction is open: on SQLite everybody else would wait.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading

import structlog

from portal.errors import RuleBroken
from portal.files import wire
from portal.files.check import Checked, examine_by
from portal.files.kinds import Found, Kind

log = structlog.get_logger("portal.files")

COMMAND = (sys.executable, "-I", "-m", "portal.files.child")
ENVIRONMENT = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "1000000"}
"""All that the process inherits: memory that is let go of goes back to the system at once."""
LONGEST_WAIT = 10.0
"""Seconds until a process that does not answer is ended.

It ends by itself after two of work (SECONDS there); on a busy machine those take longer.
"""
LARGEST_ANSWER = 40_000_000
AT_ONCE = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))
"""As many look at files at once as there are processors: more would only be slower and larger."""


def examine_apart(
    data: bytes, *, name: str, largest: int, field: str = "scan", kind: Kind = Kind.SCAN
) -> Checked:
    """As :func:`portal.files.check.examine`, without trust in the decoders.

    A process that crashes, takes too long or answers nonsense means RuleBroken("file_broken").
    """
    return examine_by(_ask, data, name=name, largest=largest, field=field, kind=kind)


def _ask(data: bytes, begins: str, kind: Kind) -> Found:
    ended, answer = answer_of((*COMMAND, kind.value, begins), data)
    try:
        return wire.understand(answer if ended == 0 else b"", begins, kind)
    except wire.NoSense:
        log.warning("file not looked at", ended=ended, begins=begins, bytes=len(data))
        raise RuleBroken("file_broken") from None


def answer_of(command: tuple[str, ...], data: bytes) -> tuple[int, bytes]:
    """How a process ended (below 0: by that signal), and what it said to `data`.

    One that is too slow or says too much is ended.
    """
    with (
        AT_ONCE,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
        ) as process,
    ):
        watch = threading.Timer(LONGEST_WAIT, process.kill)
        watch.start()
        try:
            answer = _said(process, data)
        finally:
            watch.cancel()
            process.kill()
    return process.returncode, answer


def _said(process: subprocess.Popen[bytes], data: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise ValueError("a process with pipes")
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(data)
        process.stdin.close()
    answer = process.stdout.read(LARGEST_ANSWER)
    if len(answer) == LARGEST_ANSWER:
        process.kill()
    process.wait()
    return answer
