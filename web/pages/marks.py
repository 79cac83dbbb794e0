"""The marks of a verdict, of a status and of support: each is made once a language from its template, and kept.

A page of the list says three a line, of a dozen kinds; they tell nothing of anybody.
"""

from functools import lru_cache, partial

from flask import Flask, current_app
from markupsafe import Markup

from web.language import terminal
from web.language.law import Language
from web.language.pages import say
from web.pages.frame import language

TEMPLATE = "_frame/marks.html"
MARKS = ("verdict", "status", "support")
# Support is any combination of instruments; the others are a dozen codes.
MOST_KEPT = 2_000


def prepare(app: Flask) -> None:
    """Give every template ``verdict_mark`` and ``status_mark`` of a code, and ``support_mark`` of instruments."""
    for name in MARKS:
        app.add_template_filter(partial(_mark, name), f"{name}_mark")


def _mark(name: str, code: str) -> Markup:
    return _made(name, code, language())


@lru_cache(MOST_KEPT)
def _made(name: str, code: str, spoken: Language) -> Markup:
    words = {"t": lambda code: say(code, spoken), "word": lambda code: terminal.label(code, spoken)}
    module = current_app.jinja_env.get_template(TEMPLATE).make_module(words)
    # What a macro of a template says is no text any more: what came from outside was escaped in it.
    made: Markup = getattr(module, name)(code)
    return made
