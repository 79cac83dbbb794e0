"""What a person wants, has and did, as sheets; who a person is is not here and never reaches the matcher."""

from matcher.domain.client import DayPart, LegalGroup, LksGroup, Mode, Stance, WishKind
from matcher.domain.profile import Answer, Source
from matcher.domain.task_kind import TaskKind
from matcher.reading.columns import Column, Kind, Sheet

RUBRIEKEN = ("I", "II", "III", "IV", "V", "VI")
FML_EDITION = "2023-referentiewaarden"
YES_NO = (Answer.YES.value, Answer.NO.value)
YES_NO_UNKNOWN = tuple(answer.value for answer in Answer)

CLIENT = Column(
    name="client",
    kind=Kind.KEY,
    is_required=True,
    nl="Uw eigen nummer voor de cliënt. Nooit een BSN.",
    en="Your own number for the client. Never a BSN.",
)
PLACE = Column(
    name="place",
    kind=Kind.KEY,
    nl="Plaats, zoals in het blad places. Gebruik geen volledige postcode.",
    en="Place, as named in the sheet places. Do not use a full postcode.",
)
TIMES = Column(
    name="times",
    kind=Kind.CODES,
    codes=tuple(DayPart),
    nl="Delen van de week waarin het werk kan vallen.",
    en="Parts of the week the work can fall in.",
)
SOURCE = Column(
    name="source",
    kind=Kind.CODE,
    is_required=True,
    codes=tuple(Source),
    nl="Wie dit heeft gezegd of vastgesteld.",
    en="Who said or established this.",
)
OBSERVED = Column(
    name="date",
    kind=Kind.OBSERVED,
    is_required=True,
    nl="Dag waarop dit is gezegd of vastgesteld.",
    en="Day on which this was said or established.",
)


def day_column(name: str, nl: str, en: str, *, is_required: bool = False) -> Column:
    """Give a column with a day that may lie in the future."""
    return Column(name=name, kind=Kind.DATE, is_required=is_required, nl=nl, en=en)


def answer_column(name: str, nl: str, en: str) -> Column:
    """Give a column with yes, no or unknown."""
    return Column(name=name, kind=Kind.CODE, codes=YES_NO_UNKNOWN, nl=nl, en=en)


CLIENTS = Sheet(
    name="clients",
    key=("client",),
    is_required=True,
    nl="De mensen die werk zoeken, elk op één regel.",
    en="The people who look for work, one row each.",
    columns=(
        CLIENT,
        Column(
            name="gemeente",
            kind=Kind.KEY,
            is_required=True,
            nl="Gemeente die de cliënt ondersteunt.",
            en="Gemeente that supports the client.",
        ),
        Column(
            name="legal_group",
            kind=Kind.CODE,
            codes=tuple(LegalGroup),
            nl="Grond waarop de gemeente ondersteunt (Participatiewet artikel 7).",
            en="Ground on which the gemeente supports (Participatiewet article 7).",
        ),
        Column(
            name="lks_group",
            kind=Kind.CODE,
            codes=tuple(LksGroup),
            nl="Is vastgesteld dat de cliënt tot de doelgroep loonkostensubsidie hoort?",
            en="Is it established that the client belongs to the group for loonkostensubsidie?",
        ),
        PLACE,
        Column(
            name="hours",
            kind=Kind.HOURS,
            nl="Uren per week die nu haalbaar zijn.",
            en="Hours per week that are possible now.",
        ),
        Column(
            name="path",
            kind=Kind.PATH,
            nl="Groei van de uren: maand:uren, bijvoorbeeld 3:16|6:24.",
            en="Growth of the hours: month:hours, for example 3:16|6:24.",
        ),
        Column(
            name="travel_limit",
            kind=Kind.WHOLE,
            minimum=1,
            maximum=180,
            nl="Langste reistijd enkele reis, in minuten.",
            en="Longest travel time one way, in minutes.",
        ),
        Column(
            name="modes",
            kind=Kind.CODES,
            codes=tuple(Mode),
            nl="Hoe de cliënt zelf kan reizen.",
            en="How the client can travel alone.",
        ),
        TIMES,
        day_column("available_from", "Eerste dag waarop werk kan beginnen.", "First day on which work can start."),
        day_column(
            "basics_first_until",
            "Tot en met deze dag gaan basiszaken voor. De inhoud hoort hier niet.",
            "Up to this day basic matters go first. Their content does not belong here.",
        ),
        day_column(
            "education_first_until", "Tot en met deze dag gaat onderwijs voor.", "Up to this day education goes first."
        ),
        answer_column("one_hour", "Kan een uur aaneengesloten werken.", "Can work one hour without a break."),
        answer_column("employee_skills", "Heeft basale werknemersvaardigheden.", "Has basic employee skills."),
        answer_column("register", "Staat in het doelgroepregister.", "Is in the doelgroepregister."),
        Column(
            name="last_step_on",
            kind=Kind.OBSERVED,
            nl="Dag van de laatste concrete stap van de gemeente.",
            en="Day of the gemeente's last concrete step.",
        ),
        Column(
            name="stratum",
            kind=Kind.KEY,
            nl="Groep uit uw eigen verordening (afstand of ondersteuningsbehoefte).",
            en="Group of your own verordening (distance or need for support).",
        ),
        Column(
            name="fml_version",
            kind=Kind.CODE,
            codes=(FML_EDITION,),
            nl="Uitgave van de FML. Leeg is de uitgave met referentiewaarden.",
            en="Edition of the FML. Empty is the edition with referentiewaarden.",
        ),
    ),
)

