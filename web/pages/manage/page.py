"""Management: what can be arranged here, and the law that holds on a day with its sources."""

from datetime import date

from flask import Blueprint, request

from matcher.rules import DEFAULT_GEMEENTE, Refusal, Rulebook
from web.language.law import confidence_label, refusal_sentence
from web.language.law_book import amount_words, end_sentence, group_names, kind_name, law_label, value_name
from web.pages.access import may_administer, may_manage, seer_of_management
from web.pages.decision.form import ShownFault, read_day
from web.pages.frame import desk, language, page, text, visitor
from web.service.law.book import LawRow, RightRow, choices_in, law_of, outlook

blueprint = Blueprint("admin", __name__)
DAY_KEY, GEMEENTE_KEY = "dag", "gemeente"
Line = tuple[str, str, str, date, date, str, str]


@blueprint.get("/beheer")
@seer_of_management
def show() -> str:
    """Show what can be arranged."""
    who = visitor()
    can_administer = who is not None and may_administer(who)
    doors = [
        ("admin_import.show", "import", can_administer),
        ("admin_people.show", "people", can_administer),
        ("admin_sessions.show", "sessions", can_administer),
        ("admin_reasons.show", "reasons", True),
        ("admin_policy.show", "policy", True),
        ("retention.show", "retention", True),
        ("admin.law", "law", True),
    ]
    return page("admin/admin.html", doors=[(endpoint, code) for endpoint, code, is_open in doors if is_open])


@blueprint.get("/beheer/recht")
@seer_of_management
def law() -> tuple[str, int] | str:
    """Show the law of a day, what a gemeente chose, and what runs out."""
    asked, gemeente = request.args.get(DAY_KEY, ""), request.args.get(GEMEENTE_KEY, "")
    day, faults = _day(asked)
    book, choices = Rulebook.load(), choices_in(desk().database)
    places = sorted({choice.gemeente for choice in choices})
    chosen = gemeente if gemeente in places else DEFAULT_GEMEENTE
    found = None
    try:
        found = law_of(book, day, chosen, choices)
    except Refusal as refused:
        sentence = refusal_sentence(refused.code, refused.facts, language())
        faults = (*faults, ShownFault(target=DAY_KEY, sentence=sentence))
    shown = page(
        "admin/law.html",
        day=day,
        typed=asked or day.isoformat(),
        places=places,
        chosen=chosen,
        found=found,
        national=[_value(row) for row in found.national] if found else [],
        rights=[_right(row) for row in found.rights] if found else [],
        local=[_value(row) for row in found.local] if found else [],
        ends=[(end_sentence(one, language()), one.url) for one in outlook(book, day).runs_out],
        unconfirmed=[value_name(one.name, language()) for one in outlook(book, day).unconfirmed],
        faults=faults,
    )
    return (shown, 422) if faults else shown


def _day(asked: str) -> tuple[date, tuple[ShownFault, ...]]:
    try:
        return read_day(asked) or desk().clock.today(), ()
    except ValueError:
        fault = ShownFault(target=DAY_KEY, sentence=text("admin.law_day_fault"))
        return desk().clock.today(), (fault,)


def _value(row: LawRow) -> Line:
    amount = law_label("ended" if row.has_ended else "no_limit", language())
    if row.number is not None:
        amount = amount_words(row.number, language())
    return _line(value_name(row.name, language()), amount, row)


def _right(row: RightRow) -> Line:
    who = group_names(row.groups, language())
    if row.decided_by is not None:
        who += f" ({law_label('decided_by', language(), who=row.decided_by)})"
    return _line(kind_name(row.kind, language()), who, row)


def _line(name: str, value: str, row: LawRow | RightRow) -> Line:
    sure = confidence_label(row.confidence, language())
    return name, value, str(row.citation), row.valid_from, row.citation.checked_on, sure, row.citation.url


def can_manage() -> bool:
    """Whether this visitor may choose policy and reasons."""
    who = visitor()
    return who is not None and may_manage(who)
