"""What each role may do, written down a second time by hand: the two must agree."""

from __future__ import annotations

import pytest

from portal.accounts.roles import MAY, OWN_ROLES, STAFF_ROLES, WITH_LEAVE, May, Role

DESK = {
    *("participants.read", "participants.write", "visits.write", "history.read", "study.read"),
    *("consent.read", "consent.write", "check_ins.read", "check_ins.write"),
    *("claims.read", "claims.review", "queue.read"),
    *("messages.read", "messages.write", "messages.announce"),
    *("reminders.read", "reminders.send"),
}
BY_HAND = {
    "participant": {
        *("own.schedule.read", "own.schedule.answer", "own.consent", "own.check_ins", "own.claims"),
        *("own.messages", "own.reminders", "own.openings", "own.care_partners"),
        "own.check_ins.read",
    },
    "care_partner": {"own.schedule.read", "own.claims", "own.messages", "own.reminders"},
    "coordinator": DESK,
    "investigator": DESK | {"consent.countersign", "consent.versions"},
    "finance": {"study.read", "claims.read", "claims.pay", "queue.read"},
    "monitor": {
        *("participants.read", "history.read", "consent.read", "check_ins.read", "study.read"),
        *("claims.read", "messages.read", "reminders.read", "queue.read"),
    },
    "admin": {"study.read", "consent.versions", "team.read", "team.write"},
}


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_the_table_by_hand_says(role: Role) -> None:
    assert {may.value for may in MAY[role]} == BY_HAND[role.value]


def test_with_leave_a_care_partner_may_read_check_ins_and_no_more() -> None:
    assert {Role.CARE_PARTNER: {May.OWN_CHECK_INS_READ}} == WITH_LEAVE


def test_every_permission_is_given_to_somebody() -> None:
    assert set().union(*MAY.values()) == set(May)


def test_nobody_is_both_in_the_study_and_on_its_staff() -> None:
    assert OWN_ROLES.isdisjoint(STAFF_ROLES)
    assert set(Role) == OWN_ROLES | STAFF_ROLES


def test_staff_hold_no_permission_of_participants_and_they_none_of_staff() -> None:
    own = {may for may in May if may.value.startswith("own.")}
    for role in Role:
        allowed = MAY[role] & own if role in STAFF_ROLES else MAY[role] - own
        assert allowed == set(), role
