"""Write the app's TypeScript types from the API's own description, or check that they fit it.

Usage: api_types.py [--check] FILE. Run it with the environment's Python.
"""

import argparse
import difflib
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = Path(sys.executable).parent
GENERATOR = ROOT / "frontend" / "node_modules" / "openapi-typescript" / "bin" / "cli.js"
SHOWN_LINES = 20


def output_of(*command: str | Path) -> str:
    """What a command prints; ends the program when it fails, its own words left on the screen."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout


def generate() -> str:
    """The types, from the description that `portal openapi` prints."""
    description = output_of(COMMANDS / "portal", "openapi")
    with tempfile.TemporaryDirectory() as folder:
        openapi, types = Path(folder, "openapi.json"), Path(folder, "schema.d.ts")
        openapi.write_text(description, encoding="utf-8")
        options = ("--root-types", "--root-types-no-schema-prefix", "--default-non-nullable=false")
        output_of(
            COMMANDS / "node", GENERATOR, openapi, *options, "--alphabetize", "--output", types
        )
        return types.read_text(encoding="utf-8")


def main() -> None:
    """Write FILE, or with --check compare it and end with 1 when it is out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("file", type=Path)
    wanted = parser.parse_args()
    new = generate()
    if not wanted.check:
        wanted.file.write_text(new, encoding="utf-8")
        return
    old = wanted.file.read_text(encoding="utf-8") if wanted.file.exists() else ""
    if old != new:
        lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=1, lineterm="")
        print("\n".join(islice(lines, 2, 2 + SHOWN_LINES)))
        sys.exit(f"{wanted.file} does not fit the API any more. Run `make types` and commit it.")
    print(f"{wanted.file}: fits the API.")


if __name__ == "__main__":
    main()
