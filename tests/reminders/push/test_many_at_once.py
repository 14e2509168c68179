"""One sender for many pushes, threads and processes, and its end."""

from __future__ import annotations

import multiprocessing
import threading
import time
from typing import Any

import pytest

from portal.outcome import Outcome
from portal.reminders.push.pushes import Result
from portal.reminders.push.sender import PushSender
from tests.reminders.push.conftest import ACCEPTED, Open, push
from tests.support.fakes import Clock
from tests.support.push_service import PushService, Subscription


def test_connections_and_tokens_are_used_again(
    service: PushService, sender: PushSender, clock: Clock
) -> None:
    for _ in range(5):
        sender.send([push(service.subscribe())])
        clock.turn(hours=2)
    assert service.connections == 1
    assert len({each.authorization for each in service.received}) == 1


def test_so_many_are_under_way_at_once_and_no_more(service: PushService, open_sender: Open) -> None:
    sender = open_sender(in_flight=7)
    callers = [
        threading.Thread(
            target=sender.send, args=([push(service.subscribe("slow")) for _ in range(10)],)
        )
        for _ in range(3)
    ]
    for caller in callers:
        caller.start()
    until = time.monotonic() + 10
    while len(service.asked) < 7 and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.1)
    assert len(service.asked) == 7
    service.hurry.set()
    for caller in callers:
        caller.join(20)
    assert len(service.received) == 30
    assert service.most_at_once == 7


def test_waiting_for_a_turn_does_not_count_as_waiting_for_an_answer(
    service: PushService, open_sender: Open
) -> None:
    sender = open_sender(in_flight=1, timeout=0.4)
    never = [push(service.subscribe("never")) for _ in range(3)]
    results = sender.send([*never, push(service.subscribe())])
    assert results == [*[Result(Outcome.LATER)] * 3, ACCEPTED]


def test_closing_lets_what_is_under_way_end_and_leaves_the_rest_for_later(
    service: PushService, open_sender: Open
) -> None:
    sender, results = open_sender(in_flight=2), []
    slow = [push(service.subscribe("slow")) for _ in range(5)]
    caller = threading.Thread(target=lambda: results.extend(sender.send(slow)))
    caller.start()
    while len(service.asked) < 2:
        time.sleep(0.01)
    closer = threading.Thread(target=sender.close)
    closer.start()
    time.sleep(0.1)
    service.hurry.set()
    caller.join(10)
    closer.join(10)
    assert results == [*[ACCEPTED] * 2, *[Result(Outcome.LATER)] * 3]
    assert len(service.received) == 2


def test_what_is_closed_leaves_no_thread_and_may_send_anew(
    service: PushService, sender: PushSender
) -> None:
    before = {each.name for each in threading.enumerate()}
    for _ in range(2):
        assert sender.send([push(service.subscribe())]) == [ACCEPTED]
        sender.close()
        sender.close()
        assert "push" not in {each.name for each in threading.enumerate()} - before


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_sender_that_was_made_before_a_fork_works_after_it(
    service: PushService, sender: PushSender
) -> None:
    def other_process(to: Subscription, answers: Any) -> None:
        answers.put(sender.send([push(to)]))
        sender.close()

    sender.send([push(service.subscribe())])
    fork = multiprocessing.get_context("fork")
    answers = fork.SimpleQueue()
    process = fork.Process(target=other_process, args=(service.subscribe(), answers))
    process.start()
    process.join(20)
    assert answers.get() == [ACCEPTED]
    assert sender.send([push(service.subscribe())]) == [ACCEPTED]
    assert len(service.received) == 3
    assert service.connections == 2
