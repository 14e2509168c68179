"""`python -m tests.faults [--only NAME]`: real servers under harm. A wrong result ends with 1."""

from __future__ import annotations

import argparse
import sys

from tests.bench.report import NoSuchGroup, chosen, run
from tests.faults import abuse, claims, kill, load, reminders, reports

RUNS = {
    "kill": kill.figures,
    "load": load.figures,
    "abuse": abuse.figures,
    "reports": reports.figures,
    "claims": claims.figures,
    "reminders": reminders.figures,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--only", metavar="NAME", help=f"one of: {', '.join(RUNS)}")
    try:
        runs = chosen(RUNS, parser.parse_args().only)
    except NoSuchGroup as error:
        sys.exit(str(error))
    wrong = [figure.name for figure in run(runs, kind="faults") if not figure.ok]
    if wrong:
        sys.exit(f"Wrong: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
