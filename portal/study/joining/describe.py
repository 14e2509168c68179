"""Joining in a few words, for the people who write and load study files."""

from __future__ import annotations

from collections.abc import Iterator

from portal.study.describe import amount
from portal.study.joining.definition import Joining


def traits_of(joining: Joining) -> Iterator[tuple[str, str]]:
    """What is true of joining as a whole: how to begin a sentence about it, and its end."""
    yield "an invitation holds for", amount(joining.invitation_days, "day")
    yield "letters name the study:", "yes" if joining.names_study else "no"
    yield "people who help one participant are at most", str(joining.care_partners)
