"""Looking at a page with axe, and at what does not fit: shared by the criteria and by ``make axe``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
}
# What colours, letters and borders of another theme can break; the page itself is looked at in our own.
OF_A_THEME = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]},
    "resultTypes": ["violations", "incomplete"],
}
AXE = Axe()
# Only what is wrong or unsure comes back: the rest is half a megabyte a page.
RUN = "options => axe.run(options).then(found => ({violations: found.violations, incomplete: found.incomplete}))"
UNFOLD = "for (const one of document.querySelectorAll('details')) one.open = true"
WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"
# A theme of our own for tests: it fills in the tokens of NL Design System and nothing else.
THEME = """:root {
  --basis-color-action-1-inverse-bg-default: rgb(90, 24, 80);
  --basis-color-default-bg-subtle: rgb(250, 246, 249);
  --utrecht-link-color: rgb(90, 24, 80);
  --basis-border-radius-md: 0;
  --basis-text-font-family-default: "DejaVu Serif", serif;
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A way to look at pages.

    Attributes
    ----------
    kind
        What the browser is opened with.
    """

    width: int = 1280
    language: str = "nl"
    is_themed: bool = False
    kind: Mapping[str, str] = field(default_factory=dict)

    @property
    def context(self) -> dict[str, Any]:
        """What a browser is opened with."""
        return {"viewport": {"width": self.width, "height": 900}, **self.kind}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What axe says of a page: what is wrong, and the kinds of what it could not tell."""

    wrong: tuple[str, ...]
    unsure: tuple[str, ...]


def axe(page: Page, options: Mapping[str, object] = OPTIONS) -> Found:
    """Look at a page with everything unfolded."""
    page.evaluate(UNFOLD)
    page.evaluate(AXE.axe_script)
    return _run(page, options)


def axe_again(page: Page) -> Found:
    """Look once more at a page that axe has looked at, now in another width or other colours."""
    return _run(page, {**OPTIONS, "preload": False})


def _run(page: Page, options: Mapping[str, object]) -> Found:
    reply = page.evaluate(RUN, dict(options))
    return Found(wrong=_named(reply["violations"]), unsure=_kinds(reply["incomplete"]))


def _named(found: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(f"{one['id']}: {node['target'][0]}" for one in found for node in one["nodes"])


def _kinds(found: list[dict[str, Any]]) -> tuple[str, ...]:
    """Give what axe could not tell by its rule and why, once for each kind of element."""
    return tuple(
        sorted({f"{one['id']}: {_why(node)} of {_tag(node['html'])}" for one in found for node in one["nodes"]})
    )


def _why(node: dict[str, Any]) -> str:
    data = [check["data"] for check in (*node["any"], *node["all"], *node["none"]) if isinstance(check["data"], dict)]
    return str(data[0].get("messageKey", "")) if data else ""


def _tag(html: str) -> str:
    return html.lstrip("<").split()[0].split(">")[0]


def too_wide(page: Page) -> int:
    """Give by how many pixels a page is wider than its window."""
    inner: list[int] = page.evaluate(WIDTHS)
    return max(0, inner[0] - inner[1])
