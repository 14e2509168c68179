"""Tries are counted in the database: over threads, processes and time."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta

import sqlalchemy as sa

from portal import limits
from portal.accounts import people
from portal.audit.recorder import acting
from portal.db import Database
from portal.errors import TooOften
from portal.limits import Client, Failed, Kind, devices
from portal.limits.counting import prune
from portal.limits.models import Counter, KnownDevice, Scope
from tests.limits.trying import HER, HERE, SECRET, fail, fail_often, wait_before
from tests.support.fakes import START
from tests.support.together import at_once
from tests.support.world import TESTER

THERE = Client("198.51.100.2")


def counted(database: Database, scope: Scope, kind: Kind = Kind.PASSWORD) -> int:
    with database.session(reads_only=True) as session:
        where = (Counter.scope == scope, Counter.kind == kind)
        return session.scalar(sa.select(sa.func.sum(Counter.times)).where(*where)) or 0


def add_her(database: Database) -> str:
    """Eleanor's account; the token of the device on which she has signed in."""
    with database.transaction() as session:
        acting(session, TESTER, START)
        her = people.account(session, email=HER, name="Eleanor", language="es", now=START)
        return devices.remember(session, her.id, "", now=START, secret=SECRET)


def test_wrong_tries_of_two_processes_at_the_same_moment_are_all_counted(
    database: Database,
) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as processes:
        running = [processes.submit(fail_often, url, start, 20) for start in (1, 101)]
        assert [one.result() for one in running] == [20, 20]
    assert counted(database, Scope.ACCOUNT, Kind.EMAIL_CODE) == 40
    assert counted(database, Scope.PAIR, Kind.EMAIL_CODE) == 40


def test_of_many_tries_at_the_same_moment_no_more_than_the_free_ones_get_through(
    database: Database,
) -> None:
    results = at_once([lambda: fail(database)] * 12)
    assert sum(isinstance(one, Failed) for one in results) == 5
    assert sum(isinstance(one, TooOften) for one in results) == 7
    assert counted(database, Scope.PAIR) == 5


def test_the_wait_grows_with_each_failure_and_is_over_when_it_says_so(embedded: Database) -> None:
    now, waits = START, []
    for _ in range(13):
        failed = fail(embedded, now=now)
        assert isinstance(failed, Failed)
        waits.append(int(failed.wait / timedelta(minutes=1)))
        if failed.wait:
            assert wait_before(embedded, now=now) == failed.wait
            before = now + failed.wait - timedelta(seconds=1)
            assert wait_before(embedded, now=before) == timedelta(seconds=1)
        now += failed.wait
        assert wait_before(embedded, now=now) == timedelta(0)
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_right_try_forgets_what_this_client_failed_and_not_what_others_did(
    embedded: Database,
) -> None:
    for _ in range(4):
        fail(embedded)
        fail(embedded, client=THERE)
    with embedded.transaction() as session:
        attempt = limits.check(
            session, Kind.PASSWORD, who=HER, client=HERE, now=START, secret=SECRET
        )
        limits.succeeded(session, attempt)
    fail(embedded)
    fail(embedded, client=THERE)
    assert wait_before(embedded) == timedelta(0)
    assert wait_before(embedded, client=THERE) == timedelta(minutes=1)
    assert counted(embedded, Scope.ACCOUNT) == 10


def test_a_day_after_the_first_failure_counting_begins_anew(embedded: Database) -> None:
    for _ in range(4):
        fail(embedded)
    failed = fail(embedded, now=START + timedelta(days=1))
    assert isinstance(failed, Failed)
    assert failed.wait == timedelta(0)


def test_one_client_that_tries_many_accounts_is_stopped_and_others_are_not(
    database: Database,
) -> None:
    through = 0
    for number in range(80):
        through += isinstance(fail(database, who=f"person{number}@example.org"), Failed)
    assert through == 50
    assert wait_before(database, who="another@example.org") == timedelta(minutes=1)
    assert wait_before(database, who="another@example.org", client=THERE) == timedelta(0)


def test_addresses_of_one_network_do_not_make_it_many_clients(embedded: Database) -> None:
    for number in range(5):
        fail(embedded, client=Client(f"2001:db8:1:2::{number}"))
    assert wait_before(embedded, client=Client("2001:db8:1:2::99")) == timedelta(minutes=1)


def test_many_clients_at_one_account_are_stopped(embedded: Database) -> None:
    for number in range(25):
        fail(embedded, client=Client(f"203.0.113.{number}"))
    assert wait_before(embedded, client=THERE) == timedelta(minutes=1)
    assert wait_before(embedded, client=THERE, who="ruth@example.org") == timedelta(0)


