"""Work, as sheets: employers, vacancies, their tasks and what those ask."""

from matcher.domain.profile import DemandSource, Frequency
from matcher.domain.task_kind import TaskKind
from matcher.domain.vacancy import Risk
from matcher.reading.columns import Column, Kind, Sheet
from matcher.reading.people_sheets import OBSERVED, PLACE, TIMES, answer_column, day_column

VACANCY = Column(
    name="vacancy",
    kind=Kind.KEY,
    is_required=True,
    nl="Uw eigen nummer voor de vacature.",
    en="Your own number for the vacancy.",
)


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
        day_column("opens_on", "Eerste dag waarop de vacature open is.", "First day the vacancy is open."),
        day_column("closes_on", "Laatste dag waarop de vacature open is.", "Last day the vacancy is open."),
        TIMES,
        answer_column(
            "every_evening", "Vraagt het werk elke avond? Leeg is nee.", "Does it ask every evening? Empty is no."
        ),
        Column(
            name="contract_months",
            kind=Kind.WHOLE,
            minimum=1,
            maximum=600,
            nl="Duur van het contract in maanden.",
            en="Length of the contract in months.",
        ),
        answer_column("can_grow", "Kan de baan meegroeien?", "Can the job grow?"),
        answer_column(
            "organisation", "Kan de werkgever het werk anders indelen?", "Can the work be organised otherwise?"
        ),
        answer_column("aid", "Kan er een hulpmiddel komen?", "Can there be an aid?"),
        answer_column("work_buddy", "Is er een interne werkbegeleider?", "Is there a colleague as work buddy?"),
        answer_column("jobcoach", "Is een jobcoach welkom?", "Is a jobcoach welcome?"),
        answer_column("slower_pace", "Mag het tempo lager zijn?", "May the pace be slower?"),
        answer_column("seated", "Kan het werk zittend?", "Can the work be done seated?"),
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
        answer_column("can_leave_out", "Kan iemand anders de taak doen?", "Can somebody else do the task?"),
        Column(
            name="task_kind",
            kind=Kind.CODE,
            codes=tuple(TaskKind),
            nl="Soort taak, voor de loonwaarde. Leeg is onbekend.",
            en="Kind of task, for the loonwaarde. Empty is unknown.",
        ),
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
