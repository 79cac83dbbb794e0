"""A wish of a person, written down as it was said: it leads the page of the person and weighs most in the points."""

from flask import Blueprint, request

from matcher.catalogue.occupations import load_occupations
from matcher.domain.client import Stance, WishKind
from web.language.cells import code_words
from web.language.names import known_sectors, occupation_name, sector_name
from web.pages.access import editor
from web.pages.entering.effect_words import effect_lines
from web.pages.entering.profile import Reply, handled, profile_or_404, wish_about
from web.pages.entering.typed_form import Filled, day_cell
from web.pages.frame import desk, language, page
from web.service.entering.effect import Effect
from web.service.entering.profile import Cells, Profile, keep_wish, wish_effect

blueprint = Blueprint("wish", __name__)
ABOUT_KEY = "over"
SIGN = ":"


@blueprint.route("/clienten/<client_id>/profiel/wens", methods=["GET", "POST"])
@editor
def enter(client_id: str) -> Reply:
    """Write down a wish, or say how somebody stands towards it now."""
    found = profile_or_404(client_id)

    def shown(filled: Filled, effect: Effect | None) -> str:
        return page(
            "profile/wish.html",
            found=found,
            filled=filled,
            effect=effect,
            lines=effect_lines(effect, "vacancies") if effect else [],
            about=_about(found),
            stances=[(one.value, code_words("stance", one.value, language())) for one in Stance],
        )

    if request.method == "GET":
        return shown(_first(found), None)
    return handled(
        found,
        typed=_typed,
        look=lambda typed: wish_effect(desk().database, desk().clock, found, typed),
        keep=lambda typed, typing: keep_wish(desk().database, desk().clock, found, typed, typing),
        shown=shown,
    )


def _first(found: Profile) -> Filled:
    """Give the form as its page shows it first: with a wish that is there, where one was asked for."""
    values: dict[str, tuple[str, ...]] = {"date": (desk().clock.today().isoformat(),)}
    asked = request.args.get(ABOUT_KEY, "")
    row = next((one for one in found.wishes if _code(one) == asked), None)
    if row is not None:
        values |= {"code": (asked,), "stance": (row["stance"],), "words": (row["words"],)}
    return Filled(values=values, version=found.version)


def _about(found: Profile) -> list[tuple[str, str]]:
    """Give what a wish can be about: what he spoke of already, then sectors, then occupations."""
    spoken = language()
    own = [(_code(row), wish_about(row)) for row in found.wishes]
    sectors = [(f"{WishKind.SECTOR}{SIGN}{code}", sector_name(code, spoken)) for code in known_sectors()]
    jobs = [(f"{WishKind.OCCUPATION}{SIGN}{one.code}", occupation_name(one.code, spoken)) for one in load_occupations()]
    there = {code for code, _ in own}
    return [*own, *(one for one in (*sectors, *jobs) if one[0] not in there)]


def _code(row: Cells) -> str:
    return f"{row['kind']}{SIGN}{row['code']}"


def _typed(filled: Filled) -> Cells:
    kind, _, code = filled.value("code").partition(SIGN)
    typed = {"kind": kind, "code": code} | {name: filled.value(name) for name in ("stance", "words")}
    return typed | {"date": day_cell(filled.value("date"))}
