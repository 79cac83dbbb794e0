"""What an import and a template report, in Dutch (B1) and English."""

from collections.abc import Mapping
from types import MappingProxyType

from web.language.intake import Language, Pair

_TEXTS: Mapping[str, Pair] = MappingProxyType(
    {
        "sheet": ("blad", "sheet"),
        "read": ("gelezen", "read"),
        "accepted": ("aanvaard", "accepted"),
        "rejected": ("geweigerd", "rejected"),
        "new": ("nieuw", "new"),
        "changed": ("gewijzigd", "changed"),
        "closed": ("gesloten", "closed"),
        "total": ("samen", "total"),
        "refused_rows": ("Geweigerde regels (de eerste {count}):", "Refused rows (the first {count}):"),
        "consequences": (
            "Ook geweigerd, omdat ze bij een geweigerde regel horen: {count}.",
            "Refused as well, because they belong to a refused row: {count}.",
        ),
        "returned": (
            "Geweigerde regels staan in {folder}. Verbeter ze daar en lees ze in met: waag import {folder} --delta",
            "Refused rows are in {folder}. Correct them there and read them with: waag import {folder} --delta",
        ),
        "many": (
            "Let op: {percent} van de regels is geweigerd. Kijk of het goede bestand is aangeleverd.",
            "Note: {percent} of the rows were refused. Check whether the right file was delivered.",
        ),
        "many_stop": (
            "Meer dan 1 op de 20 regels is geweigerd ({percent}). Daarom is er niets veranderd. Verbeter het bestand, "
            "of geef --confirm mee als de rest er toch in mag.",
            "More than 1 row in 20 was refused ({percent}). So nothing was changed. Correct the file, or add --confirm "
            "where the rest may come in all the same.",
        ),
        "done": ("Ingelezen op {day}.", "Read on {day}."),
        "same": (
            "Ingelezen op {day}. Er is niets veranderd: dit stond er al.",
            "Read on {day}. Nothing changed: all of this was there.",
        ),
        "confirm": (
            "Blad {sheet}: {closed} van de {was_open} open regels zouden sluiten, meer dan een vijfde. Er is niets "
            "veranderd. Klopt dit? Geef dan --confirm mee. Zijn het alleen wijzigingen? Gebruik dan --delta.",
            "Sheet {sheet}: {closed} of the {was_open} open rows would close, more than a fifth. Nothing was changed. "
            "Is this right? Then add --confirm. Are these changes only? Then use --delta.",
        ),
        "nothing_came": (
            "In {folder} staat geen levering. De nacht gaat door met de gegevens die er zijn.",
            "There is no delivery in {folder}. The night goes on with the data that are there.",
        ),
        "refused": (
            "Er is niets ingelezen. Dit is er mis met de levering:",
            "Nothing was read. This is wrong with the delivery:",
        ),
        "written": (
            "{count} bestanden geschreven in {folder}. Begin met {manual}.",
            "{count} files written to {folder}. Start with {manual}.",
        ),
        "exists": (
            "In {folder} staan al bestanden van deze naam: {names}. Waag schrijft daar niet overheen. Kies een lege "
            "map.",
            "In {folder} there are files of these names already: {names}. Waag does not write over them. Choose an "
            "empty folder.",
        ),
        "no_write": (
            "{folder} is niet te beschrijven ({problem}). Er is niets veranderd. Geef Waag schrijfrechten of kies een "
            "andere map.",
            "{folder} cannot be written to ({problem}). Nothing was changed. Give Waag the right to write or choose "
            "another folder.",
        ),
    }
)


def delivery_text(name: str, language: Language, **facts: str) -> str:
    """Give a text of a report by its name."""
    pair = _TEXTS[name]
    return (pair[0] if language == "nl" else pair[1]).format(**facts)
