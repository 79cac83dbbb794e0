"""What every page shares: the desk behind it, the language it speaks, and the helpers its template may use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import cast
from urllib.parse import urlencode, urlsplit

from flask import Flask, current_app, g, has_request_context, render_template, request, session, url_for

from web.language import cells, numbers, terminal
from web.language.items import rubriek_name
from web.language.law import Language
from web.language.pages import counted, has, say
from web.language.weighing import field_name
from web.pages.signed_in import Visitor
from web.service.desk import NOBODY, Desk
from web.service.door.provider import Provider
from web.service.manage.first_use import FirstUse
from web.service.manage.policy_trial import Trials
from web.service.night.nights import Run, shown_night
from web.service.questions.aside import Aside
from web.service.review import policy_version
from web.service.review.own_reasons import own_words

EXTENSION = "waag"
LANGUAGE_KEY = "taal"
LANGUAGES = ("nl", "en")
HOME = "/voorstellen"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What belongs to one application.

    Attributes
    ----------
    language
        Spoken until a visitor chooses.
    aside
        Where questions to a plan are answered.
    trials
        Where other policies are tried.
    first_use
        Fills an empty installation with the made-up world.
    theme
        The municipality's own style sheet; None where there is none.
    theme_class
        The class of the whole page that its tokens hang on; empty where they hang on none.
    data_folder
        Where an operator's own files stand.
    provider
        Through which people sign on; None where they use passwords.
    has_passwords
        Passwords of our own open this house: only the made-up world, or one machine with one file.
    security_contact
        Where to report a weakness.
    """

    desk: Desk
    language: str
    aside: Aside
    trials: Trials
    first_use: FirstUse
    theme: bytes | None = None
    theme_class: str = ""
    data_folder: Path = Path()
    provider: Provider | None = None
    has_passwords: bool = True
    security_contact: str | None = None


def house() -> House:
    """Give the house this request came in at."""
    return cast(House, current_app.extensions[EXTENSION])


def desk() -> Desk:
    """Give the store and the clock behind this request, as who asks may see them; nobody's people for nobody."""
    if not has_request_context():
        return house().desk
    who = visitor()
    return house().desk.within(who.scope if who else NOBODY)


def language() -> Language:
    """Give the language of this visitor."""
    found = g.get("language")
    if found is None:
        chosen = session.get(LANGUAGE_KEY)
        found = g.language = "en" if (chosen if chosen in LANGUAGES else house().language) == "en" else "nl"
    return cast(Language, found)


def visitor() -> Visitor | None:
    """Give who asks; None where nobody is signed in."""
    return cast("Visitor | None", g.get("visitor"))


def text(code: str, /, **facts: object) -> str:
    """Give a text of the pages in this visitor's language."""
    return say(code, language(), **facts)


def reason_words(code: str) -> str:
    """Give the words for a reason of a decision: ours, or those of the gemeente that added it."""
    ours = f"decision.reason.{code}"
    if has(ours):
        return text(ours)
    if "own_reasons" not in g:
        g.own_reasons = own_words(desk().database)
    found: tuple[str, str] | None = g.own_reasons.get(code)
    return found[LANGUAGES.index(language())] if found else code


def made_with(run: Run | None = None) -> tuple[Run, str] | None:
    """Give the night and the version of the policy that a page stands on; only to who is signed in.

    Parameters
    ----------
    run
        The night a page knows already; without it the store is asked for the one that is shown.
    """
    if visitor() is None:
        return None
    shown = run or shown_night(desk().database)
    return (shown, policy_version(shown)) if shown else None


def page(template: str, **facts: object) -> str:
    """Give a page: its template in the frame."""
    return render_template(template, **facts)


def own_path(asked: str | None) -> str:
    """Give where to go next: a path on this site, else the worklist; never somebody else's address."""
    parts = urlsplit(asked or "")
    is_own = bool(asked) and asked is not None and asked.startswith("/") and not asked.startswith("//")
    return asked if asked and is_own and not parts.netloc and "\\" not in asked else HOME


@cache
def fingerprint(name: str) -> str:
    """Give a short digest of a static file, so that a new version gets a new address."""
    content = (files("web") / "static" / name).read_bytes()
    return blake2b(content, digest_size=6).hexdigest()


def static_url(name: str) -> str:
    """Give the address of a static file of this version."""
    return url_for("static", filename=name, v=fingerprint(name))


def prepare(app: Flask) -> None:
    """Give every template its helpers."""
    app.context_processor(_helpers)
    app.add_template_filter(sentence, "sentence")
    app.add_template_filter(as_query, "as_query")
    for name, make in _FILTERS.items():
        app.add_template_filter(_spoken(make), name)


def _helpers() -> dict[str, object]:
    spoken = language()
    return {
        # A page says a thousand things: its language is looked up once.
        "t": lambda code, /, **facts: say(code, spoken, **facts),
        "tn": lambda code, count, /, **facts: counted(code, count, spoken, **facts),
        "has_text": has,
        "coded": lambda kind, cell: cells.code_words(kind, cell, spoken),
        "coded_list": lambda kind, cell: cells.code_list(kind, cell, spoken),
        "path_steps": cells.path_steps,
        "rubriek": lambda code: rubriek_name(code, spoken),
        "field_words": lambda field: field_name(field, spoken),
        "word": lambda code: terminal.label(code, spoken),
        "lang": spoken,
        "other_lang": "en" if spoken == "nl" else "nl",
        "visitor": visitor(),
        "house": house(),
        "reason_words": reason_words,
        "static_url": static_url,
        "made_with": made_with,
        "here": request.full_path.rstrip("?") if request.method == "GET" else HOME,
    }


def sentence(words: str) -> str:
    """Give words with a capital in front; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def as_query(args: Mapping[str, list[str]]) -> str:
    """Give parameters as they stand in a URL, for a form that comes back to the same list."""
    return urlencode(args, doseq=True)


def _spoken(make: Callable[..., str]) -> Callable[[object], str]:
    return lambda value: make(value, language())


_FILTERS: dict[str, Callable[..., str]] = {
    "whole": numbers.whole,
    "hours": numbers.hours,
    "money": numbers.money,
    "gap": numbers.millionths,
    "seconds": numbers.seconds,
    "megabytes": numbers.megabytes,
    "day": numbers.day,
    "moment": numbers.moment,
    "number": cells.number,
    "cell_day": cells.cell_day,
}
