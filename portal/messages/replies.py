"""Prepared replies: the study's texts with the placeholders filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from portal.study.messages.definition import PLACEHOLDERS

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def fill(text: str, facts: Mapping[str, str | None]) -> str:
    """The text with every placeholder that has a fact filled in; the others stay as they are.

    Facts are put in as they are: braces in a name are not looked at again.

    >>> fill("Dear {name}, see you on {visit_day}.", {"name": "Ana {phone}", "visit_day": None})
    'Dear Ana {phone}, see you on {visit_day}.'
    """

    def fact(found: re.Match[str]) -> str:
        return facts.get(found[1]) or found[0]

    return _PLACEHOLDER.sub(fact, text)


def left_open(text: str) -> str | None:
    """The first placeholder that nobody filled in, with its braces."""
    for found in _PLACEHOLDER.finditer(text):
        if found[1] in PLACEHOLDERS:
            return found[0]
    return None