WISHES = Sheet(
    name="wishes",
    key=("client", "kind", "code"),
    refers_to=(("client", "clients"),),
    nl="Wat de cliënt zelf wil en niet wil.",
    en="What the client wants and does not want.",
    columns=(
        CLIENT,
        Column(
            name="kind",
            kind=Kind.CODE,
            is_required=True,
            codes=tuple(WishKind),
            nl="Waar de wens over gaat.",
            en="What the wish is about.",
        ),
        Column(
            name="code",
            kind=Kind.KEY,
            nl="Beroep, sector, werkgever of soort steun.",
            en="Occupation, sector, employer or kind of support.",
        ),
        Column(
            name="stance",
            kind=Kind.CODE,
            is_required=True,
            codes=tuple(Stance),
            nl="Graag, liever niet of niet. Niet is een bezwaar.",
            en="Gladly, rather not or not. Not is an objection.",
        ),
        Column(name="words", kind=Kind.TEXT, nl="In de eigen woorden van de cliënt.", en="In the client's own words."),
        OBSERVED,
    ),
)

QUALIFICATIONS = Sheet(
    name="qualifications",
    key=("client", "kind", "code"),
    refers_to=(("client", "clients"),),
    nl="Certificaten, competenties, vaardigheden en beroepen van de cliënt.",
    en="Certificates, competences, skills and occupations of the client.",
    columns=(
        CLIENT,
        Column(
            name="kind",
            kind=Kind.CODE,
            is_required=True,
            codes=("certificaat", "competentie", "vaardigheid", "beroep"),
            nl="Soort kwalificatie.",
            en="Kind of qualification.",
        ),
        Column(
            name="code",
            kind=Kind.KEY,
            is_required=True,
            nl="Code of naam van de kwalificatie.",
            en="Code or name of the qualification.",
        ),
        Column(
            name="has",
            kind=Kind.CODE,
            is_required=True,
            codes=YES_NO_UNKNOWN,
            nl="Heeft de cliënt dit?",
            en="Does the client have it?",
        ),
        Column(
            name="mastery",
            kind=Kind.WHOLE,
            minimum=1,
            maximum=5,
            nl="Beheersing van 1 tot 5, bij een competentie.",
            en="Mastery from 1 to 5, of a competence.",
        ),
        Column(
            name="source",
            kind=Kind.CODE,
            codes=tuple(Source),
            nl="Wie dit heeft gezegd of vastgesteld.",
            en="Who said or established this.",
        ),
        Column(
            name="date",
            kind=Kind.OBSERVED,
            nl="Dag waarop dit is vastgesteld.",
            en="Day on which this was established.",
        ),
    ),
)

