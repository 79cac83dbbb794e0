"""The kinds of task in which a pace is timed and work is checked in the same way."""

from enum import StrEnum


class TaskKind(StrEnum):
    """What somebody does in a task, coarse enough that a pace in one place says something about another.

    Words, origin and what belongs to a kind: `matcher/catalogue/task_kinds.toml`.
    """

    SORTING = "inpakken_sorteren"
    ASSEMBLY = "monteren"
    MACHINE = "machine_bedienen"
    CHECKING = "controleren_meten"
    STOCKING = "aanvullen_verzamelen"
    MOVING = "laden_verplaatsen"
    CLEANING = "schoonmaken"
    WASHING = "afwas_wasgoed"
    COOKING = "eten_bereiden"
    CHECKOUT = "afrekenen"
    SERVING = "gasten_klanten"
    CARE = "zorg_gezelschap"
    OFFICE = "administratie"
    RECEPTION = "telefoon_ontvangst"
    GREEN = "groen_oogst"
    BUILDING = "bouw_afzetting"
    WATCHING = "toezicht"
    DRIVING = "rijden_bezorgen"
