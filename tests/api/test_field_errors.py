"""Every complaint about an input is a sentence of ours, in each language, at its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from marshmallow import Schema, fields, validate

from api.accounts import schemas as accounts
from api.audit import schemas as audit
from api.field_errors import MESSAGES, translate
from api.fields import Paging, Strict
from api.participants import schemas as participants
from api.schedule import schemas as schedule
from api.study import schemas as study
from tests.support.portal import Portal
from tests.support.problems import problem

MODULES = (accounts, audit, participants, schedule, study)
SAMPLES = {"choices": "a, b", "min": 1, "max": 9, "equal": 3, "obj_type": "date", "input": "x"}
# Said only when something is written, or by schemas of the portal that read nothing.
NEVER_READ = {"format", "invalid_awareness"}


def input_schemas() -> list[type[Schema]]:
    named = {name: value for module in MODULES for name, value in vars(module).items()}
    named["Paging"] = Paging
    return [
        value
        for value in named.values()
        if isinstance(value, type) and issubclass(value, Strict) and value is not Strict
    ]


def all_fields(schema: Schema) -> Iterator[fields.Field[Any]]:
    for field in schema.fields.values():
        yield from within(field)


def within(field: Any) -> Iterator[fields.Field[Any]]:
    yield field
    if isinstance(field, fields.List):
        yield from within(field.inner)
    elif isinstance(field, fields.Nested):
        yield from all_fields(field.schema)


def messages(field: fields.Field[Any]) -> Iterator[str]:
    for key, text in field.error_messages.items():
        if key not in NEVER_READ:
            yield text
    for validator in field.validators:
        if isinstance(validator, validate.Length):
            both = validator.min is not None and validator.max is not None
            yield (
                validator.message_all
                if both
                else (validator.message_min if validator.max is None else validator.message_max)
            )
        elif isinstance(validator, validate.Range):
            yield validator.message_all
        elif isinstance(validator, validate.OneOf | validate.Email):
            yield validator.error or validator.default_message  # type: ignore[attr-defined]
        else:
            pytest.fail(f"{type(validator).__name__} is a new kind of check: add it here.")


def known(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern, _ in MESSAGES)


@pytest.mark.parametrize("schema", input_schemas(), ids=lambda schema: schema.__name__)
def test_every_message_of_its_fields_and_checks_has_a_translation(schema: type[Schema]) -> None:
    said = set(schema().error_messages.values())
    for field in all_fields(schema()):
        said |= {text.format(**SAMPLES) for text in messages(field)}
    assert {text for text in said if not known(text)} == set()


def test_the_walk_finds_the_schemas() -> None:
    names = {schema.__name__ for schema in input_schemas()}
    assert {"AskCode", "SignIn", "AddParticipant", "Book", "Outcome", "AskTime"} <= names


@pytest.mark.parametrize(
    ("text", "en", "es"),
    [
        ("Missing data for required field.", "Fill this in.", "Complete este dato."),
        ("Longer than maximum length 40.", "Write at most 40 characters.", "40"),
        ("Must be one of: en, es.", "Choose one of: en, es.", "en, es"),
        ("Something marshmallow says one day.", "This does not have the right form.", ""),
    ],
)
def test_a_message_is_said_in_the_callers_language(text: str, en: str, es: str) -> None:
    assert translate(text, "en") == en
    assert es in translate(text, "es")
    assert translate(text, "es") != en


BAD: list[tuple[Any, str, str]] = [
    ({"name": ""}, "name", "Fill this in."),
    ({"name": "   "}, "name", "Fill this in."),
    ({"name": "x" * 201}, "name", "Write at most 200 characters."),
    ({"name": 5}, "name", "Write this as text."),
    ({"name": None}, "name", "Fill this in."),
    ({"code": "x" * 41}, "code", "Write at most 40 characters."),
    ({"phone": "12"}, "phone", "Enter the number with country code, for example +1 305 555 0100."),
    ({"phone": "305 555 0100"}, "phone", "Enter the number with country code"),
    ({"email": "a@"}, "email", "Enter an e-mail address"),
    ({"language": "xx"}, "language", "Choose one of: en, es."),
    ({"flags": "one"}, "flags", "Give a list."),
    ({"flags": [1]}, "flags.0", "Write this as text."),
    ({"flags": ["x" * 65]}, "flags.0", "Write at most 64 characters."),
    ({"version": "one"}, "version", "Enter a whole number."),
    ({"version": 1e400}, "version", "Enter a whole number."),
    ({"more": 1}, "more", "The portal does not know this entry. Leave it out."),
]


@pytest.mark.parametrize(("change", "field", "message"), BAD)
def test_a_bad_entry_is_told_at_its_field_with_the_remedy(
    small_portal: Portal, change: dict[str, Any], field: str, message: str
) -> None:
    participant = small_portal.enrol()
    desk = small_portal.at_desk()
    body = {"version": 1, "name": "Kept"} | change
    answer = desk.browser.patch(f"/api/staff/participants/{participant.id}", body)
    (error,) = problem(answer, 422, "invalid")["errors"]
    assert error["field"] == field
    assert error["message"].startswith(message)
    assert desk.participant(participant.id)["name"] == participant.name


def test_all_bad_entries_are_told_at_once_in_the_order_of_the_form(small_portal: Portal) -> None:
    desk = small_portal.at_desk()
    answer = desk.browser.post("/api/staff/participants", {"name": "", "email": "x", "zzz": 1})
    body = problem(answer, 422, "invalid")
    fields_told = [error["field"] for error in body["errors"]]
    assert sorted(fields_told) == ["code", "email", "id", "language", "name", "site_id", "zzz"]


@pytest.mark.parametrize("path", ["proposals.1.date", "proposals.1.part"])
def test_a_bad_entry_inside_a_list_is_told_with_its_place(small_portal: Portal, path: str) -> None:
    participant = small_portal.enrol(email="eleanor@example.org")
    visit = small_portal.visit_id(participant, "month-3")
    phone = small_portal.browser("eleanor@example.org", language="es")
    good = {"date": "2026-03-20", "part": "morning"}
    bad = good | {path.rpartition(".")[2]: "x"}
    answer = phone.put(
        f"/api/me/visits/{visit}/time-requests/00000000-0000-4000-8000-000000000001",
        {"proposals": [good, bad]},
    )
    (error,) = problem(answer, 422, "invalid")["errors"]
    assert error["field"] == path


def test_titles_and_sentences_come_in_spanish(small_portal: Portal) -> None:
    browser = small_portal.browser(language="es")
    body = problem(browser.get("/api/me/today"), 401, "sign_in_needed")
    assert body["title"] != "Please sign in"
    assert "iniciado" in body["detail"] or "sesión" in body["detail"]
    body = problem(browser.post("/api/sign-in/code", {}), 422, "invalid")
    assert body["errors"] == [{"field": "email", "message": "Complete este dato."}]
