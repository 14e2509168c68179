"""Lighthouse on one page, as a phone on a slow connection (its simulated throttling)."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.setup.programs import chromium_flags, find_chromium

NODE = Path(sys.executable).parent / "node"
PROGRAM = Path(__file__).parent / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices")
SECONDS = 180


class LighthouseFailed(RuntimeError):
    """Lighthouse gave no result; the message holds its own words."""


@dataclass(frozen=True)
class Report:
    """Scores from 0 to 100, the largest contentful paint in milliseconds, and what lost points."""

    performance: float
    accessibility: float
    best_practices: float
    largest_paint_ms: float
    failed: tuple[str, ...]


def lighthouse(url: str, *, headers: Mapping[str, str] | None = None) -> Report:
    """Look at a page, sending `headers` (a Cookie, for example) with each request.

    Raises LighthouseFailed.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "report.json")
        command: list[str | Path] = [NODE, PROGRAM, url, "--quiet", "--no-enable-error-reporting"]
        command += [
            "--output=json",
            f"--output-path={output}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={' '.join(chromium_flags())}",
            f"--extra-headers={json.dumps(dict(headers or {}))}",
        ]
        environment = {**os.environ, "CHROME_PATH": str(find_chromium())}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=SECONDS
        )
        if done.returncode:
            raise LighthouseFailed(done.stderr or done.stdout)
        return _read(json.loads(output.read_text(encoding="utf-8")))


def _read(report: dict[str, Any]) -> Report:
    if report.get("runtimeError"):
        raise LighthouseFailed(str(report["runtimeError"]))
    audits: dict[str, Any] = report["audits"]
    performance, accessibility, practices = (
        100 * float(report["categories"][name]["score"]) for name in CATEGORIES
    )
    return Report(
        performance=performance,
        accessibility=accessibility,
        best_practices=practices,
        largest_paint_ms=float(audits["largest-contentful-paint"]["numericValue"]),
        failed=tuple(sorted(name for name, audit in audits.items() if audit["score"] in {0, 0.5})),
    )
