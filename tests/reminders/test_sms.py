"""A notice by SMS: through a real gateway, an outcome each, and no number in any log."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from structlog.testing import capture_logs

from portal.outcome import Outcome
from portal.reminders.sms import Sms, SmsGateway
from tests.reminders.conftest import Gateway

ACCEPTED, REFUSED, LATER = Outcome.ACCEPTED, Outcome.REFUSED, Outcome.LATER
ROSA, ANA, EVA = "+13055550123", "+525512345678", "+4915112345678"


def texts(*numbers: str) -> list[Sms]:
    return [Sms(number, f"Text {place}") for place, number in enumerate(numbers)]


def test_a_text_arrives_at_its_number_as_it_was_written(gateway: Gateway) -> None:
    words = "Tiene una cita — ábrala: https://portal.example.org/a?b=c&d 🌷 *x* <b>\nlínea {to} \\n"
    assert SmsGateway(gateway.url).deliver([Sms(ROSA, words)]) == [ACCEPTED]
    (text,) = gateway.texts
    assert (text["to"], text["title"], text["message"]) == (ROSA, "", words)


def test_each_text_goes_to_its_own_number(gateway: Gateway) -> None:
    assert SmsGateway(gateway.url).deliver(texts(ROSA, ANA, EVA)) == [ACCEPTED] * 3
    assert [(text["to"], text["message"]) for text in gateway.texts] == [
        (ROSA, "Text 0"),
        (ANA, "Text 1"),
        (EVA, "Text 2"),
    ]


@pytest.mark.parametrize("code", [500, 503, 429, 400, 401, 302])
def test_a_text_that_is_not_taken_is_for_later_and_harms_no_other(
    gateway: Gateway, code: int
) -> None:
    gateway.moods = [200, code]
    assert SmsGateway(gateway.url).deliver(texts(ROSA, ANA, EVA)) == [ACCEPTED, LATER, ACCEPTED]
    assert [text["to"] for text in gateway.texts] == [ROSA, EVA]


def test_a_gateway_that_does_not_answer_is_left_after_a_while(gateway: Gateway) -> None:
    gateway.moods = [0]
    slow = SmsGateway(gateway.url + "&rto=0.3", patience=0.2)
    assert slow.deliver(texts(ROSA, ANA, EVA)) == [LATER] * 3


def test_a_gateway_that_is_not_there_loses_no_text() -> None:
    assert SmsGateway("json://127.0.0.1:9/?:to={to}").deliver(texts(ROSA, ANA)) == [LATER] * 2


@pytest.mark.parametrize(
    "number",
    [
        *("", "3055550123", "+0123456789", "+1305", "+1 305 555 0123", "+" + "1" * 16),
        *("+13055550123\n", "+1305555012x", "+١٣٠٥٥٥٥٠١٢٣"),
        *("+13055550123,+525512345678", "+13055550123/+525512345678"),
    ],
)
def test_what_can_be_no_number_is_refused_unasked(gateway: Gateway, number: str) -> None:
    assert SmsGateway(gateway.url).deliver(texts(number, ANA)) == [REFUSED, ACCEPTED]
    assert [text["to"] for text in gateway.texts] == [ANA]


def test_a_gateway_that_wants_a_form_gets_one(gateway: Gateway) -> None:
    """Whatever apprise speaks: only the place of the number is ours."""
    form = SmsGateway(gateway.url.replace("json://", "form://"))
    assert form.deliver([Sms(ROSA, "¿Viene & va? 🌷")]) == [ACCEPTED]
    (text,) = gateway.texts
    assert (text["to"], text["message"]) == (ROSA, "¿Viene & va? 🌷")


@pytest.fixture
def everything_logged() -> Iterator[StringIO]:
    """What would stand in the server's log on its most talkative level."""
    text, root = StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(text), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.setLevel(level)
    root.removeHandler(handler)


def test_nothing_is_logged_of_whom_a_text_is_for_or_through_what(
    gateway: Gateway, everything_logged: StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    gateway.moods = [500]
    url = gateway.url.replace("/send?", "/hidden-word/{to}?")
    with capture_logs() as lines:
        SmsGateway(url).deliver(texts(ROSA, ANA, "+13"))
    assert [line["event"] for line in lines] == ["sms_not_taken", "sms_unfit"]
    everything = json.dumps(lines) + everything_logged.getvalue() + "".join(capfd.readouterr())
    for personal in ("3055550123", "5512345678", "+13", "hidden-word", "Text"):
        assert personal not in everything
