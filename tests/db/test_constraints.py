"""Every constraint of the database by name: a row that breaks it alone is refused.

Each case copies a row that is there. The copy with what must be unique made anew is accepted; the
same copy with one thing wrong is refused, and the database names the constraint.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from portal.db import Base, Database
from portal.messages.words_index import WORDS_TABLE
from tests.support.databases import BOTH, copied

TABLES = {table.name: table for table in Base.metadata.sorted_tables}

PICK = {
    "uq_membership_one_participant_each": "role = 'participant'",
    "uq_time_request_one_open": "status = 'open'",
    "uq_invitation_one_open_each": "used_at IS NULL AND kind = 'participant'",
    "invitation": "used_at IS NOT NULL",
    "uq_consent_version_one_in_force": "state = 'in_force'",
    "uq_consent_one_each": "state = 'in_force'",
    "consent_signature": "role = 'participant' AND consent_id NOT IN "
    "(SELECT consent_id FROM consent_signature WHERE role = 'investigator')",
    "consent_version": "state = 'superseded'",
    "consent": "state = 'in_force'",
    "consent_copy": "file_id IS NOT NULL",
    "membership": "role = 'coordinator'",
    "visit": "status = 'booked'",
    "symptom_report": "occurrence IS NOT NULL AND read_by IS NOT NULL AND source = 'app'",
    "symptom_alert": "status = 'taken'",
    "claim": "status = 'sent' AND disputed_at IS NULL",
    "claim_line": "kind = 'receipt' AND approved IS NOT NULL",
    "claim_receipt": "line_id IS NOT NULL",
    "payment": "status = 'paid'",
    "uq_payment_one_on_its_way": "status = 'on_its_way'",
    "work_mark": "taken_by IS NOT NULL AND snoozed_until IS NULL",
    "thread": "status = 'open' AND waiting_since IS NOT NULL AND assigned_to IS NOT NULL",
    "fk_thread_merged_into_id": "status = 'merged'",
    "fk_thread_partner_id": "partner_id IS NOT NULL",
    "message": "kind = 'from_person'",
    "message_file": "message_id IS NOT NULL",
    "passkey_challenge": "purpose = 'add'",
    "fk_passkey_challenge_step_up_id": "purpose = 'step_up'",
    "step_up": "confirmed_at IS NOT NULL",
    "notice": "handled_at IS NULL AND lease_until IS NULL",
    "push_subscription": "ended_at IS NULL",
}
"""Which row is copied: by constraint, or by table."""

INSTEAD: dict[str, dict[str, Any]] = {
    "consent": {"state": "replaced"},
    "consent_signature": {"role": "investigator"},
    "consent_text": {"language": "xx"},
    "push_subscription": {"ended_at": sa.column("made_at"), "ended_because": "gone"},
    "time_request": {"status": "withdrawn"},
    "fk_membership_participant_id": {"role": "care_partner"},
    "fk_invitation_revoked_by": {
        "used_at": sa.null(),
        "used_by": sa.null(),
        "revoked_at": sa.column("made_at"),
        "revoked_by": sa.column("made_by"),
    },
}
"""What else the copy has, so that nothing but the constraint is in its way."""

PARTIAL = {
    "uq_membership_one_participant_each": ({"ended_at": sa.null()}, {"role": "care_partner"}),
    "uq_time_request_one_open": ({"status": "open"}, {"status": "withdrawn"}),
    "uq_invitation_one_open_each": (
        {},
        {"revoked_at": sa.column("made_at"), "revoked_by": sa.column("made_by")},
    ),
    "uq_consent_version_one_in_force": ({"state": "in_force"}, {"state": "superseded"}),
    "uq_consent_one_each": ({"state": "in_force"}, {"state": "replaced"}),
    "uq_payment_one_on_its_way": (
        {"status": "on_its_way"},
        {"status": "failed", "failed_reason": "Account closed"},
    ),
    "uq_push_subscription_endpoint_hash": (
        {"ended_at": sa.null(), "ended_because": sa.null()},
        {},
    ),
}
"""Unique under a condition: what breaks it, and what is the same but outside the condition."""

ONE_ROW = {
    *("pk_reminder_planner", "ck_reminder_planner_one_row"),
    *("pk_audit_head", "ck_audit_head_one_row"),
}
"""Of a table that has no second row: no copy is accepted, whatever is made anew."""

ITSELF = sa.literal(UUID(int=1), sa.Uuid())

CHECKS: dict[str, dict[str, Any]] = {
    "ck_membership_participant_for_own_roles": {"role": "participant"},
    "ck_membership_role": {"role": "nobody"},
    "ck_participant_status": {"status": "asleep"},
    "ck_participant_step_old": {"old": "asleep"},
    "ck_participant_step_new": {"new": "asleep"},
    "ck_visit_status": {"status": "asleep"},
    "ck_visit_step_old": {"old": "asleep"},
    "ck_visit_step_new": {"new": "asleep"},
    "ck_visit_booked_has_time": {"starts_at": sa.null()},
    "ck_visit_minutes_positive": {"minutes": 0},
    "ck_visit_window_in_order": {"window_start": sa.literal(date(2999, 1, 1))},
    "ck_time_request_status": {"status": "asleep"},
    "ck_participant_consent": {"consent": "maybe"},
    "ck_step_up_purpose": {"purpose": "anything"},
    "ck_step_up_method": {"method": "guess"},
    "ck_step_up_confirmed_in_some_way": {"method": sa.null()},
    "ck_device_session_strength": {"strength": "iron"},
    "ck_authenticator_app_confirmed_secret": {"secret": sa.null()},
    "ck_authenticator_app_pending_since": {"pending": "something"},
    "ck_passkey_sign_count_not_negative": {"sign_count": -1},
    "ck_passkey_challenge_purpose": {"purpose": "anything"},
    "ck_passkey_challenge_session_unless_signing_in": {"session_id": sa.null()},
    "ck_passkey_challenge_step_up_it_answers": {"purpose": "step_up"},
    "ck_password_try_wrong_tries_not_negative": {"wrong_tries": -1},
    "ck_sign_on_try_used_before_known": {"used_at": sa.null()},
    "ck_sign_on_try_known_before_asked": {"account_id": sa.null()},
    "ck_stored_file_has_content": {"size": 0},
    "ck_consent_version_state": {"state": "asleep"},
    "ck_consent_version_approved_has_dates": {"approved_on": sa.null()},
    "ck_consent_state": {"state": "asleep"},
    "ck_consent_source": {"source": "stone"},
    "ck_consent_decision": {"decision": "perhaps"},
    "ck_consent_event_kind": {"kind": "dreamt"},
    "ck_consent_question_way": {
        "way": "letter",
        "answer": "Soon",
        "answered_at": sa.column("asked_at"),
    },
    "ck_consent_question_answer_whole": {"answer": "Soon"},
    "ck_consent_signature_role": {"role": "neighbor"},
    "ck_consent_signature_identity": {"identity": "guessed"},
    "ck_consent_copy_kind": {"kind": "poster"},
    "ck_consent_copy_made_has_file": {"made_at": sa.null()},
    "ck_withdrawal_scope": {"scope": "half"},
    "ck_symptom_report_source": {"source": "stone"},
    "ck_symptom_report_entered_by_somebody": {"source": "phone"},
    "ck_symptom_report_read_by_somebody": {"read_by": sa.null()},
    "ck_symptom_report_occurrence_has_day": {"due_on": sa.null()},
    "ck_symptom_alert_urgency": {"urgency": "asleep"},
    "ck_symptom_alert_status": {"status": "asleep"},
    "ck_symptom_alert_outcome": {"status": "closed", "outcome": "slept"},
    "ck_symptom_alert_taken_by_somebody": {"taken_by": sa.null()},
    "ck_symptom_alert_closed_has_outcome": {"status": "closed"},
    "ck_symptom_contact_way": {"way": "letter"},
    "ck_withdrawal_choice_of_its_scope": {"choice": "share_data"},
    "ck_travel_distance_one_way_positive": {"one_way": 0},
    "ck_claim_status": {"status": "asleep"},
    "ck_claim_round_positive": {"round": 0},
    "ck_claim_dispute_has_words": {"dispute_note": "Please look again"},
    "ck_claim_somebody_checks": {"status": "checking"},
    "ck_claim_somebody_was_first": {"status": "second_look"},
    "ck_claim_somebody_decided": {"status": "approved"},
    "ck_claim_line_kind": {"kind": "gift"},
    "ck_claim_line_asked_positive": {"asked": 0, "allowed": 0},
    "ck_claim_line_allowed_within_asked": {"allowed": sa.column("asked", sa.Integer) + 1},
    "ck_claim_line_approved_not_negative": {"approved": -1},
    "ck_claim_line_distance_has_rate": {"distance": 1},
    "ck_claim_receipt_line_has_claim": {"claim_id": sa.null()},
    "ck_claim_receipt_no_twin_of_itself": {"id": ITSELF, "twin_id": ITSELF},
    "ck_claim_step_old": {"old": "asleep"},
    "ck_claim_step_new": {"new": "asleep"},
    "ck_payment_batch_number_positive": {"number": 0},
    "ck_payment_status": {"status": "asleep"},
    "ck_payment_amount_positive": {"amount": 0},
    "ck_payment_paid_has_day": {"paid_on": sa.null()},
    "ck_payment_failed_has_reason": {"failed_reason": "Account closed"},
    "ck_symptom_missed_called_after_due": {"call_on": sa.column("due_on")},
    "ck_thread_status": {
        "status": "asleep",
        "waiting_since": sa.null(),
        "answer_by": sa.null(),
    },
    "ck_thread_what_waits_has_a_limit": {"answer_by": sa.null()},
    "ck_thread_only_open_waits": {"status": "closed"},
    "ck_thread_merged_into_another": {"merged_into_id": sa.column("id", sa.Uuid())},
    "ck_thread_not_into_itself": {
        "id": ITSELF,
        "merged_into_id": ITSELF,
        "status": "merged",
        "waiting_since": sa.null(),
        "answer_by": sa.null(),
    },
    "ck_thread_assigned_has_name": {"assigned_name": sa.null()},
    "ck_thread_step_old": {"old": "asleep"},
    "ck_thread_step_new": {"new": "asleep"},
    "ck_message_kind": {"kind": "dreamt"},
    "ck_message_number_positive": {"number": 0},
    "ck_message_corrects_another": {"id": ITSELF, "corrects_id": ITSELF},
    "ck_message_only_answers_end_a_wait": {"waited_since": sa.column("at")},
    "ck_message_read_number_positive": {"number": 0},
    "ck_notice_about": {"about": "lunch"},
    "ck_notice_status": {"status": "asleep"},
    "ck_notice_channel": {"channel": "pigeon"},
    "ck_notice_due_before_it_expires": {"due_at": sa.literal(datetime(2999, 1, 1, tzinfo=UTC))},
    "ck_notice_tries_not_negative": {"tries": -1},
    "ck_notice_leased_by_somebody": {"leased_by": "Somebody"},
    "ck_notice_handled_by_somebody": {"handled_by_name": "Somebody"},
    "ck_notice_attempt_channel": {"channel": "pigeon"},
    "ck_notice_attempt_outcome": {"outcome": "lost"},
    "ck_push_subscription_ended_because": {"ended_because": "tired"},
    "ck_push_subscription_ended_for_a_reason": {"ended_at": sa.null()},
    "ck_reminder_wishes_quiet_from_until": {"quiet_from": "21:00", "quiet_until": None},
    "ck_reminder_planner_one_row": {"id": 2},
    "ck_audit_head_one_row": {"id": 2},
    "ck_limit_counter_scope": {"scope": "world"},
    "ck_limit_counter_kind": {"kind": "guess"},
    "ck_limit_counter_times_not_negative": {"times": -1},
    "ck_invitation_kind": {"kind": "guess"},
    "ck_invitation_role": {"role": "nobody"},
    "ck_invitation_way": {"way": "pigeon"},
    "ck_invitation_identity": {"identity": "guessed"},
    "ck_invitation_participant_unless_staff": {"participant_id": sa.null()},
    "ck_invitation_role_of_its_kind": {"role": "care_partner"},
    "ck_invitation_recovery_checked": {"identity": "video"},
    "ck_invitation_used_by_somebody": {"used_by": sa.null()},
    "ck_invitation_revoked_by_somebody": {"revoked_by": sa.column("made_by")},
    "ck_invitation_used_or_revoked": {
        "revoked_at": sa.column("made_at"),
        "revoked_by": sa.column("made_by"),
    },
    "ck_invitation_expires_later": {"expires_at": sa.column("made_at")},
    "ck_work_mark_taken_by_somebody": {"taken_by_name": sa.null()},
    "ck_work_mark_snoozed_by_somebody": {"snoozed_by_name": "Somebody"},
}


class Case(NamedTuple):
    name: str
    table: sa.Table
    columns: tuple[str, ...]
    kind: str


def cases() -> Iterator[Case]:
    for table in TABLES.values():
        for constraint in table.constraints:
            columns = ()
            if not isinstance(constraint, sa.CheckConstraint):
                columns = tuple(constraint.columns.keys())
            yield Case(str(constraint.name), table, columns, type(constraint).__name__)
        for index in table.indexes:
            if index.unique:
                yield Case(str(index.name), table, tuple(index.columns.keys()), "Partial")


# In an order of names: pytest's processes must find the same tests in the same order.
ALL = {case.name: case for case in sorted(cases(), key=lambda case: case.name)}
UNIQUE = [
    case for case in ALL.values() if case.kind in {"PrimaryKeyConstraint", "UniqueConstraint"}
]
REFERENCES = [case for case in ALL.values() if case.kind == "ForeignKeyConstraint"]


@pytest.fixture(scope="module", params=BOTH)
def full(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    template = request.getfixturevalue(f"{request.param}_filled")
    folder = tmp_path_factory.mktemp("full")
    with copied(request.param, template, request, folder) as database:
        with database.engine.begin() as connection:  # one entry that a link may be made to
            copy(connection, ALL["pk_audit_entry"], {"id": 1_000_001})
        yield database


@pytest.fixture
def connection(full: Database) -> Iterator[sa.Connection]:
    """What a test does is taken back at its end."""
    with full.engine.connect() as connection:
        yield connection
        connection.rollback()


def copy(connection: sa.Connection, case: Case, changes: dict[str, Any]) -> None:
    """Insert a row like one that is there, but for `changes`."""
    table = case.table
    key = next(iter(table.primary_key.columns))
    where = sa.text(PICK.get(case.name) or PICK.get(table.name) or "1 = 1")
    found = connection.scalars(sa.select(key).where(where).order_by(key).limit(1)).one()
    chosen = [_value(column, changes) for column in table.columns]
    source = sa.select(*chosen).where(key == found)
    connection.execute(sa.insert(table).from_select(list(table.columns.keys()), source))


def _value(column: sa.Column[Any], changes: dict[str, Any]) -> Any:
    if column.name not in changes:
        return column
    value = changes[column.name]
    return sa.literal(value) if isinstance(value, str | int) else value


def anew(connection: sa.Connection, case: Case, keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """New values for what must be unique, leaving `keep` as they are in the row copied."""
    changes: dict[str, Any] = {}
    for other in ALL.values():
        if other.table is not case.table or (other.name == case.name and keep):
            continue
        if other.kind in {"PrimaryKeyConstraint", "UniqueConstraint"}:
            free = [name for name in other.columns if name not in keep]
            free.sort(key=lambda name: bool(case.table.columns[name].foreign_keys))
            assert free or other.name == case.name, (case, other)
            for name in free[:1]:
                changes[name] = fresh(connection, case.table.columns[name])
    instead = INSTEAD.get(case.name) or INSTEAD.get(case.table.name, {})
    return changes | {name: value for name, value in instead.items() if name not in keep}


def fresh(connection: sa.Connection, column: sa.Column[Any]) -> Any:
    """A value that no row has; for a reference, a row that nobody refers to yet."""
    if isinstance(column.type, sa.Integer | sa.BigInteger) and not column.foreign_keys:
        return 1_000_000
    if isinstance(column.type, sa.String):
        return sa.literal(uuid4().hex)
    for reference in column.foreign_keys:
        used = sa.select(column)
        query = sa.select(reference.column).where(reference.column.not_in(used)).limit(1)
        found = connection.scalars(query).first()
        return sa.literal(found or uuid4(), column.type)
    return sa.literal(uuid4(), sa.Uuid())


def refused(connection: sa.Connection, case: Case, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError) as error:
        copy(connection, case, changes)
    if connection.dialect.name == "postgresql":
        assert error.value.orig.diag.constraint_name == case.name  # type: ignore[union-attr]
    else:
        assert str(error.value.orig) == as_sqlite_says(case)


def as_sqlite_says(case: Case) -> str:
    if case.kind == "CheckConstraint":
        return f"CHECK constraint failed: {case.name}"
    if case.kind == "ForeignKeyConstraint":
        return "FOREIGN KEY constraint failed"
    if case.name in {
        *("pk_audit_entry", "pk_participant_step", "pk_visit_step"),
        *("pk_consent_event", "pk_consent_signature", "pk_withdrawal"),
        *("pk_symptom_contact", "pk_symptom_missed_call", "pk_claim_step"),
        *("pk_message", "pk_thread_step", "pk_notice_attempt"),
        *("pk_audit_link", "uq_audit_link_entry_id"),
    }:
        return f"{case.table.name} is append-only"  # a trigger comes first: no row is replaced
    columns = ", ".join(f"{case.table.name}.{name}" for name in case.columns)
    return f"UNIQUE constraint failed: {columns}"


@pytest.mark.parametrize("case", UNIQUE, ids=lambda case: case.name)
def test_what_must_be_unique_is(connection: sa.Connection, case: Case) -> None:
    if case.name not in ONE_ROW:
        copy(connection, case, anew(connection, case))
        connection.rollback()
    refused(connection, case, anew(connection, case, keep=case.columns))


@pytest.mark.parametrize("name", PARTIAL)
def test_what_must_be_unique_under_a_condition_is(connection: sa.Connection, name: str) -> None:
    case, (inside, outside) = ALL[name], PARTIAL[name]
    copy(connection, case, anew(connection, case) | outside)
    connection.rollback()
    refused(connection, case, anew(connection, case) | inside)


@pytest.mark.parametrize("case", REFERENCES, ids=lambda case: case.name)
def test_what_is_referred_to_is_there(connection: sa.Connection, case: Case) -> None:
    (column,) = case.columns
    kind = case.table.columns[column].type
    nowhere = {column: sa.literal(uuid4(), kind) if isinstance(kind, sa.Uuid) else 999_999}
    if case.name != "fk_membership_participant_id":  # the row copied has none
        copy(connection, case, anew(connection, case))
        connection.rollback()
    refused(connection, case, anew(connection, case) | nowhere)


@pytest.mark.parametrize("name", CHECKS)
def test_what_a_row_must_fulfil_it_does(connection: sa.Connection, name: str) -> None:
    case = ALL[name]
    if name not in ONE_ROW:
        copy(connection, case, anew(connection, case))
        connection.rollback()
    refused(connection, case, anew(connection, case) | CHECKS[name])


def test_every_constraint_of_the_database_is_broken_here(full: Database) -> None:
    inspector = sa.inspect(full.engine)
    named = set()
    for table in inspector.get_table_names():
        found = [
            inspector.get_pk_constraint(table),
            *inspector.get_foreign_keys(table),
            *inspector.get_unique_constraints(table),
            *inspector.get_check_constraints(table),
            *(index for index in inspector.get_indexes(table) if index["unique"]),
        ]
        if table != "alembic_version" and not table.startswith(WORDS_TABLE):
            named |= {str(one["name"]) for one in found}
    tried = {case.name for case in UNIQUE} | {case.name for case in REFERENCES}
    assert named == tried | set(PARTIAL) | set(CHECKS)
