"""Signing keys for tests: made once, then copied, because making one takes a while."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from portal.consent.sealing import SiteKeys
from portal.settings import Settings
from tests.support.fakes import START

SITES = ("miami", "chicago")


@cache
def _made(passphrase: bytes) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="portal-keys-"))
    keys = SiteKeys(folder, passphrase)
    for site in SITES:
        keys.make("free-her", site, organisation="Test", now=START)
    return folder


def give_keys(settings: Settings) -> SiteKeys:
    """The sample study's sites have keys in the folder of `settings`."""
    keys = SiteKeys.of(settings)
    shutil.copytree(_made(keys.passphrase), keys.folder, dirs_exist_ok=True)
    return keys
