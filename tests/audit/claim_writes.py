"""Every write of the travel claims through the API, with the entry that it must leave."""

from __future__ import annotations

from typing import Any

from tests.audit.scene import NOTHING, Case, Scene
from tests.support.claims import a_picture


def say_how_far(scene: Scene) -> Any:
    return scene.phone.put("/api/me/travel/distance", {"one_way": 120})


def correct_how_far(scene: Scene) -> Any:
    path = f"/api/staff/participants/{scene.participant.id}/travel/distance"
    return scene.desk.browser.put(path, {"one_way": 130})


CLAIM_CASES: dict[str, Case] = {
    "PUT /api/me/travel/distance": (
        NOTHING, say_how_far, "travel_distance", "added", None, {"one_way": 120}, "",
    ),
    "POST /api/me/receipts/<uuid:receipt_id>": (
        Scene.travelled, lambda s: s.traveller.hand_in(a_picture()),
        "claim_receipt", "added", None, {"position": 0, "made_at": "NOW"}, "",
    ),
    "POST /api/me/claims": (
        Scene.may_claim, lambda s: s.traveller.send(s.money_back),
        "claim", "added", None, {"status": "sent", "round": 1, "currency": "USD"}, "",
    ),
    "POST /api/me/claims/<uuid:claim_id>/withdrawal": (
        Scene.claimed, lambda s: s.traveller.withdraw(s.claim),
        "claim", "changed", {"status": "sent"}, {"status": "withdrawn"}, "",
    ),
    "POST /api/me/claims/<uuid:claim_id>/dispute": (
        Scene.approved, lambda s: s.traveller.dispute(s.claim, "The toll was higher"),
        "claim", "changed",
        {"status": "approved", "disputed_at": None},
        {"status": "disputed", "disputed_at": "NOW", "dispute_note": "The toll was higher"},
        "The toll was higher",
    ),
    "POST /api/staff/claims/<uuid:claim_id>/take": (
        Scene.claimed, lambda s: s.reviewer.take(s.claim),
        "claim", "changed", {"status": "sent"}, {"status": "checking"}, "",
    ),
    "POST /api/staff/claims/<uuid:claim_id>/release": (
        Scene.checked, lambda s: s.reviewer.release(s.claim),
        "claim", "changed", {"status": "checking"}, {"status": "sent"}, "",
    ),
    "POST /api/staff/claims/<uuid:claim_id>/decision": (
        Scene.checked, lambda s: s.reviewer.decide(s.claim, "decline", note="Not for this visit"),
        "claim", "changed",
        {"status": "checking", "note": ""},
        {"status": "declined", "note": "Not for this visit"},
        "Not for this visit",
    ),
    "PUT /api/staff/participants/<uuid:participant_id>/travel/distance": (
        say_how_far, correct_how_far,
        "travel_distance", "changed", {"one_way": 120}, {"one_way": 130}, "",
    ),
    "POST /api/staff/payment-batches": (
        Scene.approved, lambda s: s.finance.batch(s.claim),
        "payment_batch", "added", None, {"number": 1, "currency": "USD"}, "",
    ),
    "POST /api/staff/payment-batches/<uuid:batch_id>/paid": (
        Scene.on_its_way, lambda s: s.finance.settle(s.batch["id"]),
        "payment", "changed",
        {"status": "on_its_way", "reference": ""}, {"status": "paid", "reference": "ACH-1"}, "",
    ),
    "POST /api/staff/payments/<uuid:payment_id>/failed": (
        Scene.on_its_way, lambda s: s.finance.fail(s.batch["rows"][0], "Account closed"),
        "payment", "changed",
        {"status": "on_its_way", "failed_reason": ""},
        {"status": "failed", "failed_reason": "Account closed"},
        "Account closed",
    ),
}  # fmt: skip
