"""Paths in the store, made from the content: the same content twice is one object."""

from __future__ import annotations

import re
from typing import Literal

from portal.files.kinds import ENDING

Part = Literal["thumb"] | int
"""What is drawn of a file: its small picture, or one of its pages, counted from 1."""
OWN = re.compile(
    r"(?P<stem>[0-9a-f]{2}/(?:[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))"
    r"\.(?:(?:thumb|p[0-9]+)\.jpg|pdf|jpg|png)"
)
"""Every key that the portal makes, or made when keys were ids."""


def key_of(sha256: str, media_type: str) -> str:
    """Where a content lies. The key says nothing about whose it is."""
    return f"{sha256[:2]}/{sha256}{ENDING[media_type]}"


def rendition_key(sha256: str, part: Part) -> str:
    """Where a picture of it lies: beside it."""
    name = "thumb" if part == "thumb" else f"p{part}"
    return f"{sha256[:2]}/{sha256}.{name}.jpg"


def names_of(key: str) -> tuple[str, ...]:
    """The keys under which a row may name what lies at `key`, a file or a picture of it.

    Empty for what the portal did not put there.
    """
    own = OWN.fullmatch(key)
    return tuple(own["stem"] + ending for ending in ENDING.values()) if own else ()


def lock_number(key: str) -> int:
    """A number of 63 bits from the content's hash, for PostgreSQL's advisory locks."""
    return int(key[3:19].replace("-", ""), 16) >> 1
