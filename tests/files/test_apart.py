"""Looking at a file in a process of its own: its answer is not believed, its end is no trouble."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from portal.errors import RuleBroken
from portal.files import apart, wire
from portal.files.apart import answer_of, examine_apart
from portal.files.check import Kind, examine
from portal.files.kinds import JPEG, PDF, PNG, Found
from tests.files import samples

SMALL = b"\xff\xd8\xff small"
PICTURE = Found(JPEG, b"\xff\xd8\xff picture", SMALL, (), 1, "0f" * 32)
DOCUMENT = Found(PDF, None, SMALL, (SMALL, SMALL), 3, None)


def program(text: str) -> tuple[str, ...]:
    return (sys.executable, "-I", "-c", text)


def look(data: bytes, **how: Any) -> Any:
    return examine_apart(data, name="r", largest=15_000_000, **how)


def refusal(data: bytes) -> RuleBroken:
    with pytest.raises(RuleBroken) as error:
        look(data, field="file", kind=Kind.RECEIPT)
    return error.value


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "data",
    [samples.phone_photo(), samples.photo("PNG"), samples.photo("HEIF"), samples.pdf(3)],
    ids=["JPEG", "PNG", "HEIC", "PDF"],
)
def test_it_finds_what_looking_here_finds(data: bytes, kind: Kind) -> None:
    assert look(data, kind=kind) == examine(data, name="r", largest=15_000_000, kind=kind)


def test_a_refusal_says_the_same_as_here() -> None:
    error = refusal(samples.pdf(11))
    assert (error.code, error.field, error.facts) == ("file_pages", "file", {"most": 10})


SAYS = "import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({!r})"


@pytest.mark.parametrize(
    "text",
    [
        "import os; os.abort()",
        "import os; os.kill(os.getpid(), 9)",
        "import sys; sys.exit(1)",
        "raise MemoryError",
        "pass",
        SAYS.format(b""),
        SAYS.format(b"\0" * 8),
        SAYS.format(b"\0" * 7 + b"\x02{}"),
        SAYS.format(wire.tell(PICTURE)[:-1]),
        SAYS.format(wire.tell(PICTURE) + b"\0"),
        SAYS.format(wire.tell(PICTURE)) + "; sys.stdout.flush(); import os; os.abort()",
        SAYS.format(wire.tell(DOCUMENT)),
        SAYS.format(wire.tell_refusal(RuleBroken("not_yours"))),
        "print('Traceback (most recent call last):')",
    ],
)
def test_a_process_that_fails_or_says_nonsense_means_a_broken_file(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "COMMAND", program(text))
    assert refusal(samples.photo()).code == "file_broken"


@pytest.mark.parametrize(
    "text",
    [
        "import time; time.sleep(60)",
        "import sys, time; sys.stdin.buffer.read(); time.sleep(60)",
        "import os, time; os.close(1); time.sleep(60)",
        "import sys; sys.stdin.buffer.read()\nwhile True: pass",
    ],
    ids=["reads nothing", "says nothing", "says that it has said all", "works without end"],
)
def test_a_process_that_does_not_answer_is_ended(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "COMMAND", program(text))
    monkeypatch.setattr(apart, "LONGEST_WAIT", 0.5)
    began = time.monotonic()
    assert refusal(samples.photo() + b"\0" * 5_000_000).code == "file_broken"
    assert time.monotonic() - began < 10


def test_a_process_that_speaks_without_end_is_not_listened_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "LARGEST_ANSWER", 1_000_000)
    text = "import sys\nwhile True: sys.stdout.buffer.write(b'x' * 100000)"
    assert answer_of(program(text), b"")[0] < 0


def test_a_process_that_does_not_listen_is_heard_all_the_same() -> None:
    assert answer_of(program("print('no', end='')"), b"\0" * 5_000_000) == (0, b"no")


def test_how_a_process_ended_is_logged_and_nothing_of_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that whoever runs the portal sees a wrong installation, or an attack."""
    monkeypatch.setattr(apart, "COMMAND", program("import os; os.abort()"))
    with capture_logs() as logged:
        refusal(samples.photo())
    size = len(samples.photo())
    said = {"event": "file not looked at", "log_level": "warning"}
    assert logged == [said | {"ended": -6, "begins": JPEG, "bytes": size}]


def test_a_limit_that_is_lower_already_stays() -> None:
    text = (
        "import resource as r; from portal.files import child\n"
        "r.setrlimit(r.RLIMIT_AS, (150_000_000,) * 2)\n"
        f"child.bound({PDF!r})\n"
        "print(r.getrlimit(r.RLIMIT_AS)[0])"
    )
    assert answer_of(program(text), b"") == (0, b"150000000\n")


