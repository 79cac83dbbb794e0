"""The sheets about work, places and what the gemeente has granted and decided, as data."""

from matcher.domain.client import Mode
from matcher.domain.profile import DemandSource, Frequency
from matcher.domain.vacancy import Risk
from matcher.reading.columns import Column, Kind, Sheet
from matcher.reading.people_sheets import CLIENT, OBSERVED, PLACE, TIMES, YES_NO_UNKNOWN

VACANCY = Column(
    name="vacancy",
    kind=Kind.KEY,
    is_required=True,
    nl="Uw eigen nummer voor de vacature.",
    en="Your own number for the vacancy.",
)


def _answer(name: str, nl: str, en: str) -> Column:
    return Column(name=name, kind=Kind.CODE, codes=YES_NO_UNKNOWN, nl=nl, en=en)


def _day(name: str, nl: str, en: str, *, is_required: bool = False) -> Column:
    return Column(name=name, kind=Kind.DATE, is_required=is_required, nl=nl, en=en)


EMPLOYERS = Sheet(
    name="employers",
    key=("employer",),
    nl="De werkgevers.",
    en="The employers.",
    columns=(
        Column(
            name="employer",
            kind=Kind.KEY,
            is_required=True,
            nl="Uw eigen nummer voor de werkgever.",
            en="Your own number for the employer.",
        ),
        Column(name="name", kind=Kind.TEXT, is_required=True, nl="Naam.", en="Name."),
        Column(name="sector", kind=Kind.KEY, nl="Sector.", en="Sector."),
        PLACE,
        Column(
            name="max_supported",
            kind=Kind.WHOLE,
            maximum=10_000,
            nl="Hoeveel mensen met ondersteuning de werkgever aankan. Leeg is onbekend.",
            en="How many people with support the employer can carry. Empty is unknown.",
        ),
    ),
)

VACANCIES = Sheet(
    name="vacancies",
    key=("vacancy",),
    is_required=True,
    nl="De vacatures. Elke vacature heeft taken in het blad tasks.",
    en="The vacancies. Each vacancy has tasks in the sheet tasks.",
    columns=(
        VACANCY,
        Column(
            name="employer",
            kind=Kind.KEY,
            is_required=True,
            nl="Nummer van de werkgever.",
            en="Number of the employer.",
        ),
        Column(name="title", kind=Kind.TEXT, is_required=True, nl="Naam van de functie.", en="Name of the job."),
        Column(name="occupation", kind=Kind.KEY, nl="Beroep, als code.", en="Occupation, as a code."),
        Column(name="sector", kind=Kind.KEY, nl="Sector.", en="Sector."),
        PLACE,
        Column(
            name="positions",
            kind=Kind.WHOLE,
            minimum=1,
            maximum=1000,
            nl="Aantal gelijke plekken. Leeg is 1.",
            en="Number of equal places. Empty is 1.",
        ),
        Column(
            name="hours_min",
            kind=Kind.HOURS,
            is_required=True,
            nl="Minste uren per week.",
            en="Fewest hours per week.",
        ),
        Column(
            name="hours_max",
            kind=Kind.HOURS,
            is_required=True,
            nl="Meeste uren per week.",
            en="Most hours per week.",
        ),
        Column(
            name="days_per_week",
            kind=Kind.WHOLE,
            minimum=1,
            maximum=7,
            nl="Dagen per week waarover de uren zijn verdeeld. Leeg is 5.",
            en="Days per week over which the hours are spread. Empty is 5.",
        ),
        Column(
            name="ramp_months",
            kind=Kind.WHOLE,
            maximum=36,
            nl="Na hoeveel maanden de minste uren gehaald moeten zijn. Leeg is meteen.",
            en="After how many months the fewest hours must be reached. Empty is at once.",
        ),
        _day("opens_on", "Eerste dag waarop de vacature open is.", "First day the vacancy is open."),
        _day("closes_on", "Laatste dag waarop de vacature open is.", "Last day the vacancy is open."),
        TIMES,
        _answer("every_evening", "Vraagt het werk elke avond? Leeg is nee.", "Does it ask every evening? Empty is no."),
        Column(
            name="contract_months",
            kind=Kind.WHOLE,
            minimum=1,
            maximum=600,
            nl="Duur van het contract in maanden.",
            en="Length of the contract in months.",
        ),
        _answer("can_grow", "Kan de baan meegroeien?", "Can the job grow?"),
        _answer("organisation", "Kan de werkgever het werk anders indelen?", "Can the work be organised otherwise?"),
        _answer("aid", "Kan er een hulpmiddel komen?", "Can there be an aid?"),
        _answer("work_buddy", "Is er een interne werkbegeleider?", "Is there a colleague as work buddy?"),
        _answer("jobcoach", "Is een jobcoach welkom?", "Is a jobcoach welcome?"),
        _answer("slower_pace", "Mag het tempo lager zijn?", "May the pace be slower?"),
        _answer("seated", "Kan het werk zittend?", "Can the work be done seated?"),
        Column(
            name="certificates",
            kind=Kind.WORDS,
            nl="Verplichte certificaten, zoals vca|rijbewijs_b.",
            en="Required certificates, such as vca|rijbewijs_b.",
        ),
        Column(
            name="competences",
            kind=Kind.MASTERIES,
            nl="Gevraagde competenties met beheersing 1 tot 5, zoals 24100:3|24105:2.",
            en="Required competences with mastery 1 to 5, such as 24100:3|24105:2.",
        ),
        Column(
            name="skills",
            kind=Kind.WORDS,
            nl="Gevraagde vaardigheden, gescheiden door |.",
            en="Required skills, separated by |.",
        ),
        Column(
            name="wage_cents",
            kind=Kind.WHOLE,
            maximum=10_000_000,
            nl="Bruto loon per maand, in centen.",
            en="Gross wage per month, in cents.",
        ),
        Column(name="description", kind=Kind.TEXT, nl="Omschrijving.", en="Description."),
    ),
)

