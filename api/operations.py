"""For those who run the portal: alive, ready, metrics, and one log line a request."""

from __future__ import annotations

import hmac
import time
import uuid
from collections.abc import Iterator

import structlog
from flask import Flask, Response, abort, g, jsonify, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from api import access
from api.context import Parts, parts
from portal import migrations
from portal.reminders.figures import figures

log = structlog.get_logger("api")


class Metrics:
    """What /metrics tells, a registry for each application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter(
            "portal_requests_total", "Requests answered", labels, registry=self.registry
        )
        self.seconds = Histogram(
            "portal_request_seconds",
            "Time to answer a request",
            ("route",),
            registry=self.registry,
        )


class Outbox(Collector):
    """What the outbox of notices tells when it is asked; nothing while the database is away."""

    def __init__(self, found: Parts) -> None:
        self._parts = found

    def collect(self) -> Iterator[Metric]:
        try:
            with self._parts.database.session(reads_only=True) as session:
                found = figures(session, now=self._parts.clock())
        except SQLAlchemyError as error:
            log.warning("no_outbox_figures", error=type(error).__name__)
            return
        for name, meaning, value in (
            ("planned", "Notices to come", found.planned),
            ("due", "Notices that wait for a worker", found.due),
            ("oldest_due_seconds", "How long the oldest of them waits", found.oldest_due),
            ("sent_24h", "Notices that went out in the last 24 hours", found.sent),
            ("late_24h", "Those of them that went out over 5 minutes late", found.late),
            ("failed", "Notices that no channel brought and nobody took care of", found.failed),
        ):
            yield GaugeMetricFamily(f"portal_notices_{name}", meaning, value=value)
        tries = GaugeMetricFamily(
            "portal_notice_tries_24h",
            "Tries of the last 24 hours",
            labels=("channel", "outcome"),
        )
        for (channel, outcome), number in sorted(found.tries.items()):
            tries.add_metric((channel, outcome), number)
        yield tries


@access.without_data
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="alive")


@access.without_data
def readyz() -> Response:
    """The database can be reached and has every migration."""
    try:
        missing = migrations.missing(parts().database.engine)
    except SQLAlchemyError as error:
        log.warning("not_ready", error=type(error).__name__)
        return _not_ready("the database cannot be reached")
    if missing:
        return _not_ready("migrations are missing: run `portal migrate`")
    return jsonify(status="ready")


def _not_ready(why: str) -> Response:
    response = jsonify(status="not ready", why=why)
    response.status_code = 503
    return response


def _may_read_metrics() -> bool:
    token = parts().settings.metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token:
        return hmac.compare_digest(token.encode(), given.encode())
    behind_proxy = "X-Forwarded-For" in request.headers
    return request.remote_addr in {"127.0.0.1", "::1"} and not behind_proxy


def register(app: Flask) -> None:
    metrics = Metrics()
    metrics.registry.register(Outbox(app.extensions["portal"]))

    @access.without_data
    def read_metrics() -> Response:
        if not _may_read_metrics():
            abort(404)
        return Response(generate_latest(metrics.registry), content_type=CONTENT_TYPE_LATEST)

    def begin() -> None:
        g.begun = time.perf_counter()
        g.request_id = uuid.uuid4().hex

    def end(response: Response) -> Response:
        # The rule of the route, never the path: addresses hold ids and secret tokens.
        route = request.url_rule.rule if request.url_rule else "(no route)"
        seconds = time.perf_counter() - g.begun if "begun" in g else 0.0
        metrics.requests.labels(request.method, route, response.status_code).inc()
        metrics.seconds.labels(route).observe(seconds)
        response.headers["X-Request-Id"] = g.get("request_id", "")
        log.info(
            "request",
            id=g.get("request_id"),
            method=request.method,
            route=route,
            status=response.status_code,
            ms=round(seconds * 1000, 1),
        )
        return response

    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)
    app.add_url_rule("/metrics", "metrics", read_metrics)
    app.before_request(begin)
    app.after_request(end)
