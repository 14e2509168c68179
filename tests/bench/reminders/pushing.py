"""What a push costs the process that sends it."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

import pywebpush
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from portal.outcome import Outcome
from portal.reminders.push.keys import VapidHeaders, VapidKeys
from portal.reminders.push.payload import declarative
from portal.reminders.push.pushes import Push
from portal.reminders.push.sender import IN_FLIGHT, PushSender
from tests.bench.figures import Figure, Goal
from tests.bench.foundation.today import log_to_nowhere
from tests.bench.measure import compare
from tests.bench.report import note

ROUNDS = 15
EACH = 200
DEVICES = 1000
CONTACT = "mailto:portal@example.org"
TIMES = Goal(3.6, at_least=True, of_ratio=True)
NOTICE = declarative(
    title="Something waits for you",
    body="Your study team has news for you. Open the portal to see it.",
    lang="en",
    tag="message",
    navigate="https://portal.example.org/messages",
    badge=1,
    token=base64.urlsafe_b64encode(bytes(24)).decode(),
)


def figures() -> Iterator[Figure]:
    log_to_nowhere()
    note(
        f"reminders.push: sends a second of this process's CPU time, to a sink in another process, "
        f"{DEVICES} devices in turn, {IN_FLIGHT} at once; reference: pywebpush.webpush() in a loop "
        f"with the same key file, devices and notice, in turn, median of {ROUNDS} rounds of {EACH}"
    )
    with sink() as origin, tempfile.TemporaryDirectory() as folder:
        yield _push(origin, Path(folder) / "vapid.pem")


def _push(origin: str, key: Path) -> Figure:
    VapidKeys.make(key)
    pushes = [device(f"{origin}/push/{number}") for number in range(DEVICES)]
    headers = VapidHeaders(VapidKeys.read(key), CONTACT)
    ours, plain = cycle(pushes), cycle(pushes)
    sender = PushSender(headers, [origin])

    def measured() -> None:
        results = sender.send(list(islice(ours, EACH)))
        if any(each.outcome is not Outcome.ACCEPTED for each in results):
            raise RuntimeError("a push was not accepted")

    def reference() -> None:
        for push in islice(plain, EACH):
            pywebpush.webpush(
                {
                    "endpoint": push.endpoint,
                    "keys": {"p256dh": push.p256dh, "auth": push.auth},
                },
                push.payload,
                vapid_private_key=str(key),
                vapid_claims={"sub": CONTACT},
                ttl=push.ttl,
                headers={"Urgency": push.urgency.value},
                timeout=15,
            )

    cost = compare(measured, reference, rounds=ROUNDS, calls=1)
    sender.close()
    return Figure(
        name="reminders.push",
        value=EACH * 1000 / cost.measured,
        unit="sends/s of CPU",
        reference=EACH * 1000 / cost.reference,
        goal=TIMES,
        rounds=cost.rounds,
    )


def device(endpoint: str) -> Push:
    """A notice to a new browser, with keys of its own."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    p256dh, auth = (
        base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (point, os.urandom(16))
    )
    return Push(endpoint=endpoint, p256dh=p256dh, auth=auth, payload=NOTICE, ttl=3600)


@contextmanager
def sink() -> Iterator[str]:
    """A push service that takes everything, in a process of its own. Its origin."""
    command = [sys.executable, "-m", "tests.bench.reminders.sink"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the sink has no pipes")
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.stdin.close()
