"""The portal over HTTP: parse, call :mod:`portal`, dump. Rules live there, not here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from threading import Lock
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_smorest import Api
from flask_smorest.utils import prepare_response
from werkzeug.middleware.proxy_fix import ProxyFix

from api import access, errors, frontend, limits, operations, security
from api.accounts.factor_routes import blueprint as factors
from api.accounts.passkey_routes import blueprint as passkeys
from api.accounts.password_routes import blueprint as password_sign_in
from api.accounts.routes import blueprint as accounts
from api.accounts.step_up_routes import blueprint as step_up
from api.audit.own_routes import blueprint as own_openings
from api.audit.routes import blueprint as audit
from api.claims.desk_routes import blueprint as claims
from api.claims.own_routes import blueprint as own_claims
from api.claims.pay_routes import blueprint as payments
from api.consent.desk_routes import blueprint as consent
from api.consent.own_routes import blueprint as own_consent
from api.consent.version_routes import blueprint as consent_versions
from api.context import Parts
from api.demo.routes import blueprint as demo
from api.fields import Blueprint
from api.joining.desk_routes import blueprint as invitations
from api.joining.routes import blueprint as joining
from api.messages.announcement_routes import blueprint as announcements
from api.messages.desk_routes import blueprint as messages
from api.messages.own_routes import blueprint as own_messages
from api.participants.routes import blueprint as participants
from api.partners.desk_routes import blueprint as care_partners
from api.partners.own_routes import blueprint as own_care_partners
from api.partners.place_routes import blueprint as own_places
from api.queue.routes import blueprint as queue
from api.reminders import unsubscribe
from api.reminders.desk_routes import blueprint as reminders
from api.reminders.own_routes import blueprint as own_reminders
from api.schedule.calendar_routes import blueprint as calendar
from api.schedule.desk_routes import blueprint as desk_visits
from api.schedule.own_routes import blueprint as own_schedule
from api.sign_on.routes import blueprint as sign_on
from api.study.routes import blueprint as study
from api.symptoms.desk_routes import blueprint as check_ins
from api.symptoms.own_routes import blueprint as own_check_ins
from api.team.routes import blueprint as team
from api.timeline.routes import blueprint as timeline
from api.timeliness.routes import blueprint as timeliness
from portal.accounts.passwords import Passwords
from portal.accounts.webauthn import Party
from portal.consent.library import Library
from portal.consent.sealing import SiteKeys
from portal.db import Database
from portal.files.store import FileStore
from portal.mail import FolderMailer, Mailer, SmtpMailer
from portal.reminders.push.keys import VapidKeys
from portal.settings import Settings
from portal.sign_on.provider import Provider
from portal.study.service import Catalog

BLUEPRINTS = (
    *(accounts, factors, passkeys, password_sign_in, sign_on, step_up, joining, invitations),
    *(own_schedule, calendar, own_consent),
    *(own_check_ins, participants, desk_visits, consent, consent_versions, check_ins),
    *(own_claims, claims, payments, own_messages, messages, announcements),
    *(own_reminders, reminders, queue, timeline, timeliness, own_openings, audit, study),
    *(team, own_care_partners, own_places, care_partners),
)


class Json(DefaultJSONProvider):
    """Entries in the order in which a schema has them, letters as they are."""

    sort_keys = False
    ensure_ascii = False


class PortalFlask(Flask):
    json_provider_class = Json


class PortalApi(Api):
    """flask-smorest with our errors: RFC 9457 problem details, described as such.

    The routes are described when somebody reads the description: few processes ever serve it, and
    describing them takes longer than all else that a process does before it answers.
    """

    ERROR_SCHEMA = errors.ProblemSchema

    def __init__(self, app: Flask) -> None:
        self._undescribed: list[Blueprint] = []
        self._describing = Lock()
        super().__init__(app)

    def register_blueprint(self, blp: Blueprint) -> None:
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp)
        self._undescribed.append(blp)

    def describe(self) -> None:
        """Make sure that every route is in the description."""
        with self._describing:
            while self._undescribed:
                blp = self._undescribed.pop(0)
                blp.register_views_in_doc(
                    self, self._app, self.spec, name=blp.name, parameters=None
                )
                self.spec.tag({"name": blp.name, "description": blp.description})

    def _register_error_handlers(self) -> None:
        """Errors are registered by api.errors for the whole application."""

    def _register_responses(self) -> None:
        for name in (*(status.name for status in HTTPStatus), self.DEFAULT_ERROR_RESPONSE_NAME):
            problem = {"description": "Problem", "schema": self.ERROR_SCHEMA}
            prepare_response(problem, self.spec, "application/problem+json")
            self.spec.components.response(name, problem, lazy=True)


def create_app(
    settings: Settings,
    *,
    database: Database | None = None,
    mailer: Mailer | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    passwords: Passwords | None = None,
) -> Flask:
    """The application. `database`, `mailer`, `clock` and `passwords` are given by tests."""
    app = PortalFlask("api", static_folder=None)
    app.extensions["portal"] = Parts(
        settings=settings,
        database=database or Database(settings.database_url, settings.secret_key),
        catalog=Catalog(),
        library=Library(),
        store=FileStore.of(settings),
        keys=SiteKeys.of(settings),
        mailer=mailer or mailer_for(settings),
        clock=clock,
        passwords=passwords or Passwords(),
        party=Party.at(settings.base_url),
        provider=Provider.of(settings),
        push_key=push_key_of(settings),
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        REMEMBER_COOKIE_NAME=access.NO_COOKIE,
        MAX_CONTENT_LENGTH=settings.max_request_bytes,
        API_TITLE="Participant portal",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        # Flask's own way to wrap an application (a method is given another value).
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.session_interface = access.NoSession()
    access.login_manager.init_app(app)
    access.login_manager.session_protection = None
    operations.register(app)  # first, so that what the others refuse is counted and logged too
    errors.register(app)
    limits.register(app, settings)
    security.register(app)
    api = PortalApi(app)
    for blueprint in (*BLUEPRINTS, *((demo,) if settings.demo else ())):
        api.register_blueprint(blueprint)
    unsubscribe.register(app)
    _declare_description(app, api)
    frontend.register(app)
    access.check_declared(app)
    return app


def _declare_description(app: Flask, api: PortalApi) -> None:
    """flask-smorest makes the route of the description itself: anyone may read it."""
    describe = app.view_functions["api-docs.openapi_json"]

    @access.without_data
    def description() -> Any:
        api.describe()
        return describe()

    app.view_functions["api-docs.openapi_json"] = description


def push_key_of(settings: Settings) -> str | None:
    """The public key for browsers; None where nobody has made one: nobody is asked for notices then."""
    return VapidKeys.of(settings).public_key if settings.vapid_file.exists() else None


def mailer_for(settings: Settings) -> Mailer:
    """Real mail, or in the demo without a mail server the folder that its mail page shows."""
    if settings.demo and not settings.smtp_url:
        return FolderMailer(settings.data_dir / "mail")
    return SmtpMailer(settings.smtp_url, sender=settings.mail_from)
