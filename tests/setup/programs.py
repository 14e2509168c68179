"""Where the programs that the tests drive lie on this machine."""

import os
import shutil
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_QUIET = (
    "--headless=new",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)
CHROMIUM_ON_MACOS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
POSTGRES_ROOTS = (Path("/usr/lib/postgresql"), Path("/opt/homebrew/opt"), Path("/usr/local/opt"))


def find_chromium() -> Path | None:
    """The browser's program: the one that CHROMIUM names, or else the first that is found."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return Path(chosen) if Path(chosen).exists() else None
    for name in CHROMIUM_NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((path for path in CHROMIUM_ON_MACOS if path.exists()), None)


def chromium_flags() -> list[str]:
    """How the browser is started: unseen, asking nothing of the network, and as root too."""
    return [*CHROMIUM_QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def find_postgres() -> Path | None:
    """The folder that holds `initdb`, `pg_ctl` and `postgres`: the newest release, or the path's."""
    folders = [folder for root in POSTGRES_ROOTS for folder in root.glob("*/bin")]
    complete = [folder for folder in folders if (folder / "initdb").exists()]
    if complete:
        return max(complete, key=release)
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def find_pdfsig() -> Path | None:
    """Poppler's checker of signed PDFs: another program's word on our seals."""
    found = shutil.which("pdfsig")
    return Path(found) if found else None


def release(folder: Path) -> tuple[int, ...]:
    """The release in a path such as /usr/lib/postgresql/17/bin, for sorting."""
    digits = "".join(sign if sign.isdigit() else " " for sign in folder.parent.name)
    return tuple(int(number) for number in digits.split())
