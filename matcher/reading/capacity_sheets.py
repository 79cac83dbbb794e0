"""What a person can, as sheets: whole rubrieken that were looked at, and items with a limit."""

from matcher.domain.profile import ReadingOutcome
from matcher.domain.support import Instrument
from matcher.reading.columns import Column, Kind, Sheet
from matcher.reading.people_sheets import CLIENT, OBSERVED, RUBRIEKEN, SOURCE, day_column

SCOPE = Sheet(
    name="scope",
    key=("client", "rubriek", "source"),
    refers_to=(("client", "clients"),),
    nl="Welke rubriek van de FML een bron helemaal heeft bekeken. Wat daar niet is genoemd, is dan normaal.",
    en="Which rubriek of the FML a source looked at as a whole. What is not listed there is then the norm.",
    columns=(
        CLIENT,
        Column(
            name="rubriek",
            kind=Kind.CODE,
            is_required=True,
            codes=RUBRIEKEN,
            nl="Rubriek van de FML.",
            en="Rubriek of the FML.",
        ),
        SOURCE,
        OBSERVED,
    ),
)

CAPACITIES = Sheet(
    name="capacities",
    key=("client", "item", "source", "vacancy", "task"),
    is_required=True,
    refers_to=(("client", "clients"),),
    nl="Wat een cliënt kan, per item van de FML. Met reading: hoe een beperking uitpakt bij één taak.",
    en="What a client can do, per item of the FML. With reading: how a limit works out in one task.",
    columns=(
        CLIENT,
        Column(
            name="item",
            kind=Kind.ITEM,
            is_required=True,
            nl="Item van de FML, zoals IV-13.",
            en="Item of the FML, such as IV-13.",
        ),
        Column(
            name="level",
            kind=Kind.WHOLE,
            minimum=-9,
            maximum=99,
            nl="Niveau van de beperking: 0 is normaal, hoger is meer beperkt.",
            en="Level of the limitation: 0 is the norm, higher is more limited.",
        ),
        Column(
            name="conditions",
            kind=Kind.CONDITIONS,
            nl="Nummers van de voorwaarden die nodig zijn, zoals 1|3, of geen.",
            en="Numbers of the conditions that are needed, such as 1|3, or geen for none.",
        ),
        Column(
            name="text",
            kind=Kind.TEXT,
            nl="De toelichting (namelijk). Schrijf hier nooit een ziekte of medicijn.",
            en="The explanation (namelijk). Never write an illness or a medicine here.",
        ),
        SOURCE,
        OBSERVED,
        Column(
            name="vacancy", kind=Kind.KEY, nl="Alleen bij reading: de vacature.", en="Only with reading: the vacancy."
        ),
        Column(
            name="task",
            kind=Kind.KEY,
            nl="Alleen bij reading: de taak. Leeg is elke taak.",
            en="Only with reading: the task. Empty is every task.",
        ),
        Column(
            name="task_text",
            kind=Kind.TEXT,
            nl="Alleen bij reading: de taaktekst die is gelezen. Verandert die tekst, dan vervalt de reading.",
            en="Only with reading: the text of the task as it was read. When that text changes the reading ends.",
        ),
        Column(
            name="reading",
            kind=Kind.CODE,
            codes=tuple(ReadingOutcome),
            nl="Uitkomst als iemand de beperking naast deze taak heeft gelegd.",
            en="Outcome when somebody read the limit against this task.",
        ),
        Column(
            name="instrument",
            kind=Kind.CODE,
            codes=tuple(Instrument),
            nl="Alleen bij lukt_met: waarmee het lukt.",
            en="Only with lukt_met: what makes it work.",
        ),
        day_column(
            "until", "Alleen bij reading: laatste dag dat dit geldt.", "Only with reading: last day this holds."
        ),
    ),
)
