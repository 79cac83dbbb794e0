"""Read a TOML file of the catalogue strictly: each key known, each value of its kind, each refusal with a remedy."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from matcher.errors import CatalogueError


def own_text(name: str) -> str:
    """Text of a file that is shipped beside this module."""
    return files("matcher.catalogue").joinpath(name).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a TOML file.

    Attributes
    ----------
    where
        File and row, in words, for messages.
    values
        Keys with their raw values.
    """

    where: str
    values: Mapping[str, object]

    def refuse_other_keys(self, *known: str) -> None:
        """Refuse a key that nobody reads: a typing error would silently change what fits whom."""
        for key in self.values:
            if key not in known:
                raise CatalogueError(
                    f"{self.where}: unknown key '{key}'. It would be ignored without anybody noticing. "
                    f"Remove it or use one of: {', '.join(known)}."
                )

    def has(self, key: str) -> bool:
        """Whether the key is written."""
        return key in self.values

    def text(self, key: str) -> str:
        """A text that is written and not empty."""
        value = self._required(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, value, "a text that is not empty")
        return value

    def text_or_empty(self, key: str) -> str:
        """A text, empty where the key is absent."""
        return self.text(key) if key in self.values else ""

    def whole(self, key: str) -> int:
        """A whole number of at least 0."""
        value = self._required(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._wrong(key, value, "a whole number of at least 0")
        return value

    def whole_or_none(self, key: str) -> int | None:
        """A whole number, None where the key is absent."""
        return self.whole(key) if key in self.values else None

    def flag(self, key: str) -> bool:
        """A yes or no, no where the key is absent."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self._wrong(key, value, "true or false")
        return value

    def written_flag(self, key: str) -> bool:
        """A yes or no that is written."""
        self._required(key)
        return self.flag(key)

    def flag_or_none(self, key: str) -> bool | None:
        """A yes or no, None where the key is absent."""
        return self.flag(key) if key in self.values else None

    def wholes(self, key: str) -> tuple[int, ...]:
        """Whole numbers of at least 0, none twice; empty where the key is absent."""
        numbers: list[int] = []
        for value in self._list(key):
            if isinstance(value, bool) or not isinstance(value, int) or value < 0:
                raise self._wrong(key, value, "a list of whole numbers of at least 0")
            numbers.append(value)
        self._refuse_twice(key, numbers)
        return tuple(numbers)

    def texts(self, key: str) -> tuple[str, ...]:
        """Texts, none twice; empty where the key is absent."""
        texts: list[str] = []
        for value in self._list(key):
            if not isinstance(value, str) or not value.strip():
                raise self._wrong(key, value, "a list of texts")
            texts.append(value)
        self._refuse_twice(key, texts)
        return tuple(texts)

    def tables(self, key: str) -> tuple["Table", ...]:
        """The rows under a key, each with its place; empty where the key is absent."""
        rows: list[Table] = []
        for number, value in enumerate(self._list(key), start=1):
            if not isinstance(value, dict):
                raise self._wrong(key, value, "a list of tables")
            rows.append(Table(where=f"{self.where}, {key} row {number}", values=value))
        return tuple(rows)

    def table(self, key: str) -> "Table":
        """The one table under a key."""
        value = self._required(key)
        if not isinstance(value, dict):
            raise self._wrong(key, value, "a table")
        return Table(where=f"{self.where}, {key}", values=value)

    def _required(self, key: str) -> object:
        if key not in self.values:
            raise CatalogueError(
                f"{self.where}: key '{key}' is missing. Without it the catalogue would have to guess. Write it."
            )
        return self.values[key]

    def _list(self, key: str) -> list[object]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self._wrong(key, value, "a list")
        return value

    def _refuse_twice(self, key: str, values: list[int] | list[str]) -> None:
        if len(set(values)) != len(values):
            raise CatalogueError(f"{self.where}: '{key}' names a value twice: {values}. Keep each value once.")

    def _wrong(self, key: str, value: object, expected: str) -> CatalogueError:
        return CatalogueError(
            f"{self.where}: '{key}' is {value!r}; expected {expected}. "
            "A value of another kind would be judged wrongly. Correct it."
        )


def parse(text: str, file: str) -> Table:
    """Turn TOML text into a table; a key written twice or broken TOML is refused.

    Raises
    ------
    CatalogueError
        The text is no valid TOML; the message names file, line and remedy.
    """
    try:
        values: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(
            f"{file}: this is no valid TOML: {error}. Nothing of the file can be trusted. "
            "Correct that line; a key may be written only once in a table."
        ) from error
    return Table(where=file, values=values)
