"""A team before a queue in which different things wait."""

from __future__ import annotations

import pytest

from portal.accounts.roles import Role
from tests.support.consenting import Reader, put_in_force
from tests.support.portal import Portal
from tests.support.problems import done
from tests.support.work import Worker

ELEANOR = "eleanor@example.org"


@pytest.fixture
def grace(portal: Portal) -> Worker:
    """The coordinator of the home site."""
    return Worker(portal.browser(portal.world.staff[Role.COORDINATOR].email))


@pytest.fixture
def helen(portal: Portal) -> Worker:
    """The investigator of the home site."""
    return Worker(portal.browser(portal.world.staff[Role.INVESTIGATOR].email))


@pytest.fixture
def reader(portal: Portal) -> Reader:
    """A participant with the text of the consent before her."""
    put_in_force(portal)
    portal.enrol(email=ELEANOR, code="P-1")
    return Reader(portal, ELEANOR)


@pytest.fixture
def asked(reader: Reader) -> Reader:
    """She has asked something."""
    done(reader.ask("How soon would I know?"))
    return reader
