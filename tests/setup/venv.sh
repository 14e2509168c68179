#!/bin/sh
# Makes the virtual environment FOLDER with the newest fitting Python of this machine.
# Usage: venv.sh FOLDER. Set PYTHON to choose a Python.
set -eu
folder=$1

fits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if fits "$candidate"; then
        python=$candidate
        break
    fi
done

if [ -z "${python:-}" ]; then
    echo "The portal needs Python 3.11 or newer, and none was found${PYTHON:+ at $PYTHON}." >&2
    echo "Install it, for example with: apt-get install python3 python3-venv (Debian, Ubuntu)" >&2
    echo "or: brew install python (macOS). Then run make again." >&2
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "Python $version is here, but not the part that makes virtual environments." >&2
    echo "Install it with: apt-get install python$version-venv   Then run make again." >&2
    exit 1
fi

"$python" -m venv --clear "$folder"
