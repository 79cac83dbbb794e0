"""The sheets that stay in the shell; no night reads them.

``persoon`` is for pages only, ``achtergrond`` for monitoring only, ``ladder`` to compare before and after. Their
columns are checked like any other and make no noun.
"""

from matcher.reading.people_sheets import CLIENT, OBSERVED, SOURCE
from matcher.sheets import SHEETS, Column, Kind, Sheet


def _text(name: str, nl: str, en: str) -> Column:
    return Column(name=name, kind=Kind.TEXT, nl=nl, en=en)


PERSOON = Sheet(
    name="persoon",
    key=("client",),
    refers_to=(("client", "clients"),),
    nl="Wie de cliënt is. Alleen voor het scherm; telt nooit mee.",
    en="Who the client is. For the screen only; never counts.",
    columns=(
        CLIENT,
        _text("name", "Naam.", "Name."),
        _text("postcode", "Postcode.", "Postcode."),
        Column(name="birth_year", kind=Kind.WHOLE, minimum=1900, maximum=2200, nl="Geboortejaar.", en="Year of birth."),
        Column(
            name="wml_group",
            kind=Kind.CODE,
            codes=("21", "20", "19", "18", "17", "16", "15", "bbl20", "bbl19", "bbl18"),
            nl="Groep van het minimumloon. Alleen voor bedragen, na het plan.",
            en="Group of the minimum wage. For amounts only, after the plan.",
        ),
    ),
)

LADDER = Sheet(
    name="ladder",
    key=("client", "date"),
    refers_to=(("client", "clients"),),
    nl="Trede op de Participatieladder, om voor en na te vergelijken. Telt nooit mee.",
    en="Step on the Participatieladder, to compare before and after. Never counts.",
    columns=(
        CLIENT,
        Column(
            name="step",
            kind=Kind.WHOLE,
            is_required=True,
            minimum=1,
            maximum=6,
            nl="Trede 1 (geïsoleerd) tot 6 (betaald werk).",
            en="Step 1 (isolated) to 6 (paid work).",
        ),
        SOURCE,
        OBSERVED,
    ),
)

ACHTERGROND = Sheet(
    name="achtergrond",
    key=("client",),
    refers_to=(("client", "clients"),),
    nl="Alleen om achteraf te toetsen of iedereen gelijk behandeld is. Telt nooit mee.",
    en="Only to check afterwards whether everybody was treated alike. Never counts.",
    columns=(
        CLIENT,
        _text("sex", "Geslacht.", "Sex."),
        _text("origin", "Herkomst.", "Origin."),
        _text("nationality", "Nationaliteit.", "Nationality."),
        _text("family", "Gezinssituatie.", "Family state."),
        _text("pregnancy", "Zwangerschap.", "Pregnancy."),
        _text("religion", "Religie.", "Religion."),
        _text("orientation", "Seksuele gerichtheid.", "Sexual orientation."),
        _text("benefit_since", "Uitkering sinds.", "Benefit since."),
        _text("adviser", "Adviseur.", "Adviser."),
        _text("team", "Team.", "Team."),
    ),
)

PRIVATE_SHEETS: tuple[Sheet, ...] = (PERSOON, LADDER, ACHTERGROND)
ALL_SHEETS: tuple[Sheet, ...] = (*SHEETS, *PRIVATE_SHEETS)
SHEET_BY_NAME = {sheet.name: sheet for sheet in ALL_SHEETS}
