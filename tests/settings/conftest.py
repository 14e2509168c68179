"""The `portal` command as a person types it, in this process and as one of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import structlog

from api.cli import main


class Said(NamedTuple):
    """How a command ended: its exit code and its words."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No setting but the data folder; the test may set more."""
    for name in [name for name in os.environ if name.startswith("PORTAL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path / "data"))
    return monkeypatch


@pytest.fixture
def portal_command(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Command]:
    """Call `portal` with these words. What it does not expect comes out as an error here."""
    before = structlog.get_config()

    def call(*words: str | Path) -> Said:
        environment.setattr("sys.argv", ["portal", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        return Said(code if isinstance(code, int) else int(bool(code)), *capsys.readouterr())

    yield call
    structlog.configure(**before)