def test_nothing_is_left_of_a_process_that_was_ended() -> None:
    """No process that nobody waited for, no open file."""
    before = (_children(), _open_files())
    for text in ("import os; os.abort()", "pass", "import sys; sys.stdin.read(); print(1)"):
        answer_of(program(text), b"\0" * 1_000_000)
    assert (_children(), _open_files()) == before


def _children() -> set[str]:
    threads = Path("/proc/self/task").iterdir()
    return {child for thread in threads for child in (thread / "children").read_text().split()}


def _open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_it_inherits_nothing_that_is_worth_having(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", "s" * 40)
    with Path(__file__).open("rb") as open_here:
        os.set_inheritable(open_here.fileno(), True)
        text = "import os; print(sorted(os.environ), [n for n in range(3, 99) if _is(n)])"
        is_open = "import os\ndef _is(n):\n try: os.fstat(n); return True\n except OSError: return False\n"
        said = answer_of(program(is_open + text), b"")[1].decode()
    assert "PORTAL" not in said
    assert said.endswith("[]\n")


def test_its_memory_and_time_are_bounded_before_it_reads() -> None:
    """And it writes no file, and leaves no image of its memory behind."""
    text = (
        "import json, resource as r, signal; from portal.files import child\n"
        f"child.bound({JPEG!r})\n"
        "kinds = ('AS', 'CPU', 'CORE', 'FSIZE')\n"
        "print(json.dumps([*(r.getrlimit(getattr(r, 'RLIMIT_' + k)) for k in kinds),"
        "signal.getitimer(signal.ITIMER_PROF)[0]]))"
    )
    space, seconds, core, size, work = json.loads(answer_of(program(text), b"")[1])
    assert space == [200_000_000] * 2
    assert seconds == [2, 2]
    assert core == size == [0, 0]
    assert 1 < work < 2


def test_a_server_that_looks_at_files_apart_loads_no_decoder() -> None:
    text = (
        "import sys; from portal.files import apart, service, look\n"
        "print([name for name in ('PIL', 'pillow_heif', 'pypdf', 'pypdfium2', '_pillow_heif')"
        " if name in sys.modules])"
    )
    ran = subprocess.run(program(text), capture_output=True, check=True)
    assert ran.stdout == b"[]\n"


# the answer


@pytest.mark.parametrize(("found", "begins"), [(PICTURE, JPEG), (DOCUMENT, PDF)])
def test_what_is_told_is_understood(found: Found, begins: str) -> None:
    assert wire.understand(wire.tell(found), begins, Kind.RECEIPT) == found


@pytest.mark.parametrize(
    ("found", "begins", "kind"),
    [
        (PICTURE._replace(media_type="text/html"), JPEG, Kind.RECEIPT),
        (PICTURE._replace(data=b"<html>"), JPEG, Kind.RECEIPT),
        (PICTURE._replace(media_type=PNG), JPEG, Kind.RECEIPT),
        (PICTURE._replace(data=None), JPEG, Kind.RECEIPT),
        (PICTURE._replace(thumbnail=b"<html>"), JPEG, Kind.RECEIPT),
        (PICTURE._replace(thumbnail=None), JPEG, Kind.RECEIPT),
        (PICTURE._replace(look="x" * 64), JPEG, Kind.RECEIPT),
        (PICTURE._replace(look="0" * 63), JPEG, Kind.RECEIPT),
        (PICTURE._replace(pages=(SMALL,)), JPEG, Kind.RECEIPT),
        (PICTURE._replace(page_count=2), JPEG, Kind.RECEIPT),
        (PICTURE, JPEG, Kind.SCAN),
        (PICTURE, PDF, Kind.RECEIPT),
        (DOCUMENT, JPEG, Kind.RECEIPT),
        (DOCUMENT, PDF, Kind.SCAN),
        (DOCUMENT._replace(data=b"%PDF-other"), PDF, Kind.RECEIPT),
        (DOCUMENT._replace(pages=()), PDF, Kind.RECEIPT),
        (DOCUMENT._replace(pages=(SMALL,) * 4), PDF, Kind.RECEIPT),
        (DOCUMENT._replace(pages=(SMALL, b"<html>")), PDF, Kind.RECEIPT),
        (DOCUMENT._replace(page_count=11), PDF, Kind.RECEIPT),
        (DOCUMENT._replace(page_count=True), PDF, Kind.RECEIPT),
        (DOCUMENT._replace(page_count="3"), PDF, Kind.RECEIPT),
    ],
)
def test_an_answer_that_cannot_be_is_no_answer(found: Found, begins: str, kind: Kind) -> None:
    with pytest.raises(wire.NoSense):
        wire.understand(wire.tell(found), begins, kind)


@given(st.binary(max_size=200))
def test_noise_is_no_answer(noise: bytes) -> None:
    for answer in (noise, wire.tell(PICTURE)[: len(noise)] + noise):
        with pytest.raises(wire.NoSense):
            wire.understand(answer, JPEG, Kind.RECEIPT)
