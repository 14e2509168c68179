"""Versions of the consent text at the desk: what they say, approval, putting in force."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, g
from marshmallow import fields, validate

from api import access
from api.consent import desk_present as present
from api.consent import desk_schemas as schemas
from api.context import db, now, parts
from api.fields import Blueprint, Strict
from portal.accounts.roles import May
from portal.consent import versions
from portal.consent.pdf.build import print_pdf
from portal.consent.version_models import ConsentVersion
from portal.consent.versions import Approval
from portal.study.models import Study

blueprint = Blueprint("consent versions", __name__, description="Versions of the consent text")


class Language(Strict):
    language = fields.String(required=True, validate=validate.Length(min=2, max=10))


def _version(version_id: UUID) -> ConsentVersion:
    return versions.get(db(), version_id, studies=_studies())


def _studies() -> set[UUID]:
    return {place.study_id for place in g.places}


@blueprint.get("/api/staff/consent-versions")
@access.staff(May.STUDY_READ)
@blueprint.response(200, schemas.VersionRows)
def all_versions() -> dict[str, Any]:
    """Every version of the caller's studies, the newest first."""
    return {"rows": present.version_rows(versions.of_studies(db(), _studies()))}


@blueprint.get("/api/staff/consent-versions/<uuid:version_id>")
@access.staff(May.STUDY_READ)
@blueprint.response(200, schemas.VersionDetail)
def one_version(version_id: UUID) -> dict[str, Any]:
    """One version: its texts, the elements it has, how hard it reads, what it changed."""
    return present.version_detail(_version(version_id))


@blueprint.get("/api/staff/consent-versions/<uuid:version_id>/print")
@access.staff(May.STUDY_READ)
@blueprint.arguments(Language, location="query")
@blueprint.doc(responses={200: {"description": "The text as PDF, with lines to sign on"}})
def print_version(query: dict[str, str], version_id: UUID) -> Response:
    """The text to print and to sign on paper."""
    version = _version(version_id)
    text = parts().library.text(db(), version, query["language"])
    row = db().get_one(Study, version.study_id)
    study = parts().catalog.get(db(), row.id, row.version)
    pdf = print_pdf(
        text,
        study_title=study.title.in_language(text.language, study.languages[0]),
        registry=study.registry,
        site_name=None,
        version_label=version.label,
        text_digest=version.digest,
        made_at=version.loaded_at,
    )
    response = Response(pdf, mimetype="application/pdf")
    name = f"consent-{version.label}-{text.language}.pdf"
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response


@blueprint.post("/api/staff/consent-versions/<uuid:version_id>/approval")
@access.staff(May.CONSENT_VERSIONS)
@blueprint.arguments(schemas.Approve)
@blueprint.response(200, schemas.VersionDetail)
def approve(body: dict[str, Any], version_id: UUID) -> dict[str, Any]:
    """Write the board's approval down. Nothing goes live by it."""
    version = _version(version_id)
    edit = body.pop("version")
    versions.approve(version, Approval(**body), edit=edit, now=now())
    return present.version_detail(version)


@blueprint.post("/api/staff/consent-versions/<uuid:version_id>/in-force")
@access.staff(May.CONSENT_VERSIONS)
@blueprint.arguments(schemas.PutInForce)
@blueprint.response(200, schemas.VersionDetail)
def put_in_force(body: dict[str, Any], version_id: UUID) -> dict[str, Any]:
    """From now on this version is read and signed; the one before is superseded."""
    version = _version(version_id)
    versions.put_in_force(
        db(),
        version,
        edit=body["version"],
        catalog=parts().catalog,
        keys=parts().keys,
        now=now(),
    )
    return present.version_detail(version)
