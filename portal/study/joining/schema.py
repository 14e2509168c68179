"""The shape of joining in the study file."""

from __future__ import annotations

from portal.study.fields import TrueFalse, Whole
from portal.study.shape import Group

MOST_DAYS = 90
"""A code that lies about for longer is a key that nobody misses."""

MOST_PARTNERS = 10


class Joining(Group):
    invitation_days = Whole(least=1, most=MOST_DAYS, unit="days", required=False, example=14)
    names_study = TrueFalse(required=False)
    care_partners = Whole(least=0, most=MOST_PARTNERS, unit="people", required=False, example=3)
