"""From the checked entries of messages to their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.study.messages.definition import Messages, PreparedReply, Topic


def build(entries: Mapping[str, Any]) -> Messages:
    """What `entries` say, without a fault."""
    return Messages(
        answer_within=entries["answer_within"],
        topics=tuple(Topic(**topic) for topic in entries["topics"]),
        replies=tuple(PreparedReply(**reply) for reply in entries.get("replies", ())),
        tell=tuple(entries.get("tell", ())),
        escalate_to=tuple(entries.get("escalate_to", ())),
    )
