"""What the command line says, by code, in Dutch and English."""

from collections.abc import Mapping

LANGUAGES = ("nl", "en")

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "user.added": (
        "Account {login} ({role}) is gemaakt. Het wachtwoord is {password}; het staat nergens anders.",
        "Account {login} ({role}) was made. Its password is {password}; it is kept nowhere else.",
    ),
    "user.line": (
        "{login:<24} {role:<18} {state:<10} {count} ingelogd",
        "{login:<24} {role:<18} {state:<10} {count} inside",
    ),
    "user.open": ("open", "open"),
    "user.shut": ("gesloten", "shut"),
    "user.ended": ("Uitgelogd: {login}.", "Signed out: {login}."),
    "user.whom": (
        "Noem één account dat bestaat, of --all voor iedereen.",
        "Name one account that exists, or --all for everybody.",
    ),
    "user.naam_vorm": (
        "Deze naam kan niet. Gebruik 2 tot 40 kleine letters, cijfers, punt of streepje.",
        "This name cannot be used. Take 2 to 40 small letters, digits, point or dash.",
    ),
    "user.gemeente_onbekend": (
        "Er zijn geen cliënten van deze gemeente. Lever ze eerst aan, of kies een gemeente die er is.",
        "There are no clients of this gemeente. Deliver them first, or choose a gemeente that is there.",
    ),
    "user.naam_bestaat": (
        "Deze naam bestaat al. Er is niets veranderd; kies een andere.",
        "This name exists already. Nothing changed; choose another one.",
    ),
    "night.done": (
        "De nacht van {day} is klaar: {proposals} voorstellen (run {run}).",
        "The night of {day} is done: {proposals} proposals (run {run}).",
    ),
    "night.fallen_back": (
        "De nacht van {day} viel terug op een eerder plan: {proposals} voorstellen (run {run}).",
        "The night of {day} fell back on an earlier plan: {proposals} proposals (run {run}).",
    ),
    "night.there": (
        "De nacht van {day} is er al (run {run}). Er is niets opnieuw gemaakt.",
        "The night of {day} is already there (run {run}). Nothing was made again.",
    ),
    "night.failed": (
        "De nacht van {day} is mislukt (run {run}): {problem}\nU ziet de voorstellen van de vorige nacht.",
        "The night of {day} has failed (run {run}): {problem}\nYou keep seeing the proposals of the night before.",
    ),
    "night.terms": (
        "De nacht staat. Wat over zijn termijn is, kon niet weg: {problem}\nVoer `waag retention` uit als eigenaar.",
        "The night stands. What is past its term could not go: {problem}\nRun `waag retention` as the owner.",
    ),
    "night.older": (
        "Er is al een nacht van een latere dag. Die blijft staan; deze wordt alleen bewaard.",
        "There is a night of a later day. That one stays; this one is only kept.",
    ),
    "night.running": (
        "Er loopt al een nacht. Wacht tot die klaar is.",
        "A night is already running. Wait for its end.",
    ),
    "error": ("Fout: {problem}", "Error: {problem}"),
    "db.upgraded": ("De database heeft nu versie {version}.", "The database now has version {version}."),
    "demo.delivery": (
        "De demowereld is verzonnen. Gelezen: {read} rijen, geweigerd: {rejected}.",
        "The demo world is made up. Rows read: {read}, rejected: {rejected}.",
    ),
    "demo.login": (
        "Inloggen kan met naam {login} en wachtwoord {password}. Dit account bestaat alleen in deze demo.",
        "Sign in as {login} with password {password}. This account exists in this demo only.",
    ),
    "explain.clients.unknown": (
        "Er is geen cliënt {key} in deze database.",
        "There is no client {key} in this database.",
    ),
    "explain.clients.closed": (
        "Cliënt {key} staat sinds {day} niet meer in de levering.",
        "Client {key} has not been in the delivery since {day}.",
    ),
    "explain.vacancies.unknown": (
        "Er is geen vacature {key} in deze database.",
        "There is no vacancy {key} in this database.",
    ),
    "explain.vacancies.closed": (
        "Vacature {key} staat sinds {day} niet meer in de levering.",
        "Vacancy {key} has not been in the delivery since {day}.",
    ),
    "explain.nearest": ("Bedoelt u misschien: {keys}?", "Do you perhaps mean: {keys}?"),
    "serve.address": ("Waag staat klaar op {address} (stoppen: Ctrl+C).", "Waag is ready at {address} (stop: Ctrl+C)."),
    "serve.not_beyond_loopback": (
        "Deze database heeft het demo-account, waarvan iedereen het wachtwoord kent. Daarom luistert Waag hier alleen "
        "op deze computer zelf. Laat --host weg.",
        "This database has the demo account, whose password everybody knows. So Waag listens on this computer only. "
        "Leave --host out.",
    ),
    "serve.port_taken": (
        "Poort {port} is al in gebruik. Kies een andere met --port.",
        "Port {port} is in use. Choose another one with --port.",
    ),
}

