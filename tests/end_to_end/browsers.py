"""How Chromium is started: Debian's own, without anything it would do by itself."""

from typing import Any

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LAUNCH: dict[str, Any] = {"executable_path": CHROMIUM, "args": list(ARGUMENTS)}
