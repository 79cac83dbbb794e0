"""Where the reference data lies: published data sets too large, or not ours, to keep in the repository."""

import os
from pathlib import Path

import pytest

VARIABLE = "WAAG_REFERENCE_DATA"
CHECKOUT = Path(__file__).resolve().parents[1]


def reference_folder() -> Path:
    """Give the folder with the reference data, or skip the asking test where it is absent.

    The folder is ``$WAAG_REFERENCE_DATA``, and without that ``shared/data`` beside the checkout. In a continuous
    integration run (``CI=true``) an absent folder fails the test: there, a skip would hide that nothing was checked.
    """
    folder = Path(os.environ.get(VARIABLE) or CHECKOUT.parent / "shared" / "data")
    if folder.is_dir():
        return folder
    reason = f"No reference data in {folder}; set {VARIABLE} to the folder that holds it."
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
