"""The legal cases as they stand in `cases/*.toml`; a change of law is written once and gives its cases by itself.

[[cases]]    one case of a kind (see `test_cases.py`)
[[changes]]  a dated value: before, holds, until         -> three cases of kind `number` for each of its keys
[[rights]]   a dated ground for one legal group          -> three cases of kind `right`
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Case = Mapping[str, Any]
FOLDER = Path(__file__).parent / "cases"
CHANGE_KEYS = {"value", "from", "until", "before", "holds", "origin", "source", "why", "confidence"}
RIGHT_KEYS = (CHANGE_KEYS - {"value"}) | {"kind", "group", "is_lks_group"}
BEFORE = timedelta(days=1)


def files() -> tuple[Path, ...]:
    return tuple(sorted(FOLDER.glob("*.toml")))


def cases() -> tuple[Case, ...]:
    """Give every case of every file, those of a change written out."""
    return tuple(case for file in files() for case in cases_of(file.read_text(encoding="utf-8")))


def cases_of(text: str) -> Iterator[Case]:
    document = tomllib.loads(text)
    yield from document.get("cases", [])
    for change in document.get("changes", []):
        yield from _of_change(change)
    for ground in document.get("rights", []):
        yield from _of_ground(ground)


def _of_change(change: Case) -> Iterator[Case]:
    assert set(change) <= CHANGE_KEYS, change
    before, holds, sure = (_by_key(change.get(part, {})) for part in ("before", "holds", "confidence"))
    assert before.keys() == holds.keys(), change
    for key in holds:
        name = f"{change['value']}.{key}" if key else change["value"]
        for day, expected in _days(change, before[key], holds[key]):
            case = _common(change) | {
                "says": f"{name} of {change['from']} on {day}: {expected}",
                "day": day,
                "kind": "number",
                "name": name,
            }
            case["expected"] = expected
            if day >= change["from"] and sure:
                case["confidence"] = sure.get(key) or sure[""]
            yield case


def _of_ground(ground: Case) -> Iterator[Case]:
    assert set(ground) <= RIGHT_KEYS, ground
    is_lks = ground.get("is_lks_group", False)
    for day, expected in _days(ground, ground["before"], ground["holds"]):
        who = f"{ground['group']}, doelgroep" if is_lks else ground["group"]
        yield _common(ground) | {
            "says": f"{ground['kind']} for {who} on {day}: {expected}",
            "kind": "right",
            "day": day,
            "name": ground["kind"],
            "group": ground["group"],
            "is_lks_group": is_lks,
            "expected": expected,
            **({"confidence": ground["confidence"]} if day >= ground["from"] else {}),
        }


def _days(change: Case, before: str, holds: str) -> tuple[tuple[date, str], ...]:
    return (change["from"] - BEFORE, before), (change["from"], holds), (change["until"], holds)


def _common(change: Case) -> dict[str, Any]:
    return {key: change[key] for key in ("origin", "source", "why") if key in change}


def _by_key(value: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"": value} if isinstance(value, str) else value
