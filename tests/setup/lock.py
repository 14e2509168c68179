"""Write the lock files anew. Run it with the environment's Python, through `make lock`.

What is pinned in pyproject.toml and in package.json stays; what those packages need in turn
moves to its newest fitting version with LOCK_UPGRADE=1, and otherwise only where it must.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = Path(sys.executable).parent
OLDEST_PYTHON = "3.11"

PYTHON_LOCKS = {
    "requirements.lock": ("pyproject.toml",),
    "requirements-build.lock": ("--group", "build"),
    "requirements-dev.lock": ("pyproject.toml", "--group", "dev"),
}
NPM_FOLDERS = ("frontend", "tests/bench/lighthouse")


def run(*command: str | Path) -> None:
    """Run a command in the repository; end with its code when it fails."""
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def lock_python(name: str, sources: tuple[str, ...], *, upgrade: bool) -> None:
    """Write one requirements lock for every platform, with hashes and without addresses."""
    options = ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes", "--quiet"]
    options += ["--no-emit-index-url", "--no-emit-find-links"]
    options += ["--custom-compile-command", "make lock", "--output-file", name]
    options += ["--upgrade"] if upgrade else []
    run(COMMANDS / "uv", "pip", "compile", *sources, *options)


def lock_npm(folder: str, *, upgrade: bool) -> None:
    """Write one package-lock and prove that it can be installed from."""
    npm = (COMMANDS / "npm", "--prefix", folder)
    run(*npm, "update" if upgrade else "install", "--package-lock-only", "--loglevel", "error")
    run(*npm, "ci", "--loglevel", "error")


def main() -> None:
    """Write all of them."""
    upgrade = os.environ.get("LOCK_UPGRADE") == "1"
    for name, sources in PYTHON_LOCKS.items():
        lock_python(name, sources, upgrade=upgrade)
    for folder in NPM_FOLDERS:
        lock_npm(folder, upgrade=upgrade)
    print("Lock files written. Look at the difference, then run `make lint` and `make test`.")


if __name__ == "__main__":
    main()
