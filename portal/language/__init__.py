"""Sentences the server speaks: errors, mails, calendar entries.

One TOML file a language beside this one; adding a language is adding a file with the same keys.
Facts named in a sentence are put in the reader's way of writing: dates with their weekday, times
with a.m. and p.m., sums with their currency (Unicode CLDR, through Babel).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency

from portal.money import Money

_FOLDER = Path(__file__).parent
_LOCALES = {"en": "en_US", "es": "es_US"}
DEFAULT = "en"


@cache
def languages() -> tuple[str, ...]:
    """The languages with a file, the default first."""
    found = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return (DEFAULT, *(name for name in found if name != DEFAULT))


@cache
def sentences(language: str) -> dict[str, str]:
    """All sentences of a language, by dotted key."""
    tables = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {
        f"{table}.{key}": text for table, entries in tables.items() for key, text in entries.items()
    }


def best(wanted: Iterable[str]) -> str:
    """The first of `wanted` (tags such as "es-MX", most wanted first) that has a file."""
    for tag in wanted:
        language = tag.split("-")[0].lower()
        if language in languages():
            return language
    return DEFAULT


def say(key: str, language: str, **facts: Any) -> str:
    """The sentence `key` in `language`, with `facts` filled in. Raises KeyError if unknown."""
    shown = {name: _shown(value, language) for name, value in facts.items()}
    return sentences(language if language in languages() else DEFAULT)[key].format(**shown)


def knows(key: str) -> bool:
    return key in sentences(DEFAULT)


def _shown(value: Any, language: str) -> str:
    if isinstance(value, Money):
        return format_currency(value.major, value.currency, locale=_locale(language))
    if isinstance(value, datetime):  # a local time, without a zone
        time = str(format_time(value, "short", locale=_locale(language)))
        return f"{day(value.date(), language)}, {time}"
    if isinstance(value, date):
        return day(value, language)
    return str(value)


def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language))


def day(value: date, language: str, *, year: bool = True) -> str:
    """ "Tuesday, March 10, 2026", "martes, 10 de marzo de 2026"."""
    if year:
        return format_date(value, "full", locale=_locale(language))
    pattern = _locale(language).datetime_skeletons["MMMMEd"]
    return format_date(value, str(pattern).replace("EEE", "EEEE"), locale=_locale(language))


def clock(value: datetime, time_zone: str, language: str) -> str:
    """ "9:30 AM", "9:30 a. m.", in that time zone."""
    zone = ZoneInfo(time_zone)
    text = format_time(value.astimezone(zone), "short", locale=_locale(language))
    return str(text).replace(" ", " ")
