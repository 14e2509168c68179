"""The desk's lists in each of their forms, as queries below /api/staff/."""

from __future__ import annotations

from portal.accounts.roles import MAY, May, Role
from portal.claims.desk import Waiting
from portal.queue.sources import SOURCES


def lists_of(role: Role, home: str, participant: str) -> list[str]:
    """All the lists that this role may read."""
    of = {
        May.PARTICIPANTS_READ: participant_lists(home),
        May.QUEUE_READ: queue_lists(home),
        May.CLAIMS_READ: claim_lists(home, participant),
        May.HISTORY_READ: history_lists(home, participant),
    }
    return [query for may, queries in of.items() if may in MAY[role] for query in queries]


def participant_lists(home: str) -> list[str]:
    """The lists of participants, visits and requests in each of their forms."""
    return [
        f"participants?site={home}",
        "participants?late=true",
        "participants?sort=next_visit",
        "participants?sort=late",
        f"visits?site={home}",
        *(f"visits?state={state}" for state in ("to_book", "booked", "outcome_missing", "late")),
        "visits?from=2020-01-01&to=2040-01-01&page_size=200",
        *(f"time-requests?status={status}" for status in ("open", "answered")),
    ]


def claim_lists(home: str, participant: str) -> list[str]:
    """The lists of travel claims and payments in each of their forms."""
    return [
        *(f"claims?waiting={waiting.value}" for waiting in Waiting),
        f"claims?waiting=all&site={home}",
        f"claims?waiting=all&participant={participant}",
        "travel-totals?year=2026",
        "travel-totals.csv?year=2026",
    ]


def queue_lists(home: str) -> list[str]:
    """The work queue in each of its forms."""
    return [
        f"queue?site={home}&page_size=200",
        "queue?page_size=200",
        "queue?mine=true",
        "queue?snoozed=true",
        *(f"queue?kind={source.kind}" for source in SOURCES),
    ]


def history_lists(home: str, participant: str) -> list[str]:
    """The history in each of its forms."""
    return [
        f"history?site={home}&page_size=200",
        f"history?participant={participant}",
        "history?side=team&kind=visit&action=changed",
        "history?first=2020-01-01&last=2040-01-01",
        "history/choices",
    ]
