"""Who helps the sample participants, and who is asked to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid5

from sqlalchemy.orm import Session

from portal.accounts import people
from portal.accounts.roles import Role
from portal.audit.recorder import Actor, acting
from portal.demo.consents import Tools
from portal.demo.people import ASKED, DEMO, PARTNERS
from portal.demo.story import Story
from portal.partners import inviting
from portal.partners.inviting import Helper

PARTNER_SINCE_DAYS = 300
PARTNER_ASKED_DAYS = 3


def add(session: Session, stories: Sequence[Story], now: datetime) -> None:
    her = {story.sample.email: story.participant for story in stories}
    for partner in PARTNERS:
        since = now - timedelta(days=PARTNER_SINCE_DAYS)
        acting(session, DEMO, since)
        account = people.account(
            session, email=partner.email, name=partner.name, language="en", now=since
        )
        people.join(
            session,
            account,
            Role.CARE_PARTNER,
            study_id=her[partner.of].study_id,
            site_id=her[partner.of].site_id,
            participant_id=her[partner.of].id,
            now=since,
        )


def ask(session: Session, stories: Sequence[Story], tools: Tools, now: datetime) -> None:
    her = {story.sample.email: story for story in stories}
    for asked in ASKED:
        story, then = her[asked.by], now - timedelta(days=PARTNER_ASKED_DAYS)
        participant, herself = story.participant, story.herself()
        acting(session, Actor(Role.PARTICIPANT.value, herself.id), then)
        helper = Helper(
            id=uuid5(herself.id, asked.email),
            name=asked.name,
            email=asked.email,
            may_read_check_ins=False,
        )
        inviting.invite(
            session,
            participant,
            helper,
            study=tools.catalog.get(session, participant.study_id, participant.study.version),
            by=herself,
            now=then,
            secret=tools.settings.secret_key,
        )
    acting(session, DEMO, now)
