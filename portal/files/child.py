"""The process that looks at one file: the file comes in, the answer goes out, and it ends.

Decoders are large programs in C, and who sends a file may know a fault in one. So this process
has nothing worth having: no database, no settings, no secrets in its environment; it may take
little memory and time, and write no file. Started by :mod:`portal.files.apart`, as
``python -I -m portal.files.child KIND MEDIA_TYPE``.
"""

from __future__ import annotations

import resource
import signal
import sys

from portal.errors import RuleBroken
from portal.files import wire
from portal.files.check import look_at
from portal.files.kinds import HEIF, PDF, Kind

SECONDS = 1.7
"""Of work, whatever the processor does meanwhile for others."""
MOST_SPACE = 200_000_000
"""Bytes of address space."""
UNTOUCHED = {HEIF: 30_000_000, PDF: 10_000_000}
"""Bytes of it that the libraries for a kind of file ask for and never use."""


def bound(begins: str) -> None:
    """From here on: so much time, memory, and no file, whatever the decoders do."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # its signal ends the process
    for kind, most in (
        (resource.RLIMIT_CPU, 2),
        (resource.RLIMIT_AS, MOST_SPACE + UNTOUCHED.get(begins, 0)),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, allowed = resource.getrlimit(kind)
        lower = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (lower, lower))


def main() -> None:
    """Answer for the file on standard input."""
    kind, begins = Kind(sys.argv[1]), sys.argv[2]
    bound(begins)
    data = sys.stdin.buffer.read()
    try:
        answer = wire.tell(look_at(data, begins, kind))
    except RuleBroken as error:
        answer = wire.tell_refusal(error)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
