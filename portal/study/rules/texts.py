"""Every text has every language of the study and no other, and labels hold known placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from portal.study.definition import Text
from portal.study.faults import Finding, Path, known, quoted
from portal.study.rules.part import Part

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def check(study: Part) -> Iterator[Finding]:
    languages = [item for item in study.get("languages", list) or () if item]
    for index, language in enumerate(languages):
        if language in languages[:index]:
            problem = f"{quoted(language)} is listed twice."
            yield Finding(study.at("languages", index), problem, "Keep one of the two.")
    if languages:
        for path, text in _texts(study.values, study.path):
            yield from _languages(path, text, languages)
    for visit in study.parts("visits"):
        yield from _label(visit)


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in items:
            yield from _texts(inner, (*path, step))


def _languages(path: Path, text: Text, languages: list[str]) -> Iterator[Finding]:
    for language in languages:
        if language not in text.by_language:
            remedy = f'Write the text in this language too: "{language}: …".'
            yield Finding(path, f'has no text in "{language}".', remedy)
    for language in text.by_language:
        if language not in languages:
            problem = f"{quoted(language)} is not a language of this study."
            remedy = f"{known(language, languages)} Or add it to languages."
            yield Finding((*path, language), problem, remedy)


def _label(visit: Part) -> Iterator[Finding]:
    label = visit.get("label", Text)
    if label is None:
        return
    for language, text in label.by_language.items():
        path = visit.at("label", language)
        braces = _BRACES.findall(text)
        for brace in braces:
            if brace != "{number}":
                problem = f"{quoted(brace)} is not a placeholder."
                yield Finding(path, problem, 'Write "{number}", the only one there is.')
        if text and "repeat" in visit.values and not braces:
            problem = "is the same for every occurrence of this visit."
            remedy = 'Write "{number}" where its number goes, for example "Month {number}".'
            yield Finding(path, problem, remedy)
