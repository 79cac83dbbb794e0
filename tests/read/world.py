"""The smallest delivery that says something on every sheet, and ways to change one cell of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from matcher.catalogue.items import load_catalogue
from matcher.read import ReadResult, Row, read_sheets

DAY = date(2026, 11, 2)
Cells = Mapping[str, str]
World = dict[str, list[dict[str, str]]]


def world() -> World:
    return {
        "clients": [
            {"client": "c1", "gemeente": "Leiden", "place": "Leiden", "hours": "24", "path": "3:28|6:32"},
            {"client": "c2", "gemeente": "Leiden", "lks_group": "vastgesteld", "modes": "ov|lopen"},
        ],
        "scope": [{"client": "c1", "rubriek": "IV", "source": "uwv", "date": "2026-03-01"}],
        "capacities": [
            {"client": "c1", "item": "IV-13", "level": "2", "source": "uwv", "date": "2026-03-01"},
            {"client": "c1", "item": "I-8", "conditions": "3|1", "source": "uwv", "date": "01-03-2026"},
            {
                "client": "c2",
                "item": "II-2",
                "level": "1",
                "text": "links",
                "source": "Zelf gezegd",
                "date": "2026-05-01",
            },
            {
                "client": "c2",
                "item": "II-2",
                "source": "arbeidsdeskundige",
                "date": "2026-06-01",
                "vacancy": "v1",
                "task": "a",
                "reading": "lukt_met",
                "instrument": "hulpmiddel",
                "until": "2027-06-01",
            },
        ],
        "wishes": [{"client": "c1", "kind": "sector", "code": "groen", "stance": "graag", "date": "2026-05-01"}],
        "qualifications": [{"client": "c1", "kind": "certificaat", "code": "vca", "has": "ja"}],
        "history": [
            {"client": "c1", "kind": "uitval", "date": "2025-01-01", "hours": "20", "item": "IV-13", "cause": "tillen"},
            {"client": "c1", "kind": "gesprek", "date": "2026-01-01"},
        ],
        "loonwaarde": [
            {
                "client": "c2",
                "occupation": "inpakker",
                "percent": "60",
                "measured": "ja",
                "source": "uwv",
                "date": "2026-01-01",
            },
            {
                "client": "c1",
                "occupation": "inpakker",
                "tempo": "80",
                "quality": "90",
                "net_time": "100",
                "task_kind": "inpakken_sorteren",
                "share": "65",
                "source": "uwv",
                "date": "2026-01-01",
            },
        ],
        "choices": [
            {"client": "c1", "choice": "weet_nog_niet", "date": "2026-01-01"},
            {"client": "c1", "choice": "Wil werken", "words": "Graag buiten", "date": "2026-06-01"},
        ],
        "own_steps": [{"client": "c1", "words": "Ik ga meelopen", "by": "2026-12-01", "date": "2026-06-01"}],
        "goals": [
            {"client": "c1", "area": "betaald_werk", "words": "Een paar uur", "status": "bezig", "date": "2026-06-01"},
            {"client": "c1", "area": "sociale_contacten", "words": "Mensen leren kennen", "date": "2026-06-01"},
        ],
        "sheltered": [
            {
                "client": "c2",
                "question": "toezicht",
                "answer": "ja",
                "source": "uwv",
                "agrees": "ja",
                "date": "2026-05-01",
            }
        ],
        "arguments": [
            {
                "client": "c2",
                "code": "begeleiding_werkte",
                "direction": "voor",
                "words": "een half jaar met een coach",
                "source": "jobcoach",
                "date": "2026-05-01",
            }
        ],
        "employers": [{"employer": "w1", "name": "Kwekerij", "max_supported": "2"}],
        "vacancies": [
            {
                "vacancy": "v1",
                "employer": "w1",
                "title": "Inpakker",
                "hours_min": "16",
                "hours_max": "32,5",
                "aid": "ja",
                "certificates": "vca",
                "competences": "24105:2|24100:3",
                "times": "dag",
            }
        ],
        "tasks": [
            {"vacancy": "v1", "task": "b", "description": "dozen tillen", "share": "40", "risks": "machine"},
            {
                "vacancy": "v1",
                "task": "a",
                "description": "inpakken",
                "share": "60",
                "can_leave_out": "nee",
                "task_kind": "Inpakken sorteren",
            },
        ],
        "demands": [
            {
                "vacancy": "v1",
                "item": "IV-13",
                "tolerated": "2",
                "hoe": "marginaal",
                "source": "werkgever",
                "date": "2026-10-01",
            },
            {
                "vacancy": "v1",
                "task": "b",
                "item": "IV-13",
                "tolerated": "1",
                "source": "gemeten",
                "date": "2026-10-01",
            },
            {"vacancy": "v1", "task": "a", "item": "I-8", "asks": "3", "source": "geschat", "date": "2026-10-01"},
            {"vacancy": "v1", "task": "a", "item": "II-2", "asks": "norm", "source": "geschat", "date": "2026-10-01"},
            {"vacancy": "v1", "task": "b", "item": "V-4", "minutes": "120", "source": "gemeten", "date": "2026-10-01"},
            {"vacancy": "v1", "item": "IV-16", "tolerated": "onbekend", "source": "werkgever", "date": "2026-10-01"},
        ],
        "travel": [{"from_place": "Leiden", "to_place": "Lisse", "mode": "ov", "minutes": "35"}],
        "places": [{"place": "Leiden", "lat": "52.1601", "lon": "4,4970"}],
        "placements": [
            {"client": "c2", "vacancy": "v0", "employer": "w9", "start_on": "2026-09-01", "coach_minutes": "60"}
        ],
        "verordening": [
            {
                "gemeente": "Leiden",
                "rule": "jobcoach_tarief",
                "valid_from": "2026-03-01",
                "value": "10500",
                "cvdr": "CVDR698123",
                "article": "12",
                "checked_on": "2026-10-01",
            },
            {
                "gemeente": "Leiden",
                "rule": "stratum",
                "name": "steun_licht",
                "valid_from": "2026-01-01",
                "value": "80",
                "cvdr": "CVDR698123",
                "article": "3",
                "checked_on": "2026-10-01",
            },
        ],
        "budgets": [
            {
                "gemeente": "Leiden",
                "year": "2026",
                "coach_minutes": "600",
                "once_cents": "100000",
                "expert_questions": "4",
            }
        ],
        "decisions": [
            {"client": "c1", "vacancy": "v9", "decision": "niet doen", "date": "2026-09-01", "until": "2027-03-01"}
        ],
    }


def as_rows(sheets: Mapping[str, Sequence[Cells]]) -> dict[str, list[Row]]:
    return {
        name: [Row(file=f"{name}.csv", line=line, values=cells) for line, cells in enumerate(rows, start=2)]
        for name, rows in sheets.items()
    }


def read(sheets: Mapping[str, Sequence[Cells]], **options: Mapping[str, frozenset[str]]) -> ReadResult:
    return read_sheets(as_rows(sheets), DAY, load_catalogue(), **options)


def changed(sheet: str, place: int, **cells: str) -> World:
    """Give the world with some cells of one row changed."""
    sheets = world()
    sheets[sheet][place] = {**sheets[sheet][place], **cells}
    return sheets
