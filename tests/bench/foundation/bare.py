"""What Today is compared with: the least that Flask, the ORM and marshmallow can do it in.

One route on the same database. It checks the session cookie (one statement), reads one user and
twenty rows by an index through the ORM, and dumps them with marshmallow. No roles, no rules, no
language, no headers, no log, no limits.
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from flask import Flask, Response, abort, jsonify, request
from marshmallow import Schema, fields

from portal.accounts.models import Account, DeviceSession
from portal.accounts.sessions import token_hash
from portal.db import Database
from portal.schedule.models import Visit, VisitStatus

ROWS = 20


class UserSchema(Schema):
    id = fields.UUID()
    email = fields.String()
    name = fields.String()
    language = fields.String()


class RowSchema(Schema):
    id = fields.UUID()
    visit_key = fields.String()
    phase = fields.String()
    status = fields.Enum(VisitStatus, by_value=True)
    window_start = fields.Date()
    window_end = fields.Date()
    starts_at = fields.AwareDateTime()
    minutes = fields.Integer()


def bare_app(database: Database, participant_id: UUID) -> Flask:
    """An application with the route /bare, which shows this participant's first rows."""
    app = Flask("bare")
    user, rows = UserSchema(), RowSchema(many=True)

    @app.get("/bare")
    def bare() -> Response:
        with database.session(reads_only=True) as session:
            device = session.execute(
                sa.select(DeviceSession.account_id).where(
                    DeviceSession.token_hash == token_hash(request.cookies.get("portal", "")),
                    DeviceSession.ended_at.is_(None),
                    DeviceSession.expires_at > datetime.now(UTC),
                )
            ).first()
            if device is None:
                abort(401)
            account = session.get_one(Account, device.account_id)
            visits = session.scalars(
                sa.select(Visit)
                .where(Visit.participant_id == participant_id)
                .order_by(Visit.target)
                .limit(ROWS)
            ).all()
            return jsonify(user=user.dump(account), rows=rows.dump(visits))

    return app
