"""Whether the log still holds: the chain itself, and the ends of it that were written down elsewhere."""

from dataclasses import dataclass

from web.store.chain import Chain
from web.store.chain import Damage as Damage
from web.store.database import Database
from web.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A line with its digest as it was once written down.

    Attributes
    ----------
    source
        The run that kept it; empty where somebody brought it from outside.
    """

    line: int
    digest: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What an inspection of the log found.

    Attributes
    ----------
    anchors
        How many written-down ends were held against the log.
    torn
        The oldest one that the log no longer holds; from its line on the end was cut off or made anew.
    """

    chain: Chain
    anchors: int
    torn: Anchor | None

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, taken out, moved or cut off."""
        return self.chain.damage is None and self.torn is None


def audit(database: Database, kept: Anchor | None = None) -> Audit:
    """Go over the whole log, and over each end of it that a night wrote down, or somebody kept.

    An end in the part that was dropped after its term cannot be held against anything any more.
    """
    with database.read() as store:
        anchors = [Anchor(line=line, digest=digest, source=run) for run, line, digest in store.log_anchors()]
        anchors += [kept] if kept else []
        begins = store.log_start()
        torn = next((one for one in anchors if one.line > begins and not _holds(store, one)), None)
        return Audit(chain=store.check_chain(), anchors=len(anchors), torn=torn)


def _holds(store: Store, anchor: Anchor) -> bool:
    line = store.log_line(anchor.line)
    return line is not None and line.digest == anchor.digest
