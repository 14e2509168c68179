"""From the outbox to the person: what each answer of a channel leads to, whoever sends and dies."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import uuid4

import pytest

from portal.accounts.models import DeviceSession
from portal.accounts.people import account_of
from portal.audit.recorder import acting
from portal.outcome import Outcome
from portal.participants.models import Participant
from portal.reminders import confirming, devices, outbox
from portal.reminders.devices import NewSubscription
from portal.reminders.loads import Load
from portal.reminders.models import Notice, NoticeStatus
from portal.reminders.telling import tell
from portal.study.reminders.definition import About, Channel
from tests.support.portal import Portal
from tests.support.reminding import Reminding
from tests.support.world import TESTER

ELEANOR = "eleanor@example.org"


@pytest.fixture
def reminding(portal: Portal) -> Reminding:
    portal.enrol(email=ELEANOR)
    return Reminding(portal)


def answer(reminding: Reminding, number: int = 1) -> list[Notice]:
    """So many things happen that she is told of at once."""
    portal = reminding.portal
    with portal.database.transaction() as session:
        person = account_of(session, ELEANOR)
        assert person is not None
        her = session.query(Participant).filter_by(email=ELEANOR).one()
        study = portal.world.catalog.get(session, her.study_id, her.study.version)
        for _ in range(number):
            tell(
                session,
                study,
                her,
                About.VISIT_CHANGE,
                subject=uuid4(),
                occurrence="1",
                page="/visits/1",
                now=portal.clock.now,
            )
    return reminding.notices(ELEANOR, about=About.VISIT_CHANGE)


def phone(reminding: Reminding, name: str = "one") -> None:
    """She turns notices on on one more device."""
    portal = reminding.portal
    portal.browser(ELEANOR)
    with portal.database.transaction() as session:
        person = account_of(session, ELEANOR)
        assert person is not None
        acting(session, TESTER, portal.clock.now)
        device = (
            session.query(DeviceSession)
            .filter_by(account_id=person.id)
            .order_by(DeviceSession.made_at.desc())
            .first()
        )
        assert device is not None
        devices.turn_on(
            session,
            person.id,
            device.id,
            NewSubscription(endpoint=f"https://push.example/{name}", p256dh="p", auth="a"),
            label="Phone",
            now=portal.clock.now,
        )


def one(reminding: Reminding) -> Notice:
    [found] = reminding.notices(ELEANOR, about=About.VISIT_CHANGE)
    return found


def test_a_push_that_a_device_confirms_needs_no_mail(reminding: Reminding) -> None:
    phone(reminding)
    [notice] = answer(reminding)
    reminding.send()
    assert one(reminding).status is NoticeStatus.SENT
    with reminding.portal.database.transaction() as session:
        confirming.received(session, notice.id, now=reminding.portal.clock.turn(minutes=1))
    reminding.until(reminding.portal.clock.now + timedelta(hours=5))
    assert one(reminding).status is NoticeStatus.RECEIVED
    assert [load.taken.id for load in reminding.mail.carried] == []


def test_a_push_that_no_device_confirms_goes_by_mail_in_the_rules_time(
    reminding: Reminding,
) -> None:
    phone(reminding)
    answer(reminding)
    reminding.send()
    reminding.portal.clock.turn(minutes=119)
    assert reminding.send() == 0
    reminding.portal.clock.turn(minutes=1)
    assert reminding.send() == 1
    assert [load.email for load in reminding.mail.carried] == [ELEANOR]
    reminding.until(reminding.portal.clock.now + timedelta(days=2))
    assert len([x for x in reminding.mail.carried if x.taken.about == About.VISIT_CHANGE]) == 1
    assert reminding.attempts(one(reminding)) == [("push", "accepted"), ("mail", "accepted")]


def test_without_a_device_it_goes_by_mail_at_once(reminding: Reminding) -> None:
    answer(reminding)
    reminding.send()
    assert reminding.attempts(one(reminding)) == [("push", "no_address"), ("mail", "accepted")]
    assert one(reminding).status is NoticeStatus.SENT


def test_a_device_that_is_gone_is_asked_no_more(reminding: Reminding) -> None:
    phone(reminding)
    reminding.push.answer = lambda _load: Outcome.GONE
    answer(reminding)
    reminding.send()
    assert reminding.attempts(one(reminding)) == [("push", "gone"), ("mail", "accepted")]
    with reminding.portal.database.session() as session:
        person = account_of(session, ELEANOR)
        assert person is not None
        assert devices.on(session, person.id) == []


def test_a_channel_that_asks_for_patience_is_tried_again_later_each_time(
    reminding: Reminding,
) -> None:
    phone(reminding)
    reminding.push.answer = lambda _load: Outcome.LATER
    answer(reminding)
    start = reminding.portal.clock.now
    reminding.until(start + timedelta(hours=1), timedelta(seconds=10))
    tries = [load.taken.tries for load in reminding.push.carried]
    assert tries == [1, 2, 3, 4]
    assert reminding.attempts(one(reminding))[-1] == ("mail", "accepted")


def test_a_server_that_says_how_long_is_not_asked_before(reminding: Reminding) -> None:
    phone(reminding)
    reminding.push.answer = lambda _load: Outcome.LATER
    reminding.push.retry_after = 900
    answer(reminding)
    reminding.send()
    reminding.portal.clock.turn(seconds=899)
    assert reminding.send() == 0
    reminding.portal.clock.turn(seconds=1)
    assert reminding.send() == 1


def test_what_no_channel_can_bring_failed_and_stays_for_somebody_to_see(
    reminding: Reminding,
) -> None:
    reminding.mail.answer = lambda _load: Outcome.REFUSED
    answer(reminding)
    reminding.send()
    assert one(reminding).status is NoticeStatus.FAILED
    assert one(reminding).problem == "refused"
    reminding.until(reminding.portal.clock.now + timedelta(days=4))
    assert len([x for x in reminding.mail.carried if x.taken.about == About.VISIT_CHANGE]) == 1


def test_a_mail_server_that_is_away_is_tried_until_it_is_too_late(reminding: Reminding) -> None:
    reminding.mail.answer = lambda _load: Outcome.LATER
    answer(reminding)
    reminding.until(reminding.portal.clock.now + timedelta(days=4), timedelta(minutes=30))
    assert one(reminding).status is NoticeStatus.FAILED
    assert len([x for x in reminding.mail.carried if x.taken.about == About.VISIT_CHANGE]) > 10


def test_what_nobody_tried_in_time_expired(reminding: Reminding) -> None:
    answer(reminding)
    reminding.portal.clock.turn(days=30)
    reminding.send()
    assert one(reminding).status is NoticeStatus.EXPIRED
    assert reminding.mail.carried == []


def test_one_that_breaks_a_channel_harms_no_other_channel(reminding: Reminding) -> None:
    def broken(_load: Load) -> Outcome:
        raise ValueError("no such thing")

    phone(reminding)
    reminding.push.answer = broken
    answer(reminding)
    assert reminding.worker.round() == 1
    assert one(reminding).status is NoticeStatus.PLANNED
    reminding.push.answer = lambda _load: Outcome.ACCEPTED
    reminding.portal.clock.turn(minutes=5)
    reminding.send()
    assert one(reminding).status is NoticeStatus.SENT


def test_workers_at_once_send_each_notice_once(reminding: Reminding) -> None:
    answer(reminding, 60)
    workers = [reminding.another(batch=7) for _ in range(3)]
    threads = [threading.Thread(target=worker.drain) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    sent = [load.taken.id for load in reminding.mail.carried]
    assert len(sent) == len(set(sent)) == 60
    assert {x.status for x in reminding.notices(about=About.VISIT_CHANGE)} == {NoticeStatus.SENT}


def test_what_a_dead_worker_held_is_sent_by_another_after_its_lease(reminding: Reminding) -> None:
    answer(reminding)
    clock = reminding.portal.clock
    with reminding.portal.database.transaction() as session:
        taken = outbox.claim(session, "dead", now=clock.now, batch=10)
    assert len(taken) == 1
    assert reminding.send() == 0
    clock.turn(seconds=179)
    assert reminding.send() == 0
    clock.turn(seconds=2)
    assert reminding.send() > 0
    assert one(reminding).status is NoticeStatus.SENT


def test_a_worker_that_was_thought_dead_notes_nothing_over_the_other(
    reminding: Reminding,
) -> None:
    answer(reminding)
    clock, database = reminding.portal.clock, reminding.portal.database
    with database.transaction() as session:
        [taken] = outbox.claim(session, "slow", now=clock.now, batch=10)
    clock.turn(seconds=181)
    reminding.send()
    with database.transaction() as session:
        late = outbox.Verdict(
            id=taken.id,
            status=NoticeStatus.FAILED,
            channel=Channel.MAIL,
            try_at=None,
            tries=1,
        )
        outbox.mark(session, "slow", [late], now=clock.now)
    assert one(reminding).status is NoticeStatus.SENT


def test_a_device_that_confirms_while_the_worker_sends_is_believed(reminding: Reminding) -> None:
    phone(reminding)
    [notice] = answer(reminding)

    def at_once(load: Load) -> Outcome:
        with reminding.portal.database.transaction() as session:
            confirming.received(session, load.taken.id, now=reminding.portal.clock.now)
        return Outcome.ACCEPTED

    reminding.push.answer = at_once
    reminding.send()
    assert one(reminding).status is NoticeStatus.RECEIVED
    reminding.until(reminding.portal.clock.now + timedelta(hours=5))
    assert [load for load in reminding.mail.carried if load.taken.id == notice.id] == []


def remind(reminding: Reminding) -> Notice:
    """The team reminds her by hand of a message: nothing that is for her safety."""
    portal = reminding.portal
    with portal.database.transaction() as session:
        her = session.query(Participant).filter_by(email=ELEANOR).one()
        study = portal.world.catalog.get(session, her.study_id, her.study.version)
        tell(
            session,
            study,
            her,
            About.MESSAGE,
            subject=uuid4(),
            occurrence="1",
            page="/messages",
            now=portal.clock.now,
        )
    [notice] = reminding.notices(ELEANOR, about=About.MESSAGE)
    return notice


def test_what_could_not_go_out_before_the_night_waits_for_the_morning(
    reminding: Reminding,
) -> None:
    clock = reminding.portal.clock
    clock.turn(hours=10)  # 20:00 in Miami, an hour before the quiet hours
    remind(reminding)
    clock.turn(hours=2)  # no worker ran meanwhile
    reminding.send()
    assert reminding.mail.carried == []
    clock.turn(hours=9, minutes=59)
    reminding.send()
    assert reminding.mail.carried == []
    clock.turn(minutes=1)
    reminding.send()
    assert [load.taken.about for load in reminding.mail.carried] == [About.MESSAGE]


def test_who_travelled_is_not_woken_by_what_was_planned_at_home(reminding: Reminding) -> None:
    portal = reminding.portal
    remind(reminding)
    with portal.database.transaction() as session:
        person = account_of(session, ELEANOR)
        assert person is not None
        acting(session, TESTER, portal.clock.now)
        person.time_zone = "Asia/Tokyo"  # where it is midnight now
    reminding.send()
    assert reminding.mail.carried == []
    portal.clock.turn(hours=8)
    reminding.send()
    assert [load.taken.about for load in reminding.mail.carried] == [About.MESSAGE]


def test_what_has_no_hour_left_before_it_is_too_late_is_not_sent_at_night(
    reminding: Reminding,
) -> None:
    clock = reminding.portal.clock
    notice = remind(reminding)
    clock.now = notice.expires_at - timedelta(hours=12)  # at night, and by the morning it is over
    with reminding.portal.database.transaction() as session:
        session.get_one(Notice, notice.id).expires_at = clock.now + timedelta(hours=1)
    reminding.send()
    found = next(x for x in reminding.notices(ELEANOR) if x.id == notice.id)
    assert (found.status, reminding.mail.carried) == (NoticeStatus.EXPIRED, [])
