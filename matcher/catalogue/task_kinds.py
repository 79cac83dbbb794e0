"""The kinds of task as data: their words in two languages, what belongs to them, and where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from matcher.catalogue.toml_file import Table, own_text, parse
from matcher.domain.task_kind import TaskKind
from matcher.errors import CatalogueError

FILE = "task_kinds.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfTask:
    """One kind of task.

    Attributes
    ----------
    activity
        The generalized work activity of O*NET it lies under, number and name.
    covers
        What belongs to it, for who gives a task its kind.
    """

    kind: TaskKind
    nl: str
    en: str
    activity: str
    covers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskKinds:
    """Every kind of task once, in the order of `TaskKind`."""

    kinds: tuple[KindOfTask, ...]
    _by_kind: Mapping[TaskKind, KindOfTask] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_kind", {one.kind: one for one in self.kinds})
        if [one.kind for one in self.kinds] != list(TaskKind):
            raise CatalogueError(
                f"{FILE}: the kinds are not those of the code, each once and in their order. A pace would be lost or "
                f"count twice. Write exactly: {', '.join(TaskKind)}."
            )

    def of(self, kind: TaskKind) -> KindOfTask:
        """Give the words of a kind."""
        return self._by_kind[kind]


def read_task_kinds(text: str) -> TaskKinds:
    """Turn the text of the file into kinds of task.

    Raises
    ------
    CatalogueError
        An unknown or missing key, or a kind that is unknown, missing, doubled or out of order.
    """
    top = parse(text, FILE)
    top.refuse_other_keys("kind")
    return TaskKinds(kinds=tuple(_kind(table) for table in top.tables("kind")))


def _kind(table: Table) -> KindOfTask:
    table.refuse_other_keys("code", "nl", "en", "activity", "covers")
    return KindOfTask(
        kind=as_kind(table, "code"),
        nl=table.text("nl"),
        en=table.text("en"),
        activity=table.text("activity"),
        covers=table.text("covers"),
    )


def as_kind(table: Table, key: str) -> TaskKind:
    """Give the kind of task under a key; a code nobody knows is refused."""
    code = table.text(key)
    if code not in set(TaskKind):
        raise CatalogueError(
            f"{table.where}: '{key}' is '{code}', which is no kind of task. What somebody can do there would be lost. "
            f"Use one of: {', '.join(TaskKind)}."
        )
    return TaskKind(code)


@cache
def load_task_kinds() -> TaskKinds:
    """Give the kinds of task that are shipped with Waag."""
    return read_task_kinds(own_text(FILE))
