"""The log of this program: one line an event, for people or for machines; never more than one line, whatever is in it.

What went wrong is told by its kind and by where in the code, without the words of the problem: they may quote somebody.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import TypeAlias

import structlog

Event: TypeAlias = MutableMapping[str, object]
Trouble: TypeAlias = "tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]"
_HANDLER = "waag"


class _Handler(logging.Handler):
    """Writes to what is standard error at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        sys.stderr.write(self.format(record) + "\n")


def set_up(form: str) -> None:
    """Send everything that is logged to standard error.

    Parameters
    ----------
    form
        ``json``: an object a line; ``text``: words, without the line for every reply.
    """
    is_json = form == "json"
    last = structlog.processors.JSONRenderer(ensure_ascii=False) if is_json else _one_line
    handler = _Handler()
    handler.name = _HANDLER
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(),
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _where, last],
        )
    )
    root = logging.getLogger()
    for old in [one for one in root.handlers if one.name == _HANDLER]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.INFO if is_json else logging.WARNING)


def _where(_logger: object, _name: str, event: Event) -> Event:
    """Put the kind and the place of a problem where its traceback was."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if isinstance(found, tuple) and found[0] is not None:
        event["problem"] = found[0].__name__
        event["where"] = [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(found[2])]
    return event


def _one_line(_logger: object, _name: str, event: Event) -> str:
    """Give an event as words on one line: what would start another line is written out."""
    moment, level, logger = (str(event.pop(name, "")) for name in ("timestamp", "level", "logger"))
    words = [moment, level.upper(), logger, str(event.pop("event", ""))]
    words += [f"{name}={value}" for name, value in event.items()]
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in " ".join(words))
