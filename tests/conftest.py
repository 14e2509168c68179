"""What every test shares: how properties are tried, and what happens where a program is missing."""

import os

import pytest
from hypothesis import settings

from tests.setup.programs import find_chromium, find_pdfsig, find_postgres

pytest_plugins = (
    "tests.support.databases",
    "tests.support.portal",
    "tests.support.neighbours",
)

ON_CI = os.environ.get("CI") == "true"
PROGRAMS = {"browser": find_chromium, "pdfsig": find_pdfsig, "postgres": find_postgres}

# A slow moment of the machine is no fault of the code; on CI the same examples are tried each time.
settings.register_profile("portal", deadline=None, derandomize=ON_CI, print_blob=True)
settings.load_profile("portal")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out, on a person's machine only, the tests whose program is not installed."""
    if ON_CI:
        return
    missing = [marker for marker, find in PROGRAMS.items() if find() is None]
    for item in items:
        for marker in missing:
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"{marker}: see tests/setup/ensure.py"))
