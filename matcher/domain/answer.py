"""Yes, no or unknown."""

from enum import StrEnum


class Answer(StrEnum):
    """Yes, no or unknown: unknown is an answer of its own."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "onbekend"
