"""The code of an invitation: one for the QR, the link and the telephone.

Twelve letters and digits of Crockford's base32, which has no I, L, O and U: 60 random bits, shown as
XXXX-XXXX-XXXX. Read from whatever a person types or hears: in any case, with or without dashes and
spaces, with O for 0 and I or L for 1.
"""

from __future__ import annotations

import secrets
import unicodedata

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4

_FORGIVEN = str.maketrans("OIL", "011")


def make() -> str:
    """A new code, as it is shown."""
    return shown("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))


def shown(code: str) -> str:
    """The twelve letters in groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read(typed: str) -> str | None:
    """The code as it is shown, or None where what was typed can be none."""
    wide = unicodedata.normalize("NFKC", typed).upper()
    kept = "".join(letter for letter in wide if not _between(letter)).translate(_FORGIVEN)
    if len(kept) != LENGTH or any(letter not in LETTERS for letter in kept):
        return None
    return shown(kept)


def _between(letter: str) -> bool:
    """Whether it stands between letters: a space, a dash of any kind, a dot."""
    return letter.isspace() or letter in "._" or unicodedata.category(letter) in {"Pd", "Cf"}
