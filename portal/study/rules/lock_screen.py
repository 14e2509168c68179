"""What stands on a lock screen tells nobody of an illness, a trial or money."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from portal.study.definition import Text
from portal.study.faults import Finding, Path, Severity, quoted
from portal.study.rules.part import Part

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_CURRENCY = re.compile(r"[$€£]")
_REMEDY = 'Write only that something waits, for example "Something waits for you in the app."'


def check(study: Part, rules: Iterable[Part]) -> Iterator[Finding]:
    telling = dict(_telling(study))
    for rule in rules:
        for name in ("title", "text"):
            text = rule.get(name, Text)
            for language, words in text.by_language.items() if text else ():
                yield from _placeholders(rule.at(name, language), words)
                yield from _told(rule.at(name, language), words, telling)


def _placeholders(path: Path, words: str) -> Iterator[Finding]:
    for brace in _BRACES.findall(words):
        problem = f"{quoted(brace)} is not filled in: a reminder says the same to everybody."
        yield Finding(path, problem, "Write words without braces.")


def _told(path: Path, words: str, telling: dict[str, str]) -> Iterator[Finding]:
    plain = _plain(words)
    found = [
        f"has {what}"
        for name, what in telling.items()
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain)
    ]
    found += [f"has {quoted(sign)}, which tells of money" for sign in _CURRENCY.findall(words)]
    for problem in found:
        shown = f"{problem}, and the lock screen shows it to everybody."
        yield Finding(path, shown, _REMEDY, Severity.WARNING)


def _telling(study: Part) -> Iterator[tuple[str, str]]:
    """Names that give something away: as :func:`_plain` has them, and what each is."""
    for name in ("key", "registry", "short_title"):
        yield from _names(study, name, f"the {_spaced(name)} of the study")
    for site in study.parts("sites"):
        for name in ("name", "team_name"):
            yield from _names(site, name, f"the {_spaced(name)} of a site")
    for group, what in (("activities", "an activity"), ("check_ins", "a check-in")):
        for part in study.parts(group):
            yield from _names(part, "name", f"the name of {what}")


def _names(part: Part, name: str, what: str) -> Iterator[tuple[str, str]]:
    value = part.values.get(name)
    written = value.by_language.values() if isinstance(value, Text) else (value,)
    for one in written:
        if isinstance(one, str) and (plain := _plain(one)):
            yield plain, f"{quoted(one)}, {what}"


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _plain(words: str) -> str:
    """`words` on one line and without the difference of small and capital letters."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())
