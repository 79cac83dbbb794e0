"""What a person sees of a broken delivery."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from tests.intake.memory import MemoryStore
from web.commands.intake import row_sentences
from web.language.delivery import delivery_text
from web.language.intake import Language
from web.service.delivery.file_faults import RefusedDelivery, fault_sentences
from web.service.delivery.folder import read_delivery
from web.service.delivery.intake import deliver

HERE = Path(__file__).parent
WHOLE = HERE / "whole"
CASES = tuple(sorted(path for path in (HERE / "cases").iterdir() if path.is_dir()))
DAY = date(2026, 11, 2)
MESSAGE = "melding.txt"
WITHOUT = "without.txt"


def source_of(case: Path, folder: Path) -> Path:
    """Lay a case out as a delivery in an empty folder, and give what to import."""
    folder = folder / "levering"
    folder.mkdir()
    own = [path for path in case.iterdir() if path.name not in (MESSAGE, WITHOUT)]
    alone = [path for path in own if path.suffix in (".json", ".xlsx")]
    if alone:
        return Path(shutil.copy(alone[0], folder))
    leave_out = (case / WITHOUT).read_text().split() if (case / WITHOUT).exists() else []
    for path in (*WHOLE.glob("*.csv"), *own):
        if path.stem not in leave_out:
            shutil.copy(path, folder)
    return folder


def message(case: Path, folder: Path, language: Language = "nl") -> str:
    """Give every sentence a person sees about a case, one a line."""
    try:
        delivery = read_delivery(source_of(case, folder), is_delta=False)
    except RefusedDelivery as problem:
        return "\n".join(fault_sentences(problem.faults, language)) + "\n"
    intake = deliver(MemoryStore(), delivery, day=DAY, received_at=datetime(2026, 11, 2, tzinfo=UTC))
    lines = row_sentences(intake.causes, language)
    if len(intake.rejected) > len(intake.causes):
        count = str(len(intake.rejected) - len(intake.causes))
        lines.append(delivery_text("consequences", language, count=count))
    return "\n".join(lines) + "\n"
