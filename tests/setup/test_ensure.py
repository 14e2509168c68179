"""A missing program that the tests drive is installed, or named, or an error: never passed over."""

from pathlib import Path

import pytest

from tests.setup import ensure
from tests.setup.programs import find_chromium, release


@pytest.fixture
def without_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    monkeypatch.setattr(ensure, "find_postgres", lambda: Path("/somewhere/bin"))
    monkeypatch.setattr(ensure, "find_pdfsig", lambda: Path("/somewhere/pdfsig"))
    monkeypatch.setattr(ensure, "can_install", lambda: False)


@pytest.mark.usefixtures("without_chromium")
def test_on_ci_a_missing_browser_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="error"):
        ensure.main()


@pytest.mark.usefixtures("without_chromium")
def test_a_person_reads_the_command_that_installs_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    ensure.main()
    said = capsys.readouterr().out
    assert "apt-get install chromium" in said
    assert "PostgreSQL" not in said
    assert "poppler" not in said


@pytest.mark.usefixtures("without_chromium")
def test_what_can_be_installed_is_installed_and_then_looked_for_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "chromium"
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("CHROMIUM", str(program))
    monkeypatch.setattr(ensure, "can_install", lambda: True)
    monkeypatch.setattr(ensure, "install", lambda _missing: program.touch())
    ensure.main()
    assert find_chromium() == program


def test_the_newest_release_of_the_server_is_chosen() -> None:
    folders = [Path(f"/usr/lib/postgresql/{number}/bin") for number in ("9.6", "17", "15")]
    assert max(folders, key=release).parent.name == "17"
