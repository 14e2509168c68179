"""From what is recorded to the document that tells it: which facts stand in which PDF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from portal.consent import sealing
from portal.consent.models import Consent, ConsentCopy, ConsentSignature, CopyKind, Withdrawal
from portal.consent.pdf.build import consent_pdf, withdrawal_pdf
from portal.consent.pdf.facts import ConsentDocument, SignatureLine, WithdrawalDocument
from portal.consent.standing import awaited
from portal.consent.text.definition import ConsentText, WithdrawalScope
from portal.files.check import Checked
from portal.language import say
from portal.study import definition

if TYPE_CHECKING:
    from portal.consent.copies import Press

PDF = "application/pdf"


def draw(session: Session, copy: ConsentCopy, press: Press) -> Checked:
    """The document of `copy`, sealed with its site's key.

    What it says comes from the record alone, so a document made late says the same.
    """
    consent = copy.consent
    participant = consent.participant
    study = press.catalog.get(session, participant.study_id, participant.study.version)
    text = press.library.text(session, consent.consent_version, copy.language)
    if copy.kind is CopyKind.WITHDRAWAL:
        withdrawal = session.get_one(Withdrawal, copy.subject_id)
        plain = withdrawal_pdf(_withdrawal(withdrawal, consent, text, study))
    else:
        plain = consent_pdf(_consent(copy, consent, text, study))
    sealed = sealing.seal(
        plain,
        keys=press.keys,
        study=study.key,
        site=participant.site.key,
        reason=say(f"pdf.reason_{copy.kind.value}", copy.language),
        now=press.clock(),
    )
    return Checked(media_type=PDF, data=sealed, name=file_name(copy))


def file_name(copy: ConsentCopy) -> str:
    """What the person sees when she saves it: nothing of the study or the illness."""
    day = f"{copy.asked_at:%Y-%m-%d}"
    return say(f"pdf.file_{copy.kind.value}", copy.language, date_text=day)


def _consent(
    copy: ConsentCopy, consent: Consent, text: ConsentText, study: definition.Study
) -> ConsentDocument:
    participant = consent.participant
    signatures = consent.signatures
    if copy.kind is CopyKind.SIGNED:  # as it was when she signed, also when it is made later
        signatures = signatures[:1]
    missing = awaited(consent, study.consent) if copy.kind is CopyKind.COMPLETE else _others(study)
    return ConsentDocument(
        study_title=study.title.in_language(copy.language, study.languages[0]),
        registry=study.registry,
        site_name=participant.site.name,
        participant_code=participant.code,
        participant_name=signatures[0].printed_name,
        text=text,
        version_label=consent.consent_version.label,
        text_digest=consent.consent_version.digest,
        choices=signed_choices(signatures[0]),
        signatures=tuple(_line(signature) for signature in signatures),
        awaited=missing,
        made_at=signatures[-1].signed_at,
    )


def _others(study: definition.Study) -> tuple[definition.SignerRole, ...]:
    return study.consent.countersigned_by if study.consent else ()


def signed_choices(signature: ConsentSignature) -> dict[str, bool]:
    """The optional uses as they were when the signature was made."""
    choices: dict[str, bool] = json.loads(signature.record)["choices"]
    return choices


def _line(signature: ConsentSignature) -> SignatureLine:
    return SignatureLine(
        role=signature.role,
        printed_name=signature.printed_name,
        meaning=signature.meaning,
        signed_at=signature.signed_at,
        time_zone=signature.time_zone,
        method=signature.method,
        digest=signature.digest,
        identity=signature.identity.value if signature.identity else None,
    )


def _withdrawal(
    withdrawal: Withdrawal, consent: Consent, text: ConsentText, study: definition.Study
) -> WithdrawalDocument:
    participant = consent.participant
    option = next(found for found in text.withdrawal if found.scope is withdrawal.scope)
    choice = next((found for found in text.choices if found.key == withdrawal.choice), None)
    return WithdrawalDocument(
        study_title=study.title.in_language(withdrawal.language, study.languages[0]),
        site_name=participant.site.name,
        participant_code=participant.code,
        participant_name=participant.name,
        language=withdrawal.language,
        title=option.title,
        explain=option.explain,
        data=option.data,
        choice=choice.ask if choice and withdrawal.scope is WithdrawalScope.CHOICE else None,
        reason=withdrawal.reason or None,
        at=withdrawal.at,
        time_zone=participant.site.time_zone,
        recorded_by=withdrawal.recorded_by,
        version_label=consent.consent_version.label,
        notice=text.notice,
    )
