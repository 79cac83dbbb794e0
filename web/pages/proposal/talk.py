"""Two sheets on paper: one for and with the person, and one for the employer once the person said yes."""

from flask import Blueprint, request

from web.language.cells import minutes_of
from web.language.offer import offer_words
from web.language.talk import is_wished, talk_words, task_names
from web.pages.access import decider
from web.pages.frame import language, page
from web.pages.lists.query import read_query
from web.pages.proposal.page import found_page

blueprint = Blueprint("talk", __name__)
LETTERS, LARGE = "letter", "groot"
Reply = str | tuple[str, int]


@blueprint.get("/voorstellen/<proposal_id>/gespreksblad")
def show(proposal_id: str) -> Reply:
    """Show the sheet for the talk: no points, no other person, nothing an employer said of anybody."""
    found = found_page(proposal_id, read_query(request.args))
    if found.withheld is not None and not found.entry.state.is_unfinished:
        return page("talk/set_aside.html", found=found, row=found.entry.row), 409
    fit, vacancy = found.proposal.fit, found.work.cells
    said = talk_words(
        fit,
        fit.packages[found.proposal.package].package,
        language(),
        work=(found.entry.row.title, found.entry.row.employer_name),
        offered=(minutes_of(vacancy.get("hours_min", "")), minutes_of(vacancy.get("hours_max", ""))),
        tasks=task_names(found.work.sheets["tasks"]),
        travel_limit=found.entry.row.travel_limit,
    )
    is_large = request.args.get(LETTERS) == LARGE
    return page("talk/talk.html", found=found, row=found.entry.row, said=said, is_large=is_large)


@blueprint.get("/voorstellen/<proposal_id>/werkgeversblad")
@decider
def offer(proposal_id: str) -> tuple[str, int]:
    """Show the sheet for the employer; before the person's own yes there is none."""
    found = found_page(proposal_id, read_query(request.args))
    fit = found.proposal.fit
    if found.withheld is not None:
        return page("talk/set_aside.html", found=found, row=found.entry.row), 409
    if not found.entry.state.said_yes:
        return page("talk/not_yet.html", found=found, row=found.entry.row), 409
    said = offer_words(
        fit.packages[found.proposal.package].package,
        language(),
        is_wished=is_wished(fit),
        start_minutes=fit.planned_week_minutes,
        person=found.person.cells,
        qualifications=found.person.sheets["qualifications"],
    )
    return page("talk/offer.html", found=found, row=found.entry.row, said=said), 200
