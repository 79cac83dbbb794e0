"""Words that a group of a verordening may not be named by: it would be a group of who people are."""

import re
import tomllib
from functools import cache
from typing import NamedTuple

from matcher.catalogue.toml_file import own_text

FILE = "never_a_group.toml"


class NeverAGroup(NamedTuple):
    """Words as a whole, and starts of words, in lower case; two words stand with _ between them."""

    words: tuple[str, ...]
    stems: tuple[str, ...]

    def word_in(self, name: str) -> str | None:
        """Give the word that makes a name one of such a group, or None."""
        apart = re.sub(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", "_", name.lower().replace("+", "_plus"))
        run = "_".join(["", *(part for part in re.split(r"[\W_]+", apart) if part), ""])
        whole = (word for word in self.words if f"_{word}_" in run)
        start = (stem for stem in self.stems if f"_{stem}" in run)
        return next(whole, None) or next(start, None)


@cache
def load_never_a_group() -> NeverAGroup:
    """Read the words."""
    table = tomllib.loads(own_text(FILE))
    return NeverAGroup(words=tuple(table["words"]), stems=tuple(table["stems"]))
