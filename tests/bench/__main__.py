"""`python -m tests.bench [--only GROUP]`: print the figures. Short of a goal is no failure."""

from __future__ import annotations

import argparse
import sys
from itertools import chain

from tests.bench import (
    access,
    checkins,
    claims,
    consent,
    foundation,
    history,
    messages,
    reminders,
)
from tests.bench.report import NoSuchGroup, chosen, run

GROUPS = {
    "foundation": foundation.figures,
    "people": lambda: chain(history.figures(), access.figures()),
    "consent": consent.figures,
    "checkins": checkins.figures,
    "claims": claims.figures,
    "messages": messages.figures,
    "reminders": reminders.figures,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", metavar="GROUP", help=f"one of: {', '.join(GROUPS)}")
    try:
        groups = chosen(GROUPS, parser.parse_args().only)
    except NoSuchGroup as error:
        sys.exit(str(error))
    run(groups, kind="bench")


if __name__ == "__main__":
    main()
