"""marshmallow's complaints as sentences at their field, in the caller's language.

marshmallow says them in English. Each of its sentences has a key here, and tests hold this table
against every message of the fields and validators that the schemas use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from portal.language import say

# marshmallow's sentence, as a pattern whose groups are facts, and our key.
MESSAGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), key)
    for pattern, key in (
        (r"Missing data for required field\.", "required"),
        (r"Field may not be null\.", "null"),
        (r"Unknown field\.", "unknown"),
        (r"Not a valid email address\.", "email"),
        (r"Not a valid date\.", "date"),
        (r"Not a valid time\.", "time"),
        (r"Not a valid integer\.", "number"),
        (r"Number too large\.", "number"),
        (r"Not a valid UUID\.", "uuid"),
        (r"Not a valid string\.", "text"),
        (r"Not a valid utf-8 string\.", "text"),
        (r"Not a valid boolean\.", "yes_no"),
        (r"Not a valid list\.", "list"),
        (r"Must be one of: (?P<choices>.*)\.", "choice"),
        (r"Longer than maximum length (?P<max>\d+)\.", "length_max"),
        (r"Shorter than minimum length 1\.", "blank"),
        (r"Shorter than minimum length (?P<min>\d+)\.", "length_min"),
        (r"Length must be between (?P<min>\d+) and (?P<max>\d+)\.", "length_between"),
        (
            r"Must be greater than or equal to (?P<min>-?\d+) and less than or equal to (?P<max>-?\d+)\.",
            "range",
        ),
        (
            r"Invalid input type\.|Invalid type\.|Not a valid mapping type\.|Invalid value\.",
            "invalid",
        ),
        (r"Not valid JSON\.|Invalid JSON body\.", "invalid"),
        (r"String does not match expected pattern\.", "invalid"),
        (r"Must not be blank\.", "blank"),
        (r"Not a phone number\.", "phone"),
        (r"Not a code\.", "code"),
        (r"There is no time zone called (?P<zone>.*)\.", "time_zone"),
    )
)


MOST = 50
"""So many complaints are told: a person mends one at a time, and a hostile input has no end."""


def flatten(messages: dict[str, Any], language: str) -> list[dict[str, str]]:
    """webargs' nested messages, by location, as a flat list in the order of the input."""
    found = (item for location in messages.values() for item in _walk(location, (), language))
    return list(islice(found, MOST))


def _walk(node: Any, path: tuple[str, ...], language: str) -> Iterator[dict[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            here = path if key == "_schema" else (*path, str(key))
            yield from _walk(value, here, language)
    elif isinstance(node, list):
        for text in node:
            yield {"field": ".".join(path), "message": translate(text, language)}


def translate(text: str, language: str) -> str:
    for pattern, key in MESSAGES:
        match = pattern.fullmatch(text)
        if match:
            facts = match.groupdict()
            if key == "time_zone":
                return say("error.unknown_time_zone", language, **facts)
            return say(f"field.{key}", language, **facts)
    return say("field.invalid", language)
