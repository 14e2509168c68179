"""How waits grow, and what counts as one network."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.limits.client import Client
from portal.limits.models import Kind, Scope
from portal.limits.rules import LONGEST_WAIT, RULES, wait

SCOPES, KINDS = st.sampled_from(Scope), st.sampled_from(Kind)


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [
        (0, 0),
        (1, 0),
        (4, 0),
        (5, 1),
        (6, 2),
        (7, 4),
        (8, 8),
        (9, 16),
        (10, 32),
        (11, 60),
        (500, 60),
    ],
)
def test_five_failures_cost_a_minute_and_each_further_one_doubles_it_up_to_an_hour(
    failures: int, minutes: int
) -> None:
    assert wait(Scope.PAIR, Kind.PASSWORD, failures) == timedelta(minutes=minutes)


@given(SCOPES, KINDS, st.integers(0, 10**9))
def test_a_further_failure_never_costs_less_and_no_wait_is_longer_than_an_hour(
    scope: Scope, kind: Kind, failures: int
) -> None:
    now, later = wait(scope, kind, failures), wait(scope, kind, failures + 1)
    assert timedelta(0) <= now <= later <= LONGEST_WAIT


@given(SCOPES, KINDS)
def test_who_has_not_failed_waits_for_nothing(scope: Scope, kind: Kind) -> None:
    assert wait(scope, kind, 0) == timedelta(0)


@given(st.integers(0, 10**6))
def test_no_number_of_strangers_stops_a_code_that_was_sent_to_her(failures: int) -> None:
    assert wait(Scope.ACCOUNT, Kind.EMAIL_CODE, failures) == timedelta(0)
    assert wait(Scope.ACCOUNT, Kind.STEP_UP, failures) == timedelta(0)


def test_a_day_leaves_a_machine_fewer_tries_at_one_account_than_a_hundred() -> None:
    """NIST SP 800-63B-4, 3.2.2, for each of the counters that stand before an account."""
    for scope in (Scope.PAIR, Scope.ACCOUNT):
        clock, failures = timedelta(0), 0
        while clock < timedelta(days=1):
            failures += 1
            clock += max(RULES[scope].wait(failures), timedelta(seconds=1))
        assert failures < 100, scope


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("", ""),
        ("session 5", "session 5"),
    ],
)
def test_addresses_that_cost_nothing_more_are_one_network(address: str, network: str) -> None:
    assert Client(address).network == network