TASKS = Sheet(
    name="tasks",
    key=("vacancy", "task"),
    is_required=True,
    refers_to=(("vacancy", "vacancies"),),
    nl="De hoofdtaken van een vacature. Vul share of minutes in, niet allebei.",
    en="The main tasks of a vacancy. Fill in share or minutes, not both.",
    columns=(
        VACANCY,
        Column(
            name="task",
            kind=Kind.KEY,
            is_required=True,
            nl="Nummer of naam van de taak binnen de vacature.",
            en="Number or name of the task within the vacancy.",
        ),
        Column(
            name="description",
            kind=Kind.TEXT,
            is_required=True,
            nl="Wat de taak is.",
            en="What the task is.",
        ),
        Column(
            name="share",
            kind=Kind.WHOLE,
            minimum=1,
            maximum=100,
            nl="Deel van de werktijd in procent, 1 tot 100.",
            en="Part of the working time in percent, 1 to 100.",
        ),
        Column(
            name="minutes",
            kind=Kind.WHOLE,
            minimum=1,
            maximum=3600,
            nl="Minuten per week bij de meeste uren.",
            en="Minutes per week at the most hours.",
        ),
        _answer("can_leave_out", "Kan iemand anders de taak doen?", "Can somebody else do the task?"),
        Column(
            name="risks",
            kind=Kind.CODES,
            codes=tuple(Risk),
            nl="Waar onoplettendheid gevaar geeft.",
            en="Where a lapse endangers somebody.",
        ),
    ),
)

DEMANDS = Sheet(
    name="demands",
    key=("vacancy", "task", "item"),
    is_required=True,
    refers_to=(("vacancy", "vacancies"),),
    nl="Wat het werk vraagt, per item van de FML. Vul van tolerated, asks en minutes er één in; geen is onbekend.",
    en="What the work asks, per item of the FML. Fill in one of tolerated, asks and minutes; none means unknown.",
    columns=(
        VACANCY,
        Column(
            name="task",
            kind=Kind.KEY,
            nl="De taak. Leeg geldt voor elke taak.",
            en="The task. Empty holds for every task.",
        ),
        Column(
            name="item",
            kind=Kind.ITEM,
            is_required=True,
            nl="Item van de FML, zoals IV-13.",
            en="Item of the FML, such as IV-13.",
        ),
        Column(
            name="tolerated",
            kind=Kind.TOLERATED,
            nl="Items met niveaus: hoogste niveau van beperking waarmee het nog kan. -1 vraagt meer dan normaal.",
            en="Items with levels: highest level of limitation that can still do it. -1 asks more than the norm.",
        ),
        Column(
            name="asks",
            kind=Kind.ASKS,
            nl="Items met voorwaarden: nummers die niet geboden worden, of geen. Ja/nee-items: geen, norm of boven.",
            en="Items with conditions: numbers that cannot be offered, or geen. Yes/no items: geen, norm or boven.",
        ),
        Column(
            name="minutes",
            kind=Kind.WHOLE,
            maximum=1440,
            nl="Items per dag: minuten in een volle werkdag.",
            en="Items per day: minutes in a full working day.",
        ),
        Column(
            name="hoe",
            kind=Kind.CODE,
            codes=tuple(Frequency),
            nl="Hoe vaak het niveau gevraagd wordt.",
            en="How often the level is asked.",
        ),
        Column(
            name="source",
            kind=Kind.CODE,
            is_required=True,
            codes=tuple(DemandSource),
            nl="Hoe dit bekend is.",
            en="How this is known.",
        ),
        OBSERVED,
    ),
)

