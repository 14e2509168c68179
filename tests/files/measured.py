"""Runs a program and notes what it took: `measured.py REPORT PROGRAM ARGUMENTS...`.

Its own process, and a small one: the peak of a process counts from before it became the program.
"""

import json
import os
import sys
import time
from pathlib import Path


def main() -> None:
    """Write the report; end as the program ended."""
    report, *command = sys.argv[1:]
    began = time.monotonic()
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    taken = {
        "peak_bytes": usage.ru_maxrss * 1024,
        "work_seconds": usage.ru_utime + usage.ru_stime,
        "seconds": time.monotonic() - began,
        "status": status,
    }
    Path(report).write_text(json.dumps(taken), encoding="utf-8")
    sys.exit(os.waitstatus_to_exitcode(status) != 0)


if __name__ == "__main__":
    main()
