"""What single sign-on costs those who do not use it: nothing."""

from __future__ import annotations

import subprocess
import sys


def test_the_portal_starts_without_loading_the_libraries_of_sign_on() -> None:
    asked = (
        "import sys, api.cli, api.sign_on.routes; "
        "print([one for one in sys.modules if one.partition('.')[0] in {'authlib', 'joserfc'}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]"