TRAVEL = Sheet(
    name="travel",
    key=("from_place", "to_place", "mode"),
    nl="Bekende reistijden. Zonder regel rekent Waag een schatting.",
    en="Known travel times. Without a row Waag estimates.",
    columns=(
        Column(name="from_place", kind=Kind.KEY, is_required=True, nl="Van plaats.", en="From place."),
        Column(name="to_place", kind=Kind.KEY, is_required=True, nl="Naar plaats.", en="To place."),
        Column(
            name="mode",
            kind=Kind.CODE,
            is_required=True,
            codes=tuple(Mode),
            nl="Vervoermiddel.",
            en="Means of transport.",
        ),
        Column(
            name="minutes",
            kind=Kind.WHOLE,
            is_required=True,
            maximum=600,
            nl="Minuten enkele reis.",
            en="Minutes one way.",
        ),
    ),
)

PLACES = Sheet(
    name="places",
    key=("place",),
    nl="Ligging van elke plaats.",
    en="Position of each place.",
    columns=(
        Column(name="place", kind=Kind.KEY, is_required=True, nl="Plaats.", en="Place."),
        Column(
            name="lat",
            kind=Kind.DEGREES,
            is_required=True,
            nl="Breedte in graden, zoals 52.374.",
            en="Latitude in degrees, such as 52.374.",
        ),
        Column(
            name="lon",
            kind=Kind.DEGREES,
            is_required=True,
            nl="Lengte in graden, zoals 4.884.",
            en="Longitude in degrees, such as 4.884.",
        ),
    ),
)

PLACEMENTS = Sheet(
    name="placements",
    key=("client", "vacancy", "start_on"),
    nl="Wie waar werkt, met de ondersteuning die loopt.",
    en="Who works where, with the support that runs.",
    columns=(
        CLIENT,
        VACANCY,
        Column(
            name="employer",
            kind=Kind.KEY,
            nl="Nummer van de werkgever. Leeg is die van de vacature.",
            en="Number of the employer. Empty is that of the vacancy.",
        ),
        _day("start_on", "Eerste dag.", "First day.", is_required=True),
        _day("end_on", "Dag waarop het ophoudt.", "Day on which it ends."),
        Column(name="hours", kind=Kind.HOURS, nl="Uren per week.", en="Hours per week."),
        Column(
            name="coach_minutes",
            kind=Kind.WHOLE,
            maximum=3600,
            nl="Jobcoach in minuten per week.",
            en="Jobcoach in minutes per week.",
        ),
        Column(
            name="once_cents",
            kind=Kind.WHOLE,
            nl="Eenmalig geld in centen.",
            en="Once-only money in cents.",
        ),
        Column(
            name="gemeente",
            kind=Kind.KEY,
            nl="Gemeente die betaalt. Leeg is die van de cliënt.",
            en="Gemeente that pays. Empty is that of the client.",
        ),
    ),
)

BUDGETS = Sheet(
    name="budgets",
    key=("gemeente", "year"),
    nl="Wat een gemeente heeft toegekend. Leeg is geen grens genoemd.",
    en="What a gemeente has granted. Empty is no limit named.",
    columns=(
        Column(name="gemeente", kind=Kind.KEY, is_required=True, nl="Gemeente.", en="Gemeente."),
        Column(
            name="year",
            kind=Kind.WHOLE,
            is_required=True,
            minimum=2000,
            maximum=2200,
            nl="Jaar.",
            en="Year.",
        ),
        Column(
            name="coach_minutes",
            kind=Kind.WHOLE,
            nl="Jobcoach voor mensen met een aanspraak, minuten per week.",
            en="Jobcoach for people with a claim, minutes per week.",
        ),
        Column(
            name="discretionary_coach_minutes",
            kind=Kind.WHOLE,
            nl="Jobcoach voor anderen, minuten per week.",
            en="Jobcoach for others, minutes per week.",
        ),
        Column(
            name="once_cents",
            kind=Kind.WHOLE,
            nl="Eenmalig geld per jaar, in centen.",
            en="Once-only money per year, in cents.",
        ),
    ),
)

DECISIONS = Sheet(
    name="decisions",
    key=("client", "vacancy", "date"),
    nl="Besluiten van adviseurs over een cliënt en een vacature.",
    en="Decisions of advisers about a client and a vacancy.",
    columns=(
        CLIENT,
        VACANCY,
        Column(
            name="decision",
            kind=Kind.CODE,
            is_required=True,
            codes=("niet_doen", "later", "bespreken"),
            nl="Het besluit.",
            en="The decision.",
        ),
        Column(name="reason", kind=Kind.TEXT, nl="Reden.", en="Reason."),
        OBSERVED,
        _day("until", "Laatste dag dat het geldt.", "Last day it holds."),
        Column(name="by", kind=Kind.KEY, nl="Wie besloot.", en="Who decided."),
    ),
)

WORK_SHEETS = (EMPLOYERS, VACANCIES, TASKS, DEMANDS, TRAVEL, PLACES, PLACEMENTS, BUDGETS, DECISIONS)
