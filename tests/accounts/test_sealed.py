"""Secrets that are read back open with the portal's key, in their own row, and nowhere else."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag

from portal.accounts.sealed import seal, unseal

KEY = "a key for tests only, long enough to pass"


def test_a_sealed_secret_is_read_back_and_shows_nothing() -> None:
    sealed = seal(KEY, "row 1", b"secret")
    assert unseal(KEY, "row 1", sealed) == b"secret"
    assert "secret" not in sealed
    assert sealed != seal(KEY, "row 1", b"secret")


@pytest.mark.parametrize(("key", "row"), [(KEY + "x", "row 1"), (KEY, "row 2")])
def test_with_another_key_or_in_another_row_it_stays_shut(key: str, row: str) -> None:
    with pytest.raises(InvalidTag):
        unseal(key, row, seal(KEY, "row 1", b"secret"))
