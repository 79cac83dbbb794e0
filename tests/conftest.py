"""What every test shares: repeatable property tests, a clean environment, and Debian's Chromium for the browser."""

import os
import shutil

import pytest
from hypothesis import settings

# Examples are drawn the same way on every machine and no clock decides: a red test is red for everybody.
settings.register_profile("waag", derandomize=True, deadline=None, database=None)
settings.load_profile("waag")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them; where the reference data lies is not a setting."""
    for name in sorted(os.environ):
        if name.startswith("WAAG_") and name != "WAAG_REFERENCE_DATA":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Launch Debian's Chromium; a machine without it fails the browser tests and hears the remedy."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("The browser tests need Chromium; `make system` installs it.", pytrace=False)
    # Chromium refuses its sandbox to root, which is who runs in most build containers.
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": chromium, "args": flags}
