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

from portal.audit import chain
from portal.audit.models import AuditEntry

RECORDED: dict[str, Any] = {"recorded": True}
"""Execution options of a bulk statement whose entry the caller records himself."""

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
    session.add(_entry(session, action, kind, object_id, scope, before, after))


def _entry(
    session: Session,
    action: str,
    kind: str,
    object_id: UUID,
    scope: tuple[UUID | None, UUID | None],
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> AuditEntry:
    actor = session.info.get(_ACTOR)
    if actor is None:
        raise NobodyActs(f"{action} of {kind}: call acting(session, actor, now) first")
    return AuditEntry(
        at=session.info[_NOW],
        account_id=actor.account_id,
        actor=actor.name,
        action=action,
        kind=kind,
        object_id=object_id,
        site_id=scope[0],
        participant_id=scope[1],
        before=before,
        after=after,
        reason=session.info.get(_REASON, ""),
    )


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
    entries = []
    for rows, action in ((session.new, "added"), (session.deleted, "removed")):
        for row in rows:
            if isinstance(row, Audited):
                values = _values(row)
                before, after = (None, values) if action == "added" else (values, None)
                entries.append((row, action, before, after))
    for row in session.dirty:
        if isinstance(row, Audited) and row not in session.deleted:
            old, new = _differences(row)
            if new:
                entries.append((row, "changed", old, new))
    for row, action, before, after in entries:
        kind = row.__tablename__  # type: ignore[attr-defined]
        object_id = row.id  # type: ignore[attr-defined]
        session.add(_entry(session, action, kind, object_id, row.audit_scope(), before, after))


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
event.listen(Session, "after_flush", chain.note)
event.listen(Session, "before_commit", chain.link_written)
event.listen(Session, "after_transaction_end", chain.forget)
