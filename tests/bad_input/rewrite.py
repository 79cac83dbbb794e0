"""Write the message of every case anew; the difference is for a person to read."""

import tempfile
from pathlib import Path

from tests.bad_input.messages import CASES, MESSAGE, message

if __name__ == "__main__":
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            (case / MESSAGE).write_text(message(case, Path(folder)), encoding="utf-8")
