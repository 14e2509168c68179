"""Messages: nobody is told twice, and prepared replies hold known placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.study.definition import Text
from portal.study.faults import Finding, known, quoted
from portal.study.messages.definition import PLACEHOLDERS
from portal.study.rules import lists
from portal.study.rules.part import Part

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def check(study: Part) -> Iterator[Finding]:
    messages = study.part("messages")
    for name in ("tell", "escalate_to"):
        yield from lists.once(messages, name)
    for reply in messages.parts("replies"):
        yield from _placeholders(reply)


def _placeholders(reply: Part) -> Iterator[Finding]:
    """Each placeholder is known, and every language has the same ones."""
    text = reply.get("text", Text)
    if text is None:
        return
    used: dict[str, set[str]] = {}
    for language, words in text.by_language.items():
        used[language] = set()
        for brace in _BRACES.findall(words):
            name = brace.strip("{}")
            if name not in PLACEHOLDERS or brace != f"{{{name}}}":
                problem = f"{quoted(brace)} is not a placeholder."
                yield Finding(reply.at("text", language), problem, known(name, PLACEHOLDERS))
            used[language].add(name)
    everywhere = set().union(*used.values())
    for language, names in used.items():
        for name in sorted(everywhere - names):
            problem = f'lacks the placeholder "{{{name}}}", which another language has.'
            remedy = "Write the same placeholders in every language."
            yield Finding(reply.at("text", language), problem, remedy)
