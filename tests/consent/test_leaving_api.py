"""Taking a consent back, in part or whole, and coming back after it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from portal.accounts import people
from portal.accounts.roles import Role
from portal.audit.recorder import acting
from tests.support.consenting import Reader, Signer, countersign, put_in_force
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.world import TESTER

ELEANOR = "eleanor@example.org"


class Scene:
    """Eleanor in monitoring with a consent in force."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        put_in_force(portal)
        self.participant = portal.add(email=ELEANOR)
        self.eleanor = Reader(portal, ELEANOR)
        self.eleanor.consent()
        countersign(portal, self.participant.id)
        self.desk = portal.at_desk()
        done(self.desk.set_anchor(self.participant.id, "last_dose", str(portal.today)))

    def menu(self) -> list[tuple[str, str | None]]:
        shown = done(self.eleanor.phone.get("/api/me/consent/withdrawal"))
        return [(option["scope"], option["choice"]) for option in shown["options"]]

    def open_visits(self) -> int:
        visits = self.desk.participant(self.participant.id)["visits"]
        return sum(visit["status"] in {"planned", "booked"} for visit in visits)


@pytest.fixture
def scene(portal: Portal) -> Scene:
    return Scene(portal)


ALL = [
    ("choice", "keep_samples"),
    ("choice", "contact_later"),
    ("choice", "share_data"),
    ("visits", None),
    ("everything", None),
]


def test_the_menu_has_what_is_in_force_and_nothing_else(scene: Scene) -> None:
    assert scene.menu() == ALL
    done(scene.eleanor.withdraw("choice", "share_data"))
    assert scene.menu() == [option for option in ALL if option[1] != "share_data"]


def test_taking_one_choice_back_leaves_everything_else(scene: Scene) -> None:
    before = scene.open_visits()
    shown = done(scene.eleanor.withdraw("choice", "share_data"))
    assert shown["standing"] == "in_force"
    assert shown["choices"] == {"keep_samples": True, "contact_later": True, "share_data": False}
    assert scene.open_visits() == before
    assert shown["withdrawals"][0]["choice"] == "share_data"
    signed = done(scene.eleanor.phone.get("/api/me/consent/signed"))
    assert signed["signatures"][0]["digest"], "what was signed stays as it was"


def test_stopping_the_visits_takes_them_away_and_lets_records_be_followed(scene: Scene) -> None:
    visit = scene.portal.visit_id(scene.participant, "week_6")
    done(scene.desk.book(visit, "2026-04-13"))
    shown = done(scene.eleanor.withdraw("visits", reason="Too far"))
    assert shown["standing"] == "records_only"
    assert scene.open_visits() == 0
    person = scene.desk.participant(scene.participant.id)
    assert person["status"] == "withdrawn"
    assert person["steps"][-1]["reason"] == "Too far"
    assert scene.menu() == [option for option in ALL if option[0] != "visits"]


def test_stopping_everything_ends_all_of_it(scene: Scene) -> None:
    shown = done(scene.eleanor.withdraw("everything"))
    assert shown["standing"] == "withdrawn"
    assert not shown["to_sign"]
    assert (scene.menu(), scene.open_visits()) == ([], 0)
    detail = Signer(scene.portal).detail(scene.participant.id)
    assert detail["row"]["stage"] == "withdrawn"
    assert set(detail["consents"][0]["choices"].values()) == {False}


def test_the_same_withdrawal_twice_is_one(scene: Scene) -> None:
    same = str(uuid4())
    for _ in range(2):
        shown = done(scene.eleanor.withdraw("everything", id=same))
        assert len(shown["withdrawals"]) == 1
    problem(scene.eleanor.withdraw("visits", id=str(uuid4())), 404, "not_found")


def test_the_same_id_for_something_else_is_refused(scene: Scene) -> None:
    same = str(uuid4())
    done(scene.eleanor.withdraw("choice", "share_data", id=same))
    problem(scene.eleanor.withdraw("everything", id=same), 409, "id_in_use")


@pytest.mark.parametrize(
    ("scope", "choice"), [("choice", None), ("choice", "unheard_of"), ("visits", "share_data")]
)
def test_what_is_not_on_the_menu_is_refused(
    small_portal: Portal, scope: str, choice: str | None
) -> None:
    scene = Scene(small_portal)
    problem(scene.eleanor.withdraw(scope, choice), 422, "nothing_to_withdraw")
    assert scene.eleanor.standing()["standing"] == "in_force"


def test_nobody_who_has_not_signed_can_withdraw(small_portal: Portal) -> None:
    put_in_force(small_portal)
    small_portal.add(email=ELEANOR)
    eleanor = Reader(small_portal, ELEANOR)
    assert done(eleanor.phone.get("/api/me/consent/withdrawal"))["options"] == []
    problem(eleanor.withdraw("everything"), 404, "not_found")


def test_she_may_withdraw_before_the_team_has_signed(small_portal: Portal) -> None:
    put_in_force(small_portal)
    participant = small_portal.add(email=ELEANOR)
    eleanor = Reader(small_portal, ELEANOR)
    eleanor.consent()
    assert done(eleanor.withdraw("everything"))["standing"] == "withdrawn"
    problem(Signer(small_portal).sign(participant.id), 422, "not_awaited")


def test_the_team_records_what_she_told_by_phone(small_portal: Portal) -> None:
    scene = Scene(small_portal)
    body = {"id": str(uuid4()), "scope": "visits", "reason": "She moves"}
    path = f"/api/staff/participants/{scene.participant.id}/withdrawals"
    shown = done(scene.desk.browser.post(path, body))
    assert shown["row"]["stage"] == "records_only"
    (entry,) = [line for line in shown["trail"] if line["kind"] == "withdrew"]
    assert entry["who"] == "Coordinator miami"


def test_who_comes_back_signs_a_new_consent_to_the_same_text(portal: Portal) -> None:
    scene = Scene(portal)
    done(scene.eleanor.withdraw("everything"))
    done(scene.desk.move(scene.participant.id, "screening", reason="She asked to come back"))
    standing = scene.eleanor.standing()
    assert (standing["to_sign"], standing["again"], standing["standing"]) == (True, False, "none")
    assert standing["progress"]["sections_read"] == []
    scene.eleanor.consent()
    assert countersign(portal, scene.participant.id)["row"]["stage"] == "in_force"
    assert scene.eleanor.standing()["standing"] == "in_force"


def test_a_care_partner_has_no_part_in_it(small_portal: Portal) -> None:
    scene = Scene(small_portal)
    with small_portal.database.transaction() as session:
        now = small_portal.clock.now
        acting(session, TESTER, now)
        person = people.account(
            session, email="partner@example.org", name="P", language="en", now=now
        )
        people.join(
            session,
            person,
            Role.CARE_PARTNER,
            study_id=scene.participant.study_id,
            site_id=scene.participant.site_id,
            participant_id=scene.participant.id,
            now=now,
        )
    partner = small_portal.browser("partner@example.org")
    problem(partner.get("/api/me/consent"), 403, "not_allowed")
    assert done(partner.get("/api/me/today"))["consent"] is None
