"""Re-authentication: one purpose, one device, minutes, one use."""

from __future__ import annotations

import pytest

from tests.support.consenting import Reader, put_in_force, step_up
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.sign_in import wrong

ELEANOR = "eleanor@example.org"
ASK = {"purpose": "sign_consent"}


@pytest.fixture
def eleanor(small_portal: Portal) -> Reader:
    put_in_force(small_portal)
    small_portal.add(email=ELEANOR)
    reader = Reader(small_portal, ELEANOR)
    reader.prepare()
    return reader


def asked(reader: Reader) -> tuple[str, str]:
    """A ticket, and the code from the mail."""
    ticket = done(reader.phone.post("/api/step-up", ASK), 202)["id"]
    return f"/api/step-up/{ticket}", reader.portal.mailer.last_code()


def test_the_code_goes_to_her_own_address_and_says_what_it_is_not_what_for(eleanor: Reader) -> None:
    asked(eleanor)
    mail = eleanor.portal.mailer.mails[-1]
    assert mail.to == ELEANOR
    assert "consent" not in (mail.subject + mail.text).lower()


def test_a_wrong_code_is_counted_and_the_fifth_ends_it(eleanor: Reader) -> None:
    path, code = asked(eleanor)
    for left in (4, 3, 2, 1):
        told = problem(eleanor.phone.post(path, {"code": wrong(code)}), 422, "wrong_code")
        assert told["tries_left"] == left
    problem(eleanor.phone.post(path, {"code": wrong(code)}), 422, "step_up_tries")
    problem(eleanor.phone.post(path, {"code": code}), 422, "step_up_tries")


def test_a_code_lives_ten_minutes(eleanor: Reader) -> None:
    path, code = asked(eleanor)
    eleanor.portal.clock.turn(minutes=10)
    problem(eleanor.phone.post(path, {"code": code}), 422, "expired_code")


def test_a_confirmed_step_up_lives_ten_minutes_and_what_was_typed_stays(eleanor: Reader) -> None:
    confirmed = eleanor.step_up()
    eleanor.portal.clock.turn(minutes=10)
    problem(eleanor.sign(step_up=confirmed), 422, "step_up_expired")
    assert eleanor.standing()["progress"]["ready"], "nothing is lost"
    assert done(eleanor.sign())["state"] == "signed"


def test_it_is_for_its_purpose_only(eleanor: Reader) -> None:
    other = eleanor.step_up("countersign_consent")
    problem(eleanor.sign(step_up=other), 422, "step_up_needed")


def test_it_is_for_its_device_only(eleanor: Reader) -> None:
    tablet = eleanor.portal.browser(ELEANOR)
    confirmed = step_up(tablet, eleanor.portal.mailer, "sign_consent")
    problem(eleanor.sign(step_up=confirmed), 422, "step_up_needed")


def test_it_is_for_one_use(eleanor: Reader) -> None:
    confirmed = eleanor.step_up()
    done(eleanor.sign(step_up=confirmed))
    done(eleanor.withdraw("everything"))
    assert eleanor.standing()["standing"] == "withdrawn"
    with eleanor.portal.database.engine.connect() as connection:
        used = connection.exec_driver_sql("SELECT used_at FROM step_up").scalars().all()
    assert all(used)


def test_a_ticket_that_was_not_confirmed_signs_nothing(eleanor: Reader) -> None:
    path, _ = asked(eleanor)
    problem(eleanor.sign(step_up=path.rpartition("/")[2]), 422, "step_up_needed")


def test_somebody_elses_ticket_does_not_exist(eleanor: Reader) -> None:
    eleanor.portal.add(email="ruth@example.org")
    path, code = asked(eleanor)
    ruth = eleanor.portal.browser("ruth@example.org")
    problem(ruth.post(path, {"code": code}), 404, "not_found")


def test_a_new_code_can_be_asked_for_after_a_minute(eleanor: Reader) -> None:
    asked(eleanor)
    problem(eleanor.phone.post("/api/step-up", ASK), 429, "code_just_sent")
    eleanor.portal.clock.turn(minutes=1)
    asked(eleanor)


def test_ten_codes_an_hour_are_enough(eleanor: Reader) -> None:
    for _ in range(10):
        asked(eleanor)
        eleanor.portal.clock.turn(minutes=2)
    problem(eleanor.phone.post("/api/step-up", ASK), 429, "too_many_codes")
