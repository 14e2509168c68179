"""How long whoever failed has to wait. Pure: numbers in, a time out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from portal.limits.models import Kind, Scope

WINDOW = timedelta(days=1)
"""Failures are counted for a day from the first."""

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)

TELL_AFTER = 10
"""So many failures at one account within the window, and the person is told, once a window."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The failure number `free` is the first that costs a wait; each further one doubles it."""

    free: int

    def wait(self, failures: int) -> timedelta:
        """The wait after so many failures: never less for more of them, an hour at most."""
        over = failures - self.free
        if over < 0:
            return timedelta(0)
        return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(over, 10)))


RULES = {
    # Typing slips of one person: about 30 tries a day are left to a machine.
    Scope.PAIR: Rule(5),
    # A clinic's network has many people on new devices; a list of stolen passwords has thousands.
    Scope.CLIENT: Rule(50),
    # NIST SP 800-63B-4, 3.2.2: no more than 100 in a row at one account.
    Scope.ACCOUNT: Rule(25),
}

NEVER_STOPPED_BY_OTHERS = frozenset({Kind.EMAIL_CODE, Kind.STEP_UP})
"""What many clients fail at, she can still do: each of these codes belongs to whoever asked for it,
so that their tries bring nobody nearer to hers."""


def wait(scope: Scope, kind: Kind, failures: int) -> timedelta:
    """The wait that this counter asks for."""
    if scope is Scope.ACCOUNT and kind in NEVER_STOPPED_BY_OTHERS:
        return timedelta(0)
    return RULES[scope].wait(failures)
