"""Check that the lock files hold no address and pin every package by its hash.

An address in a lock file ties everyone who installs to the registry of whoever wrote it.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON_LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")
NPM_LOCKS = ("frontend/package-lock.json", "tests/bench/lighthouse/package-lock.json")
REMEDY = "Run `make lock`, and commit what it writes."


def python_faults(text: str) -> Iterator[str]:
    """Faults of a requirements lock: an address or option in it, a package without a hash."""
    for number, line in enumerate(text.splitlines(), start=1):
        if "://" in line or (line.startswith("-") and "--hash=" not in line):
            yield f"line {number} holds an address or an option of pip: {line.strip()}"
        elif "==" in line and not line.startswith((" ", "#")) and not line.endswith("\\"):
            yield f"line {number} pins a package without a hash: {line.strip()}"


def npm_faults(text: str) -> Iterator[str]:
    """Faults of a package-lock: where a package came from, a package without a hash."""
    for name, package in json.loads(text)["packages"].items():
        if "resolved" in package:
            yield f"{name} says where it was downloaded from"
        if name and not package.get("link") and "integrity" not in package:
            yield f"{name} has no hash"


def main() -> None:
    """Print each fault; end with 1 when there is one."""
    faults = []
    for kind, names in ((python_faults, PYTHON_LOCKS), (npm_faults, NPM_LOCKS)):
        for name in names:
            text = (ROOT / name).read_text(encoding="utf-8")
            faults += [f"{name}: {fault}" for fault in kind(text)]
    if faults:
        sys.exit("\n".join([*faults, REMEDY]))
    print("Lock files: no address, every package with its hash.")


if __name__ == "__main__":
    main()
