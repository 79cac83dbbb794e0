"""Advice: the questions that wait for the arbeidsdeskundige, by gemeente, in the order of what an answer opens."""

from flask import Blueprint, request

from matcher.domain.profile import Source
from web.language.asked import ad_name
from web.language.items import item_name
from web.language.next_steps import ad_question_words
from web.pages.access import may_edit
from web.pages.frame import desk, language, page, visitor
from web.pages.lists.query import PAGE_KEY, page_number
from web.service.review.queue import advice_page

blueprint = Blueprint("advice", __name__)
CHOSEN_KEY = "gemeente"


@blueprint.get("/advies")
def show() -> str:
    """Show the queue."""
    chosen, number = request.args.get(CHOSEN_KEY, ""), page_number(request.args)
    found = advice_page(desk().database, desk().clock, chosen=chosen, page=number)
    who = visitor()
    spoken = language()
    names = {key: named.words for key, named in found.vacancies.items()}
    told = [(line, ad_question_words(line.question, names, spoken)) for line in found.lines.lines]
    return page(
        "advice/advice.html",
        found=found.lines,
        run=found.run,
        n_now=found.n_now,
        asked=found.asked,
        item=lambda code: item_name(code, spoken),
        can_type=who is not None and may_edit(who),
        expert=Source.LABOUR_EXPERT.value,
        lines=[one for one in told if not one[0].answered],
        answered=[one for one in told if one[0].answered],
        vacancies=found.vacancies,
        why=lambda kind: ad_name(kind, spoken),
        place=lambda gemeente: gemeente,
        chosen_key=CHOSEN_KEY,
        page_key=PAGE_KEY,
    )
