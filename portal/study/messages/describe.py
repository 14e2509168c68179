"""Messages in a few words, for the people who write and load study files."""

from __future__ import annotations

from collections.abc import Iterator

from portal.study.describe import amount
from portal.study.messages.definition import Messages


def traits_of(messages: Messages) -> Iterator[tuple[str, str]]:
    """What is true of messages as a whole: how to begin a sentence about it, and its end."""
    yield "the team answers within", amount(messages.answer_within, "minute")
    yield "a new message is told to", ", ".join(messages.tell) or "nobody"
    yield "a late one is told to", ", ".join(messages.escalate_to) or "nobody"
