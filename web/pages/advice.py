"""Advice: the questions that wait for the arbeidsdeskundige, by gemeente, in the order of what an answer opens."""

from flask import Blueprint, request

from web.language.asked import ad_name
from web.language.next_steps import ad_question_words
from web.pages.frame import desk, language, page
from web.pages.query import PAGE_KEY, page_number
from web.service.advice import advice_page

blueprint = Blueprint("advice", __name__)
CHOSEN_KEY = "gemeente"


@blueprint.get("/advies")
def show() -> str:
    """Show the queue."""
    found = advice_page(desk().database, chosen=request.args.get(CHOSEN_KEY, ""), page=page_number(request.args))
    spoken = language()
    names = {key: named.words for key, named in found.vacancies.items()}
    return page(
        "advice/advice.html",
        found=found.lines,
        run=found.run,
        n_now=found.n_now,
        lines=[(line, ad_question_words(line.question, names, spoken)) for line in found.lines.lines],
        vacancies=found.vacancies,
        why=lambda kind: ad_name(kind, spoken),
        place=lambda gemeente: gemeente,
        chosen_key=CHOSEN_KEY,
        page_key=PAGE_KEY,
    )
