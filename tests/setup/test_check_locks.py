"""What ties a lock file to one registry, or leaves a package unproved, is found."""

import json

import pytest

from tests.setup.check_locks import npm_faults, python_faults

PINNED = "click==8.5.1 \\\n    --hash=sha256:00ff\n    # via flask\n"


def test_a_lock_with_hashes_and_no_address_has_no_fault() -> None:
    assert list(python_faults("# Written by make lock\n" + PINNED)) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("--index-url https://packages.example/simple", "line 4 holds an address"),
        ("--find-links /srv/wheels", "line 4 holds an address or an option"),
        ("flask @ https://packages.example/flask.whl \\", "line 4 holds an address"),
        ("flask==3.1.3", "line 4 pins a package without a hash: flask==3.1.3"),
    ],
)
def test_an_address_or_a_missing_hash_in_a_python_lock_is_named(line: str, fault: str) -> None:
    assert [found[: len(fault)] for found in python_faults(PINNED + line)] == [fault]


@pytest.mark.parametrize(
    ("package", "faults"),
    [
        ({"version": "1.0.0", "integrity": "sha512-00"}, []),
        ({"version": "1.0.0"}, ["node_modules/a has no hash"]),
        (
            {"integrity": "sha512-00", "resolved": "https://packages.example/a.tgz"},
            ["node_modules/a says where it was downloaded from"],
        ),
    ],
)
def test_an_address_or_a_missing_hash_in_an_npm_lock_is_named(
    package: dict[str, str], faults: list[str]
) -> None:
    lock = {"packages": {"": {"name": "app"}, "node_modules/a": package}}
    assert list(npm_faults(json.dumps(lock))) == faults