_LABELS: Mapping[str, tuple[str, str]] = {
    "section.input": ("Gegevens", "Data"),
    "section.plan": ("Plan", "Plan"),
    "section.next_steps": (
        "Volgende stappen: één voor ieder die is gewogen",
        "Next steps: one for each who was weighed",
    ),
    "section.quality": ("Hoe goed zijn de gegevens", "How good the data are"),
    "section.investments": ("Welke ene stap de meeste mensen helpt", "Which single step helps most people"),
    "asked": ("Wat op een antwoord wacht", "What waits for an answer"),
    "n_questions": ("Vragen aan mensen en werkgevers", "Questions to people and employers"),
    "n_ad_questions": ("Vragen aan de arbeidsdeskundige", "Questions to the labour expert"),
    "n_ad_now": ("Daarvan deze week", "Of those, this week"),
    "n_acquisitions": ("Opdrachten aan het werkgeversteam", "Orders to the employers' team"),
    "late": ("Mensen zonder stap in 90 dagen", "People without a step in 90 days"),
    "never": ("Daarvan nog nooit een stap", "Of those, never had a step"),
    "short_each": (
        "Het tekort telt per gemeente: wat elders over is, helpt daar niet.",
        "A shortage counts per gemeente: what is left elsewhere does not help there.",
    ),
    "section.changes": (
        "Waarom voorstellen anders zijn dan de vorige nacht",
        "Why proposals differ from the night before",
    ),
    "section.verdicts": ("Oordelen", "Verdicts"),
    "section.instruments": ("Steun", "Support"),
    "section.coach": ("Jobcoach, uren per week", "Jobcoach, hours a week"),
    "section.discretionary": ("Jobcoach zonder aanspraak, uren per week", "Jobcoach without a claim, hours a week"),
    "section.once": ("Eenmalig geld", "Once-only money"),
    "section.stages": ("Stappen", "Stages"),
    "read": ("Gelezen rijen", "Rows read"),
    "rejected": ("Geweigerde rijen", "Rows rejected"),
    "unread": ("Rijen die deze nacht niet kon gebruiken", "Rows this night could not use"),
    "clients": ("Cliënten", "Clients"),
    "withheld": ("Niet voor te stellen", "Not to be proposed"),
    "not_weighed": ("Niet gewogen door een storing", "Not weighed because of a fault"),
    "vacancies": ("Vacatures", "Vacancies"),
    "pairs": ("Paren bekeken", "Pairs looked at"),
    "candidates": ("Kandidaten", "Candidates"),
    "proposals": ("Voorstellen", "Proposals"),
    "held": ("In bespreking (vastgehouden)", "In discussion (held)"),
    "status": ("Uitkomst", "Outcome"),
    "objective": ("Doelwaarde", "Objective"),
    "bound": ("Bovengrens", "Bound"),
    "gap": ("Afstand", "Gap"),
    "points": ("Punten", "Points"),
    "forecast": ("Raming loonkostensubsidie per maand", "Forecast of wage subsidy a month"),
    "forecast_unknown": (
        "Zonder bedrag: stel de doelgroep of de loonwaarde vast",
        "Without an amount: establish the group or the loonwaarde",
    ),
    "law_assumed": ("Bij de raming", "About the forecast"),
    "law_assumed.text": (
        "een gebruikt bedrag uit de wet is aangenomen en niet bevestigd",
        "an amount of the law in it is assumed, not confirmed",
    ),
    "plan_digest": ("SHA-256 van het plan", "SHA-256 of the plan"),
    "log_anchor": ("Logboek tot en met regel {line}:{digest}", "Log up to and with line {line}:{digest}"),
    "all": ("Samen", "In all"),
    "column.proposals": ("voorstellen", "proposals"),
    "column.share": ("deel", "share"),
    "column.pairs": ("paren", "pairs"),
    "column.candidates": ("kandidaten", "candidates"),
    "column.used": ("gebruikt", "used"),
    "column.available": ("beschikbaar", "available"),
    "column.short": ("tekort", "short"),
    "column.over": ("al te veel", "already over"),
    "column.first": ("eerste kans", "first chance"),
    "column.people": ("mensen", "people"),
    "column.seconds": ("seconden", "seconds"),
    "column.memory": ("MB hoogste", "MB peak"),
    "unknown": ("onbekend", "unknown"),
    "no_limit": ("geen grens", "no limit"),
    "verdict.past": ("past", "fits"),
    "verdict.let_op": ("let op", "take care"),
    "verdict.vraag_na": ("vraag na", "ask first"),
    "verdict.kan_niet": ("kan niet", "cannot"),
    "compiles": (
        "na een nieuwe versie duurt dit eenmalig een paar minuten",
        "after a new version this takes a few minutes, once",
    ),
    "status.nieuw": ("nieuw", "new"),
    "status.bespreken": ("in bespreking", "in discussion"),
    "status.later": ("later", "later"),
    "status.niet_doen": ("niet doen", "not done"),
    "stage.lezen": ("lezen", "reading"),
    "stage.controleren": ("controleren", "checking"),
    "stage.bedragen": ("bedragen", "amounts"),
    "stage.schrijven": ("schrijven", "writing"),
    "stage.kolommen": ("kolommen maken", "making columns"),
    "stage.rangschikken": ("paren wegen", "weighing pairs"),
    "stage.vraagstuk": ("vraagstuk maken", "stating the problem"),
    "stage.oplossen": ("oplossen", "solving"),
    "stage.uitleggen": ("uitleggen", "explaining"),
    "solve.optimal": ("beste oplossing bewezen", "best solution proven"),
    "solve.bounded": ("oplossing met bewezen grens", "solution with a proven bound"),
    "solve.canonical": ("alleen het eerste plan", "the first plan only"),
    "solve.pin_conflict": ("vastgehouden voorstellen botsen", "held proposals clash"),
    "instrument.organisatorisch": ("werk anders organiseren", "organising the work"),
    "instrument.functiecreatie": ("taken anders verdelen", "sharing tasks out differently"),
    "instrument.hulpmiddel": ("hulpmiddel", "aid"),
    "instrument.intermediaire_activiteit": ("intermediaire activiteit", "intermediate activity"),
    "instrument.vervoersvoorziening": ("vervoersvoorziening", "transport"),
    "instrument.reistraining": ("reistraining", "travel training"),
    "instrument.tolk": ("tolk", "interpreter"),
    "instrument.visuele_voorziening": ("visuele voorziening", "visual aid"),
    "instrument.werkbegeleider": ("werkbegeleider", "work buddy"),
    "instrument.jobcoach_zeer_licht": ("jobcoach zeer licht", "jobcoach, very light"),
    "instrument.jobcoach_licht": ("jobcoach licht", "jobcoach, light"),
    "instrument.jobcoach_midden": ("jobcoach midden", "jobcoach, medium"),
    "instrument.jobcoach_intensief": ("jobcoach intensief", "jobcoach, intensive"),
    "instrument.loonkostensubsidie": ("loonkostensubsidie", "wage subsidy"),
    "instrument.urenopbouw": ("uren opbouwen", "building up hours"),
    "doctor.ok": ("goed", "fine"),
    "doctor.warn": ("let op", "note"),
    "doctor.fail": ("fout", "fault"),
    "doctor.python": ("Python", "Python"),
    "doctor.package": ("Pakket", "Package"),
    "doctor.database": ("Database", "Database"),
    "doctor.journal": ("Journaal", "Journal"),
    "doctor.schema": ("Versie van de tabellen", "Version of the tables"),
    "doctor.law": ("Wet bekend tot en met", "Law known until"),
    "doctor.compile": ("Map voor gecompileerde code", "Folder for compiled code"),
    "doctor.sign_on": ("Inloggen", "Signing in"),
    "doctor.run": ("Getoonde nacht", "Night shown"),
    "remedy.law_ends": (
        "over {days} dagen kent Waag de wet niet meer; voeg de nieuwe bedragen toe",
        "in {days} days Waag no longer knows the law; add the new amounts",
    ),
    "remedy.law_ended": (
        "de wet is niet bekend op deze dag; een nacht stopt",
        "the law is not known today; a night stops",
    ),
    "remedy.no_store": ("nog leeg; `waag import` maakt hem", "still empty; `waag import` makes it"),
    "remedy.schema": ("verwacht {expected}; doe `waag db upgrade`", "expected {expected}; run `waag db upgrade`"),
    "remedy.package": (
        "laadt niet vanuit dezelfde map als de rest; verwijder het andere pakket",
        "does not load from the same folder as the rest; remove the other package",
    ),
    "remedy.compile": (
        "kan niet worden beschreven; zet NUMBA_CACHE_DIR op een map die dat wel kan",
        "cannot be written; set NUMBA_CACHE_DIR to a folder that can",
    ),
    "remedy.no_run": ("nog geen; `waag nightly` maakt de eerste", "none yet; `waag nightly` makes the first"),
    "remedy.journal": ("verwacht wal; een stroomstoring kan nu schaden", "expected wal; a power cut can do harm now"),
    "remedy.journal_late": (
        "zet dit aan op de server; na een storing mist anders wat al bewaard heette",
        "turn this on at the server; after a fall, what was said to be kept is missing otherwise",
    ),
    "remedy.sign_on_missing": (
        "stel WAAG_OIDC_ISSUER en wat erbij hoort in; op PostgreSQL gelden geen wachtwoorden",
        "set WAAG_OIDC_ISSUER and what belongs to it; passwords do not hold on PostgreSQL",
    ),
    "remedy.sign_on_away": (
        "de aanbieder geeft geen goede beschrijving ({why}); niemand kan nu inloggen",
        "the provider gives no good description ({why}); nobody can sign in now",
    ),
    "remedy.none": ("", ""),
}


def say(code: str, language: str, **facts: object) -> str:
    """Give the sentence of a code with its facts filled in."""
    return _SENTENCES[code][LANGUAGES.index(language)].format(**facts)


def label(code: str, language: str, **facts: object) -> str:
    """Give the words for a code; a code nobody named is shown as it is, without its kind."""
    found = _LABELS.get(code)
    return found[LANGUAGES.index(language)].format(**facts) if found else code.rpartition(".")[2].replace("_", " ")
