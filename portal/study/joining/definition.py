"""What a study file says about joining, as immutable values."""

from __future__ import annotations

from dataclasses import dataclass

from portal.study.definition import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """`invitation_days`: how long an invitation holds. `names_study`: whether a letter names the
    study and its team. `care_partners`: so many people a participant may let in to help her."""

    invitation_days: int = 14
    names_study: bool = False
    care_partners: int = 3


def joining_of(study: Study) -> Joining:
    """How people join `study`, also where its file does not say."""
    return study.joining or Joining()
