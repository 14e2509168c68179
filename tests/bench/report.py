"""Run groups of figures: print each as it comes, and keep all of them as JSON."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.figures import HEADINGS, Figure, columns

RESULTS = Path(__file__).resolve().parents[2] / "bench-results"

Group = Callable[[], Iterable[Figure]]
"""A group measures, and yields its figures as soon as it has them."""


class NoSuchGroup(Exception):
    """The message says which there are."""


def chosen(groups: Mapping[str, Group], only: str | None) -> Mapping[str, Group]:
    """All groups, or the one named. Raises NoSuchGroup."""
    if not only:
        return groups
    if only not in groups:
        raise NoSuchGroup(f"There is no group {only!r}. There is: {', '.join(groups)}.")
    return {only: groups[only]}


def run(groups: Mapping[str, Group], *, kind: str) -> list[Figure]:
    """Measure and print. `kind` names the JSON file: bench or faults."""
    print(f"# {columns(HEADINGS)}", flush=True)
    figures: list[Figure] = []
    for group in groups.values():
        for figure in group():
            print(f"  {figure.line()}", flush=True)
            figures.append(figure)
    print(f"# also in {_keep(kind, list(groups), figures)}", flush=True)
    return figures


def note(text: str) -> None:
    """A line that is not a figure: how it was measured, or why it was left out."""
    print(f"# {text}", flush=True)


def _keep(kind: str, groups: list[str], figures: list[Figure]) -> Path:
    now = datetime.now(UTC)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{kind}-{now:%Y%m%d-%H%M%S}.json"
    content = {
        "at": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "python": platform.python_version(),
        "machine": platform.machine(),
        "groups": groups,
        "figures": [figure.as_json() for figure in figures],
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return path.relative_to(RESULTS.parent)