HISTORY = Sheet(
    name="history",
    key=("client", "kind", "date"),
    refers_to=(("client", "clients"),),
    nl="Eerdere plaatsingen, uitval, trajecten en gesprekken.",
    en="Earlier placements, drop-outs, programmes and talks.",
    columns=(
        CLIENT,
        Column(
            name="kind",
            kind=Kind.CODE,
            is_required=True,
            codes=("plaatsing", "uitval", "traject", "gesprek"),
            nl="Wat er was.",
            en="What happened.",
        ),
        Column(
            name="date",
            kind=Kind.OBSERVED,
            is_required=True,
            nl="Dag; bij uitval de laatste werkdag.",
            en="Day; of a drop-out the last working day.",
        ),
        Column(
            name="hours",
            kind=Kind.HOURS,
            nl="Uren per week toen. Leeg: niet bekend. Na uitval begint de cliënt met niet meer dan dit.",
            en="Hours per week then. Empty: not known. After a drop-out the client starts with no more than this.",
        ),
        Column(
            name="item",
            kind=Kind.ITEM,
            nl="Item van de FML waarop het misging.",
            en="Item of the FML on which it failed.",
        ),
        Column(
            name="cause",
            kind=Kind.TEXT,
            nl="Oorzaak in uw eigen code.",
            en="Cause in your own code.",
        ),
        Column(name="words", kind=Kind.TEXT, nl="In de woorden van de cliënt.", en="In the client's words."),
    ),
)

LOONWAARDE = Sheet(
    name="loonwaarde",
    key=("client", "occupation", "task_kind", "source", "date"),
    refers_to=(("client", "clients"),),
    nl=(
        "Loonwaarde van de cliënt. Een regel gaat over een hele functie (percent) of over één soort taak (task_kind "
        "met tempo, quality en net_time)."
    ),
    en=(
        "Loonwaarde of the client. A row is about a whole function (percent) or about one kind of task (task_kind with "
        "tempo, quality and net_time)."
    ),
    columns=(
        CLIENT,
        Column(
            name="occupation",
            kind=Kind.KEY,
            nl="Functie waarin is gemeten of geschat. Verplicht bij percent en bij share.",
            en="Function in which it was measured or estimated. Required with percent and with share.",
        ),
        Column(
            name="percent",
            kind=Kind.WHOLE,
            maximum=100,
            nl="Loonwaarde in de hele functie in procent, 0 tot 100.",
            en="Loonwaarde in the whole function in percent, 0 to 100.",
        ),
        Column(
            name="tempo",
            kind=Kind.WHOLE,
            maximum=100,
            nl="Tempo in procent van een gewone werknemer, 0 tot 100.",
            en="Pace in percent of an ordinary worker, 0 to 100.",
        ),
        Column(
            name="quality",
            kind=Kind.WHOLE,
            maximum=100,
            nl="Kwaliteit in procent, 0 tot 100.",
            en="Quality in percent, 0 to 100.",
        ),
        Column(
            name="net_time",
            kind=Kind.WHOLE,
            maximum=100,
            nl="Netto werktijd in procent, 0 tot 100.",
            en="Net working time in percent, 0 to 100.",
        ),
        Column(
            name="task_kind",
            kind=Kind.CODE,
            codes=tuple(TaskKind),
            nl="Soort taak waarin het tempo is gezien.",
            en="Kind of task in which the pace was seen.",
        ),
        Column(
            name="share",
            kind=Kind.WHOLE,
            minimum=1,
            maximum=100,
            nl="Deel van de werktijd dat deze soort taak in de functie kostte, in procent.",
            en="Part of the working time this kind of task took in the function, in percent.",
        ),
        Column(
            name="measured",
            kind=Kind.CODE,
            codes=YES_NO,
            nl="Gemeten op de werkplek? Leeg is niet gemeten.",
            en="Measured at the workplace? Empty is not measured.",
        ),
        Column(
            name="source",
            kind=Kind.KEY,
            is_required=True,
            nl="Wie heeft gemeten of geschat.",
            en="Who measured or estimated.",
        ),
        OBSERVED,
    ),
)
