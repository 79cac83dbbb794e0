"""What a person says of his own road to work, and what opens one, as sheets; nothing that weighs a pair reads them."""

from matcher.domain.profile import Source
from matcher.domain.road import (
    SHELTERED_SOURCES,
    GoalArea,
    Motivation,
    RoadArgument,
    ShelteredQuestion,
    StepStatus,
)
from matcher.reading.columns import Column, Kind, Sheet
from matcher.reading.people_sheets import CLIENT, OBSERVED, answer_column, day_column

FOR, AGAINST = "voor", "tegen"
STATUS = Column(
    name="status",
    kind=Kind.CODE,
    codes=tuple(StepStatus),
    nl="Hoe ver het is. Leeg is wil.",
    en="How far it is. Empty is wil.",
)

CHOICES = Sheet(
    name="choices",
    key=("client", "date"),
    refers_to=(("client", "clients"),),
    nl="Wat de cliënt zelf kiest als het over werk gaat. Alleen de cliënt geeft dit antwoord; het is geen cijfer.",
    en="What the client chooses when it comes to work. Only the client gives this answer; it is no grade.",
    columns=(
        CLIENT,
        Column(
            name="choice",
            kind=Kind.CODE,
            is_required=True,
            codes=tuple(Motivation),
            nl="De keuze van de cliënt.",
            en="The client's choice.",
        ),
        Column(name="words", kind=Kind.TEXT, nl="In de eigen woorden van de cliënt.", en="In the client's own words."),
        OBSERVED,
    ),
)

OWN_STEPS = Sheet(
    name="own_steps",
    key=("client", "date"),
    refers_to=(("client", "clients"),),
    nl="De stap die de cliënt zelf wil zetten, in zijn eigen woorden. De laatste telt.",
    en="The step the client wants to take, in his own words. The last one counts.",
    columns=(
        CLIENT,
        Column(
            name="words",
            kind=Kind.TEXT,
            is_required=True,
            nl="In de eigen woorden van de cliënt.",
            en="In the client's own words.",
        ),
        STATUS,
        day_column("by", "Dag waarop de cliënt het gedaan wil hebben.", "Day by which the client wants it done."),
        OBSERVED,
    ),
)

GOALS = Sheet(
    name="goals",
    key=("client", "area", "date"),
    refers_to=(("client", "clients"),),
    nl="Doelen op het Participatiewiel, in de eigen woorden van de cliënt.",
    en="Goals on the Participatiewiel, in the client's own words.",
    columns=(
        CLIENT,
        Column(
            name="area",
            kind=Kind.CODE,
            is_required=True,
            codes=tuple(GoalArea),
            nl="Doelgebied.",
            en="Area of the goal.",
        ),
        Column(
            name="words",
            kind=Kind.TEXT,
            is_required=True,
            nl="Het doel in de eigen woorden van de cliënt.",
            en="The goal in the client's own words.",
        ),
        STATUS,
        OBSERVED,
    ),
)

SHELTERED = Sheet(
    name="sheltered",
    key=("client", "question", "source"),
    refers_to=(("client", "clients"),),
    nl="Antwoord van een arbeidsdeskundige of UWV op de vragen over beschut werk (Besluit advisering beschut werk, "
    "artikel 3). Waag vult dit nooit zelf in.",
    en="Answer of an arbeidsdeskundige or UWV to the questions about beschut werk (Besluit advisering beschut werk, "
    "article 3). Waag never fills this in.",
    columns=(
        CLIENT,
        Column(
            name="question",
            kind=Kind.CODE,
            is_required=True,
            codes=tuple(ShelteredQuestion),
            nl="Aanpassing: meer dan een werkgever kan doen. Toezicht: permanent, of heel veel begeleiding.",
            en="Aanpassing: more than an employer can do. Toezicht: permanent, or very much guidance.",
        ),
        answer_column("answer", "Het antwoord op de vraag.", "The answer to the question."),
        Column(
            name="source",
            kind=Kind.CODE,
            is_required=True,
            codes=tuple(SHELTERED_SOURCES),
            nl="Wie dit heeft vastgesteld.",
            en="Who established this.",
        ),
        answer_column("agrees", "Wil de cliënt dat advies wordt gevraagd?", "Does the client want advice to be asked?"),
        OBSERVED,
    ),
)

ARGUMENTS = Sheet(
    name="arguments",
    key=("client", "code", "source", "date"),
    refers_to=(("client", "clients"),),
    nl="Argumenten van medewerkers voor of tegen een stap naar werk. Andere codes bestaan niet: wie iemand is, hoe "
    "lang hij een uitkering heeft en wat werkgevers willen, telt niet mee.",
    en="Arguments of staff for or against a step to work. There are no other codes: who somebody is, how long he has "
    "had a benefit and what employers would like does not count.",
    columns=(
        CLIENT,
        Column(
            name="code",
            kind=Kind.CODE,
            is_required=True,
            codes=tuple(RoadArgument),
            nl="Het argument.",
            en="The argument.",
        ),
        Column(
            name="direction",
            kind=Kind.CODE,
            is_required=True,
            codes=(FOR, AGAINST),
            nl="Voor of tegen een stap naar werk.",
            en="For or against a step to work.",
        ),
        Column(
            name="words",
            kind=Kind.TEXT,
            is_required=True,
            nl="Het feit waar het op rust.",
            en="The fact it rests on.",
        ),
        Column(
            name="source",
            kind=Kind.CODE,
            is_required=True,
            codes=tuple(source for source in Source if source is not Source.SELF),
            nl="Wie dit heeft gezien.",
            en="Who saw this.",
        ),
        OBSERVED,
    ),
)

ROAD_SHEETS: tuple[Sheet, ...] = (CHOICES, OWN_STEPS, GOALS, SHELTERED, ARGUMENTS)
