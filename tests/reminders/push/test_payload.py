"""What a push carries, and under which topic."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import RuleBroken
from portal.reminders.push.payload import MOST_BYTES, declarative, topic

WORDS: dict[str, Any] = {
    "title": "Mañana tiene una cita",
    "body": "Abra el portal para verla.",
    "lang": "es",
    "tag": "visit-1",
    "navigate": "https://portal.example.org/visits/1",
}


def read(**more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(declarative(**(WORDS | more)))
    return found


def test_it_is_a_declarative_push_message_for_every_reader_of_one() -> None:
    assert read(badge=3, token="t-1") == {
        "web_push": 8030,
        "mutable": True,
        "app_badge": 3,
        "notification": WORDS
        | {
            "dir": "ltr",
            "silent": False,
            "mutable": True,
            "app_badge": "3",
            "data": {"token": "t-1"},
        },
    }


def test_without_a_number_and_a_token_there_is_none() -> None:
    message = read()
    assert "app_badge" not in message
    assert not {"app_badge", "data"} & set(message["notification"])


def test_a_number_of_none_clears_the_icon() -> None:
    assert (read(badge=0)["app_badge"], read(badge=0)["notification"]["app_badge"]) == (0, "0")


def test_letters_are_written_as_they_are() -> None:
    assert "Mañana".encode() in declarative(**WORDS)


def test_what_just_fits_is_taken_and_one_byte_more_is_refused() -> None:
    room = MOST_BYTES - len(declarative(**WORDS))
    longest = WORDS | {"body": WORDS["body"] + "x" * room}
    assert len(declarative(**longest)) == MOST_BYTES
    with pytest.raises(RuleBroken) as error:
        declarative(**(longest | {"title": longest["title"] + "x"}))
    assert error.value.code == "push_too_long"


@given(st.sampled_from(["visit", "claim", ""]), st.uuids())
def test_a_topic_is_what_the_header_may_hold_and_always_the_same(about: str, subject: UUID) -> None:
    found = topic(about, subject)
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}", found)
    assert topic(about, UUID(str(subject))) == found


def test_topics_of_others_differ_and_do_not_name_what_they_are_about() -> None:
    one, two = uuid4(), uuid4()
    found = {topic(about, subject) for about in ("visit", "claim") for subject in (one, two)}
    assert len(found) == 4
    assert not any("visit" in each or one.hex in each for each in found)


def test_a_topic_stays_what_it_was_in_earlier_versions() -> None:
    """Otherwise an update would show twice what waits at a push service meanwhile."""
    assert topic("visit", UUID(int=7)) == "rPEMvHlWQCQHu0bLD72WMqslsCvKPPdG"
