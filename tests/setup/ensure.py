"""See that the programs that the tests drive are on this machine: browser, database, pdfsig.

As root on Debian or Ubuntu a missing one is installed. Anywhere else the command that installs
it is printed: with CI=true that is an error, for a person the tests that need it are left out.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

from tests.setup.programs import find_chromium, find_pdfsig, find_postgres


@dataclass(frozen=True)
class Need:
    """A program that the tests drive, and how it is installed."""

    name: str
    found: bool
    debian_package: str
    homebrew: str


def needs() -> list[Need]:
    """What the tests need, and whether it is here."""
    return [
        Need("Chromium", find_chromium() is not None, "chromium", "--cask chromium"),
        Need("PostgreSQL server", find_postgres() is not None, "postgresql", "postgresql@17"),
        Need("pdfsig", find_pdfsig() is not None, "poppler-utils", "poppler"),
    ]


def can_install() -> bool:
    """Whether this process may install Debian packages."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(missing: list[Need]) -> None:
    """Install Debian packages; what fails shows in the second look."""
    packages = [need.debian_package for need in missing]
    print(f"Installing {', '.join(packages)} with apt-get ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", "--quiet=2", *command], env=quiet, check=False, stdout=subprocess.DEVNULL
        )


def how_to_install(need: Need) -> str:
    """The command that installs it on this kind of machine."""
    if sys.platform == "darwin":
        return f"brew install {need.homebrew}"
    root = "" if os.geteuid() == 0 else "sudo "
    return f"{root}apt-get install {need.debian_package}"


def main() -> None:
    """Look, install where possible, look again; see the text at the top for how it ends."""
    missing = [need for need in needs() if not need.found]
    if missing and can_install():
        install(missing)
        missing = [need for need in needs() if not need.found]
    for need in missing:
        print(f"{need.name} is not on this machine. Install it: {how_to_install(need)}")
    if missing and os.environ.get("CI") == "true":
        sys.exit("With CI=true every test must run, so this is an error.")
    if missing:
        print("The tests that need it are left out this time.")


if __name__ == "__main__":
    main()
