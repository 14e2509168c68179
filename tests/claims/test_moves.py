"""The statuses of claims and payments: only the moves written down here a second time, by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from portal.claims.models import Claim, ClaimStatus
from portal.claims.payment_models import Payment, PaymentStatus
from portal.errors import IllegalTransition

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ALLOWED = {
    "sent": {"checking", "returned", "second_look", "approved", "declined", "withdrawn"},
    "checking": {"sent", "returned", "second_look", "approved", "declined", "withdrawn"},
    "returned": {"sent", "withdrawn"},
    "second_look": {"checking", "approved", "returned", "declined"},
    "approved": {"on_its_way", "disputed", "paid"},
    "declined": {"disputed"},
    "on_its_way": {"paid", "approved"},
    "paid": {"disputed", "approved"},
    "disputed": {"returned", "second_look", "approved", "declined"},
    "withdrawn": set(),
}
PAYMENTS = {"on_its_way": {"paid", "failed"}, "paid": {"failed"}, "failed": set()}


@pytest.mark.parametrize(("old", "new"), [*product(ClaimStatus, ClaimStatus)])
def test_a_claim_moves_only_where_the_table_lets_it_and_each_move_is_noted(
    old: ClaimStatus, new: ClaimStatus
) -> None:
    claim = Claim(status=old, steps=[])
    if new.value not in ALLOWED[old.value]:
        with pytest.raises(IllegalTransition):
            claim.move_to(new, by="Grace", account=None, at=NOW)
        assert (claim.status, claim.steps) == (old, [])
        return
    claim.move_to(new, by="Grace", account=None, at=NOW, note="Why")
    [step] = claim.steps
    assert (claim.status, step.old, step.new) == (new, old, new)
    assert (step.by, step.at, step.note) == ("Grace", NOW, "Why")


@pytest.mark.parametrize(("old", "new"), [*product(PaymentStatus, PaymentStatus)])
def test_a_payment_moves_only_where_the_table_lets_it(
    old: PaymentStatus, new: PaymentStatus
) -> None:
    payment = Payment(status=old)
    if new.value in PAYMENTS[old.value]:
        payment.move_to(new)
        assert payment.status is new
        return
    with pytest.raises(IllegalTransition):
        payment.move_to(new)
    assert payment.status is old
