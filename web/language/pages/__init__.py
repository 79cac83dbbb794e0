"""What the pages say, by code, in Dutch (B1) and English.

One TOML file per subject holds ``code = [Dutch, English]``; a code is asked for as ``subject.code``. There is no third
language to fall back on: a code without both texts is refused when the texts are read.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import count, takewhile

from web.language.numbers import whole

LANGUAGES = ("nl", "en")
ENDING = ".toml"


def say(code: str, language: str, /, **facts: object) -> str:
    """Give the text of a code with its facts filled in.

    Raises
    ------
    KeyError
        Where no file has the code.
    """
    return texts()[code][LANGUAGES.index(language)].format_map(facts)


def counted(code: str, count: int, language: str, /, **facts: object) -> str:
    """Give the text for one or for more: ``code.one`` or ``code.more``, with the count as ``{count}``."""
    return say(f"{code}.{'one' if count == 1 else 'more'}", language, count=whole(count, language), **facts)


def has(code: str) -> bool:
    """Whether there is a text for a code."""
    return code in texts()


def numbered(code: str) -> list[str]:
    """Give the codes ``code.1``, ``code.2``, … as far as there are texts for them."""
    return list(takewhile(has, (f"{code}.{number}" for number in count(1))))


def parts(code: str) -> list[str]:
    """Give the names that stand right under a code, each once, in order."""
    return sorted({name.removeprefix(f"{code}.").partition(".")[0] for name in texts() if name.startswith(f"{code}.")})


@cache
def texts() -> Mapping[str, tuple[str, str]]:
    """Give every text by its code.

    Raises
    ------
    ValueError
        Where a code has not exactly a Dutch and an English text.
    """
    found: dict[str, tuple[str, str]] = {}
    for entry in sorted(files("web.language.pages").iterdir(), key=lambda one: one.name):
        if entry.name.endswith(ENDING):
            table = tomllib.loads(entry.read_text("utf-8"))
            found.update(_flat(entry.name.removesuffix(ENDING), table))
    return found


def _flat(prefix: str, table: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for name, value in table.items():
        code = f"{prefix}.{name}"
        if isinstance(value, dict):
            found.update(_flat(code, value))
        elif isinstance(value, list) and len(value) == 2 and all(isinstance(text, str) for text in value):
            found[code] = (value[0], value[1])
        else:
            raise ValueError(f"Text {code}: expected [Dutch, English], found {value!r}.")
    return found
