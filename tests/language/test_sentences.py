"""Every sentence the server can say exists in every language, with the same facts in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import api
import portal
from api.errors import BY_STATUS, TABLE
from api.field_errors import MESSAGES
from portal.errors import PortalError
from portal.language import DEFAULT, languages, sentences
from portal.participants.models import ParticipantStatus
from portal.schedule.models import TimeRequestStatus, VisitStatus

ROOTS = [Path(package.__file__ or "").parent for package in (portal, api)]
RAISED = {"SignInNeeded", "PortalError", "RuleBroken", "NotAllowed", "Conflict", "TooOften"}
ABOUT_A_THING = {"NotFound", "StaleEdit", "IllegalTransition"}
OTHERS = [language for language in languages() if language != DEFAULT]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for root in ROOTS:
        for path in sorted(root.rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def bases(node: ast.ClassDef) -> set[str]:
    return {base.id for base in node.bases if isinstance(base, ast.Name)}


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def calls_of(names: set[str]) -> Iterator[tuple[str, ast.Call]]:
    """Calls of these classes, and of their constructor from a subclass, with where they stand."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and bases(node) & names:
                inner = (n for n in ast.walk(node) if isinstance(n, ast.Call))
                for call in inner:
                    if isinstance(call.func, ast.Attribute) and call.func.attr == "__init__":
                        yield f"{path}:{call.lineno}", call
            if isinstance(node, ast.Call) and called(node) in names:
                yield f"{path}:{node.lineno}", node


def raised() -> dict[str, tuple[str, set[str]]]:
    """Where each error is raised: its code and the facts it carries."""
    found = {}
    for where, call in calls_of(RAISED):
        if not call.args or not isinstance(call.args[0], ast.Constant):
            continue
        facts = {word.arg for word in call.keywords if word.arg} - {"field"}
        if facts == {"seconds"}:
            facts |= {"minutes"}  # TooOften tells both
        found[where] = (str(call.args[0].value), facts)
    return found


def test_both_languages_are_there_and_english_comes_first() -> None:
    assert languages() == ("en", "es")


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_sentences(language: str) -> None:
    assert sorted(sentences(language)) == sorted(sentences(DEFAULT))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("key", sentences(DEFAULT))
def test_a_sentence_names_the_same_facts_in_every_language(language: str, key: str) -> None:
    assert placeholders(sentences(language)[key]) == placeholders(sentences(DEFAULT)[key])


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_was_left_in_english(language: str) -> None:
    same = {
        key
        for key, text in sentences(language).items()
        if text == sentences(DEFAULT)[key] and len(text.split()) > 1
    }
    assert same == set()


@pytest.mark.parametrize("language", languages())
def test_no_sentence_is_empty_or_has_space_around_it(language: str) -> None:
    for key, text in sentences(language).items():
        assert text.strip(), key
        if not (key.startswith("mail.") and key.endswith("_body")):
            assert text == text.strip(), key


def test_every_error_that_the_code_raises_has_its_sentence_and_its_facts() -> None:
    known = sentences(DEFAULT)
    everywhere = raised()
    assert len(everywhere) > 40
    for where, (code, facts) in everywhere.items():
        key = f"error.{code}"
        assert key in known, f"{where} raises {code}, for which en.toml has no sentence"
        missing = placeholders(known[key]) - facts
        assert not missing, f"{where} raises {code} without {missing}"


def test_no_sentence_about_an_error_is_left_over() -> None:
    codes = {code for code, _ in raised().values()}
    codes |= set(BY_STATUS.values()) | {"failed", "not_found", "stale", "illegal_transition"}
    said = {key.partition(".")[2] for key in sentences(DEFAULT) if key.startswith("error.")}
    assert said - codes == set()


def test_every_thing_that_an_error_is_about_has_a_name() -> None:
    for where, call in calls_of(ABOUT_A_THING):
        ours = not where.startswith(str(ROOTS[1] / "frontend.py"))  # werkzeug's NotFound
        if ours and call.args and isinstance(call.args[0], ast.Constant):
            assert f"thing.{call.args[0].value}" in sentences(DEFAULT), where


def test_every_status_has_a_name() -> None:
    for status in (*VisitStatus, *ParticipantStatus, *TimeRequestStatus):
        assert f"status.{status}" in sentences(DEFAULT), status


def test_every_title_and_every_field_message_exists() -> None:
    for key in {title for _, _, title in TABLE} | set(BY_STATUS.values()) | {"failed"}:
        assert f"title.{key}" in sentences(DEFAULT)
    for _, key in MESSAGES:
        if key != "time_zone":  # that one is a whole error
            assert f"field.{key}" in sentences(DEFAULT)


def test_every_sentence_that_the_code_names_exists() -> None:
    for path, tree in trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and called(node) == "say"):
                continue
            if isinstance(node.args[0], ast.Constant):
                assert node.args[0].value in sentences(DEFAULT), f"{path.name}:{node.lineno}"


def test_calendar_and_mail_hold_no_sentence_that_is_never_said() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8") for root in ROOTS for path in root.rglob("*.py")
    )
    for key in sentences(DEFAULT):
        if key.startswith(("calendar.", "mail.")):
            assert f'"{key}"' in text, key


def test_every_kind_of_error_is_in_the_table_before_the_kinds_it_belongs_to() -> None:
    kinds = [kind for kind, _, _ in TABLE]
    for earlier, kind in enumerate(kinds):
        for later in kinds[earlier + 1 :]:
            assert not issubclass(later, kind), f"{later.__name__} is hidden by {kind.__name__}"

    def below(kind: type[PortalError]) -> Iterator[type[PortalError]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    for kind in below(PortalError):
        assert any(issubclass(kind, known) for known in kinds), kind
