"""Recording the history without anyone having to remember it.

Every model that derives from :class:`Audited` is watched: what a flush adds, changes or removes
becomes an :class:`AuditEntry` in the same transaction. A session that writes such a model must
say who acts (:func:`acting`); without it the flush fails. Statements that change many rows at
once go around the flush and are refused, unless the caller records them himself
(:func:`record`) and marks the statement with ``RECORDED``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import InstanceState, ORMExecuteState, Session

from portal.audit import pending
from portal.audit.models import AuditEntry

RECORDED: dict[str, Any] = {"recorded": True}
"""Execution options of a bulk statement whose entry the caller records himself."""

Values = dict[str, Any] | None

_ACTOR, _REASON, _NOW = "audit.actor", "audit.reason", "audit.now"


class Audited:
    """Mixin of models whose every change is recorded.

    `audit_hidden`: columns that never appear in the history (secrets) or would only be noise.
    """

    audit_hidden: ClassVar[frozenset[str]] = frozenset()

    def audit_scope(self) -> tuple[UUID | None, UUID | None]:
        """Whose record this is: (site, participant)."""
        return getattr(self, "site_id", None), getattr(self, "participant_id", None)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `name` is a role ("coordinator") or a part of the portal ("portal: planner")."""

    name: str
    account_id: UUID | None = None


class NobodyActs(RuntimeError):
    """A session wrote an audited model without :func:`acting`: a mistake in the program."""


def acting(session: Session, actor: Actor, now: datetime) -> None:
    """Say who acts in this session from here on, and at what time. No reason is given yet."""
    session.info[_ACTOR] = actor
    session.info[_NOW] = now
    session.info.pop(_REASON, None)


def because(session: Session, reason: str) -> None:
    """Give the reason that the entries of this session's next flushes carry."""
    session.info[_REASON] = reason


def record(
    session: Session,
    action: str,
    *,
    kind: str,
    object_id: UUID,
    scope: tuple[UUID | None, UUID | None] = (None, None),
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write an entry for something that is not a change of one audited row."""
    pending.add(session, [_entry(session, action, kind, object_id, scope, before, after)])


def _entry(
    session: Session,
    action: str,
    kind: str,
    object_id: UUID,
    scope: tuple[UUID | None, UUID | None],
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> dict[str, Any]:
    actor = session.info.get(_ACTOR)
    if actor is None:
        raise NobodyActs(f"{action} of {kind}: call acting(session, actor, now) first")
    return {
        "at": session.info[_NOW],
        "account_id": actor.account_id,
        "actor": actor.name,
        "action": action,
        "kind": kind,
        "object_id": object_id,
        "site_id": scope[0],
        "participant_id": scope[1],
        "before": before,
        "after": after,
        "reason": session.info.get(_REASON, ""),
    }


def plain(value: Any) -> Any:
    """`value` as JSON can hold it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, date):  # and datetime
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    return value


def _columns(state: InstanceState[Any], hidden: frozenset[str]) -> Iterable[str]:
    return (
        attribute.key
        for attribute in state.mapper.column_attrs
        if attribute.key not in hidden and attribute.key != "version"
    )


def _differences(row: Audited) -> tuple[dict[str, Any], dict[str, Any]]:
    state: InstanceState[Any] = sa.inspect(row)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for key in _columns(state, row.audit_hidden):
        history = state.attrs[key].history
        if history.has_changes():
            before[key] = plain(history.deleted[0]) if history.deleted else None
            after[key] = plain(history.added[0]) if history.added else None
    return before, after


def _values(row: Audited) -> dict[str, Any]:
    state: InstanceState[Any] = sa.inspect(row)
    values = {key: plain(state.dict.get(key)) for key in _columns(state, row.audit_hidden)}
    return {key: value for key, value in values.items() if value is not None}


def _record_flush(session: Session, _context: object, _instances: object) -> None:
    rows: list[tuple[Audited, str, Values, Values]] = []
    rows += ((row, "added", None, _values(row)) for row in _watched(session.new))
    rows += ((row, "removed", _values(row), None) for row in _watched(session.deleted))
    for row in _watched(session.dirty):
        old, new = _differences(row)
        if new and row not in session.deleted:
            rows.append((row, "changed", old, new))
    entries = []
    for row, action, before, after in rows:
        kind = row.__tablename__  # type: ignore[attr-defined]
        object_id = row.id  # type: ignore[attr-defined]
        entries.append(_entry(session, action, kind, object_id, row.audit_scope(), before, after))
    if entries:
        pending.add(session, entries)


def _watched(rows: Iterable[object]) -> Iterable[Audited]:
    return (row for row in rows if isinstance(row, Audited))


def _refuse_unrecorded(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete or state.is_insert):
        return
    if state.execution_options.get("recorded"):
        return
    mapper = state.bind_mapper
    if mapper is not None and issubclass(mapper.class_, Audited | AuditEntry):
        raise NobodyActs(f"a bulk change of {mapper.class_.__name__} must be recorded by hand")


event.listen(Session, "before_flush", _record_flush)
event.listen(Session, "do_orm_execute", _refuse_unrecorded)
event.listen(Session, "before_commit", pending.commit)
event.listen(Session, "after_transaction_create", pending.begin)
event.listen(Session, "after_commit", pending.keep)
event.listen(Session, "after_transaction_end", pending.end)
