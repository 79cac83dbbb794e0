"""What a region has around people and work, as sheets: places, travel, placements, budgets and decisions."""

from matcher.domain.client import Mode
from matcher.reading.columns import Column, Kind, Sheet
from matcher.reading.people_sheets import CLIENT, OBSERVED, day_column
from matcher.reading.work_sheets import VACANCY

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
        day_column("start_on", "Eerste dag.", "First day.", is_required=True),
        day_column("end_on", "Dag waarop het ophoudt.", "Day on which it ends."),
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
        Column(
            name="expert_questions",
            kind=Kind.WHOLE,
            minimum=1,
            maximum=200,
            nl="Vragen die de arbeidsdeskundigen per week beantwoorden.",
            en="Questions the arbeidsdeskundigen answer per week.",
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
        day_column("until", "Laatste dag dat het geldt.", "Last day it holds."),
        Column(name="by", kind=Kind.KEY, nl="Wie besloot.", en="Who decided."),
    ),
)