def test_strangers_cannot_keep_her_out_where_she_has_signed_in_before(database: Database) -> None:
    her_phone = Client(HERE.address, add_her(database))
    for number in range(60):
        fail(database, client=Client(f"203.0.113.{number}"))
    for _ in range(60):
        fail(database, client=HERE)  # in the same network, a clinic's
    assert wait_before(database, client=HERE) > timedelta(0)
    assert wait_before(database, client=her_phone) == timedelta(0)


def test_strangers_cannot_keep_her_from_a_code_by_mail_on_a_new_device(database: Database) -> None:
    for number in range(60):
        for kind in (Kind.PASSWORD, Kind.EMAIL_CODE):
            fail(database, kind=kind, client=Client(f"203.0.113.{number}"))
    assert wait_before(database, kind=Kind.PASSWORD, client=THERE) > timedelta(0)
    assert wait_before(database, kind=Kind.EMAIL_CODE, client=THERE) == timedelta(0)


def test_a_known_device_has_to_wait_for_its_own_failures(embedded: Database) -> None:
    her_phone = Client(HERE.address, add_her(embedded))
    for _ in range(5):
        fail(embedded, client=her_phone)
    assert wait_before(embedded, client=her_phone) == timedelta(minutes=1)
    elsewhere = Client("192.0.2.77", her_phone.device)
    assert wait_before(embedded, client=elsewhere) == timedelta(minutes=1)


def test_a_device_is_known_to_the_account_that_signed_in_on_it_alone(embedded: Database) -> None:
    her_phone = Client(HERE.address, add_her(embedded))
    for number in range(60):
        fail(embedded, who="ruth@example.org", client=Client(f"203.0.113.{number}"))
    assert wait_before(embedded, who="ruth@example.org", client=her_phone) > timedelta(0)


def test_a_device_token_that_the_portal_did_not_give_out_is_replaced(embedded: Database) -> None:
    given = add_her(embedded)
    with embedded.transaction() as session:
        her = people.account_of(session, HER)
        assert her is not None
        for token in ("", "chosen by a stranger", "x" * 5000):
            assert devices.remember(session, her.id, token, now=START, secret=SECRET) != token
        assert devices.remember(session, her.id, given, now=START, secret=SECRET) == given


def test_the_person_is_told_once_a_day_after_ten_failures_of_any_kind(database: Database) -> None:
    add_her(database)
    kinds = [Kind.PASSWORD, Kind.EMAIL_CODE, Kind.TOTP, Kind.PASSWORD]
    told = []
    for number in range(40):
        client = Client(f"203.0.113.{number}")
        now = START + timedelta(hours=number)
        failed = fail(database, kind=kinds[number % 4], client=client, now=now)
        assert isinstance(failed, Failed)
        if failed.notice is not None:
            told.append((number, failed.notice.email, failed.notice.language))
    assert told == [(9, HER, "es"), (33, HER, "es")]


def test_nobody_is_told_of_tries_at_an_address_that_is_nobodys(embedded: Database) -> None:
    for number in range(20):
        failed = fail(embedded, client=Client(f"203.0.113.{number}"))
        assert isinstance(failed, Failed)
        assert failed.notice is None


def test_what_names_nobody_is_counted_by_its_client(embedded: Database) -> None:
    for _ in range(5):
        fail(embedded, kind=Kind.INVITATION, who="")
    assert wait_before(embedded, kind=Kind.INVITATION, who="") == timedelta(minutes=1)
    assert wait_before(embedded, kind=Kind.INVITATION, who="", client=THERE) == timedelta(0)


def test_no_address_and_no_token_is_kept(embedded: Database) -> None:
    token = add_her(embedded)
    fail(embedded)
    fail(embedded, client=Client(HERE.address, token))
    with embedded.session(reads_only=True) as session:
        rows = [*session.execute(sa.select(Counter.__table__))]
        rows += session.execute(sa.select(KnownDevice.__table__))
    stored = " ".join(str(value) for row in rows for value in row)
    for secret in (HER, HERE.address, token, SECRET):
        assert secret not in stored


def test_what_is_over_is_forgotten(database: Database) -> None:
    add_her(database)
    fail(database)
    prune(database, now=START + timedelta(days=1))
    assert counted(database, Scope.PAIR) == 1
    prune(database, now=START + timedelta(days=3))
    assert counted(database, Scope.PAIR) == 0
    with database.session(reads_only=True) as session:
        assert session.scalar(sa.select(sa.func.count(KnownDevice.id))) == 1
    prune(database, now=START + timedelta(days=366))
    with database.session(reads_only=True) as session:
        assert session.scalar(sa.select(sa.func.count(KnownDevice.id))) == 0
