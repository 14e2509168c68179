"""Passwords: hashing them with Argon2id, and which ones are refused.

Twelve characters or more beside a second factor (OWASP ASVS 5.0, 6.2; NIST SP 800-63B-4, 3.1.1):
any character, no rule of composition, and none that has been found in a breach or says who she is.
"""

from __future__ import annotations

import gzip
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from portal.errors import RuleBroken

SHORTEST, LONGEST = 12, 128
_LIST = Path(__file__).parent / "data" / "common-passwords.txt.gz"
_TELLING = 4
"""Shorter parts of a name, an address or the list are in many a good password."""

_LEFT = 6
"""So many characters must be left beside what others know of her."""

_UNIT = 5
"""A password that repeats so few characters is as good as those few."""


class Passwords:
    """Hashes passwords and checks them. The costs are arguments, so that tests can be quick.

    By default 3 passes over 32 MiB (above OWASP's floor of 2 over 19): 50 to 100 ms on a server.
    """

    def __init__(self, *, passes: int = 3, kib: int = 32 * 1024) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=kib, parallelism=1)
        self._nobodys = self._hasher.hash("the password of nobody")

    def hash(self, password: str) -> str:
        return self._hasher.hash(normal(password))

    def fits(self, hashed: str | None, password: str) -> bool:
        """Whether it is that password. Without a hash it takes as long, and is not."""
        try:
            self._hasher.verify(hashed or self._nobodys, normal(password))
        except (Argon2Error, InvalidHashError):
            return False
        return bool(hashed)

    def is_dated(self, hashed: str) -> bool:
        """Whether it was hashed at other costs than today's."""
        return self._hasher.check_needs_rehash(hashed)


def normal(password: str) -> str:
    """One way to write each letter (Unicode NFC): keyboards differ in how they compose an é."""
    return unicodedata.normalize("NFC", password)


def check(password: str, *, known: Iterable[str] = ()) -> None:
    """Raises RuleBroken at the field "password": password_short, password_long, password_common,
    or password_about_you where little is left beside what is `known` (address, names, study)."""
    password = normal(password)
    if len(password) < SHORTEST:
        raise RuleBroken("password_short", field="password", least=SHORTEST)
    if len(password) > LONGEST:
        raise RuleBroken("password_long", field="password", most=LONGEST)
    if _is_common(password.casefold()):
        raise RuleBroken("password_common", field="password")
    if _says_who(password.casefold(), known):
        raise RuleBroken("password_about_you", field="password")


def _is_common(password: str) -> bool:
    """On the list, or two of the list in a row, with digits and signs around it or without; or a
    few keys over and over."""
    letters = [at for at, letter in enumerate(password) if letter.isalpha()]
    core = password[letters[0] : letters[-1] + 1] if letters else password
    listed = any(text in common() or _joins_two(text) for text in (password, core))
    return listed or _repeats(password) or _counts(password)


def _joins_two(text: str) -> bool:
    ends = range(_TELLING, len(text) - _TELLING + 1)
    return any(text[:at] in common() and text[at:] in common() for at in ends)


def _repeats(text: str) -> bool:
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, _UNIT + 1))


def _counts(text: str) -> bool:
    """ "123456789012", "abcdefghijkl", "210987654321"."""
    around = 10 if text.isdecimal() else sys.maxunicode + 1
    steps = {(ord(after) - ord(before)) % around for before, after in pairwise(text)}
    return steps in ({1}, {around - 1})


def _says_who(password: str, known: Iterable[str]) -> bool:
    parts = {part for text in known for part in _parts(text.casefold())}
    left = password
    for part in sorted(parts, key=len, reverse=True):
        left = left.replace(part, "")
    return len(left) < _LEFT


def _parts(text: str) -> Iterable[str]:
    words = "".join(letter if letter.isalnum() else " " for letter in normal(text)).split()
    return (part for part in (*words, "".join(words), text) if len(part) >= _TELLING)


@cache
def common() -> frozenset[str]:
    """Passwords that everybody tries first, case-folded; see data/SOURCES.md."""
    with gzip.open(_LIST, "rt", encoding="utf-8") as lines:
        return frozenset(line.rstrip("\n") for line in lines)
