"""The kinds of value that describe a site: clock times, telephone numbers, addresses, zones."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping
from datetime import time
from functools import lru_cache
from urllib.parse import urlsplit

import holidays

from portal.study.faults import known, quoted
from portal.study.fields import Told, refuse

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Clock(Told[time]):
    """A time of day, to the minute."""

    remedy = 'Write hours and minutes from 00:00 to 23:59, for example "08:00".'

    def read(self, value: str) -> time:
        if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value, re.ASCII):
            refuse(f"{quoted(value)} is not a time of day.", self.remedy)
        hour, minute = value.split(":")
        return time(int(hour), int(minute))


class Phone(Told[str]):
    """A telephone number as E.164 (ITU-T) writes it, kept without its spaces and hyphens."""

    remedy = 'Write + and the country code, then the number, for example "+1 305 555 0100".'

    def read(self, value: str) -> str:
        number = re.sub(r"[ ().-]", "", value)
        if not re.fullmatch(r"\+[1-9]\d{6,14}", number, re.ASCII):
            refuse(f"{quoted(value)} is not an international telephone number.", self.remedy)
        return number


class EmergencyNumber(Told[str]):
    """A number that a phone in that country dials as it is: 911, 112."""

    remedy = 'Write the number to dial, for example "911".'

    def read(self, value: str) -> str:
        if not re.fullmatch(r"\+?\d{2,15}", value, re.ASCII):
            refuse(f"{quoted(value)} is not an emergency number.", self.remedy)
        return value


class Email(Told[str]):
    remedy = 'Write an e-mail address, for example "team@example.org".'

    def read(self, value: str) -> str:
        if not re.fullmatch(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}", value):
            refuse(f"{quoted(value)} is not an e-mail address.", self.remedy)
        return value


class Https(Told[str]):
    remedy = 'Write an address that begins with "https://".'

    def read(self, value: str) -> str:
        if not re.fullmatch(r"https://\S{1,2000}", value) or not _has_host(value):
            refuse(f"{quoted(value)} is not a secure web address.", self.remedy)
        return value


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


class Zone(Told[str]):
    """The IANA name of a time zone."""

    remedy = 'Write the IANA name of the site\'s time zone, for example "America/New_York".'

    def read(self, value: str) -> str:
        if value not in _zones():
            guess = known(value, _zones(), one_of=False)
            refuse(f"{quoted(value)} is not a time zone.", f"{guess}{self.remedy}")
        return value


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


class Country(Told[str]):
    """The ISO 3166-1 code of a country whose public holidays are known."""

    remedy = 'Write the two letters of the country, for example "US".'

    def read(self, value: str) -> str:
        if value not in _countries():
            problem = f"{quoted(value)} is not a country whose holidays are known."
            refuse(problem, f"{self.remedy} Or list the days off under closed_on.")
        return value


class Subdivision(Told[str]):
    """The code of a state, province or region within its country, as ISO 3166-2 has it."""

    remedy = 'Write the code of the state or region, for example "FL".'

    def read(self, value: str) -> str:
        return value


def parts_of(country: str) -> tuple[str, ...]:
    """The parts of a country that have holidays of their own."""
    return tuple(_countries().get(country, ()))


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, list[str]]:
    """Those with two letters: the library knows them by other names as well."""
    found = holidays.list_supported_countries()
    return {code: parts for code, parts in found.items() if len(code) == 2}


class Language(Told[str]):
    remedy = 'Write the code of a language, for example "en", "es" or "pt-BR".'

    def read(self, value: str) -> str:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?", value):
            refuse(f"{quoted(value)} is not the code of a language.", self.remedy)
        return value


class Weekday(Told[int]):
    """A day of the week by its first three letters, as its ISO number (Monday is 1)."""

    remedy = f"Write one of: {', '.join(DAYS)}."

    def read(self, value: str) -> int:
        if value not in DAYS:
            refuse(f"{quoted(value)} is not a day of the week.", self.remedy)
        return DAYS.index(value) + 1
