"""What others know of a person, and what a password of hers must therefore not be."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.accounts.models import Membership
from portal.accounts.sessions import Caller
from portal.study.models import Site, Study
from portal.study.service import Catalog


def known_of(session: Session, caller: Caller, *, catalog: Catalog) -> list[str]:
    """Her address and name, and the names of her studies and their sites."""
    hers = sa.select(Membership.study_id).where(Membership.account_id == caller.account_id)
    known = [caller.email, caller.name]
    for study in session.scalars(sa.select(Study).where(Study.id.in_(hers))):
        texts = catalog.get(session, study.id, study.version)
        known += [study.key, *(texts.short_title.in_language(one, one) for one in texts.languages)]
    known += session.scalars(sa.select(Site.name).where(Site.study_id.in_(hers)))
    return known
