import pytest

from matcher.errors import ReadError
from matcher.read import Reason, RejectedRow
from matcher.reading.rows import REMEDY_BY_REASON
from matcher.reading.texts import is_like_bsn
from tests.read.world import changed, read, world

# sheet, row, changed cells, column that decides, reason
CASES = [
    ("clients", 0, {"client": ""}, "client", Reason.MISSING_VALUE),
    ("clients", 0, {"client": "123456782"}, "client", Reason.LOOKS_LIKE_BSN),
    ("clients", 0, {"client": "c" * 101}, "client", Reason.TOO_LONG),
    ("clients", 0, {"gemeente": "Lei\x07den"}, "gemeente", Reason.CONTROL_CHARACTER),
    ("clients", 0, {"gemeente": "Lei\nden"}, "gemeente", Reason.CONTROL_CHARACTER),
    ("clients", 0, {"gemeente": "  "}, "gemeente", Reason.MISSING_VALUE),
    ("clients", 0, {"hours": "60.25"}, "hours", Reason.HOURS_OUT_OF_RANGE),
    ("clients", 0, {"hours": "0"}, "hours", Reason.HOURS_OUT_OF_RANGE),
    ("clients", 0, {"hours": "-4"}, "hours", Reason.HOURS_OUT_OF_RANGE),
    ("clients", 0, {"hours": "NaN"}, "hours", Reason.NOT_A_NUMBER),
    ("clients", 0, {"hours": "inf"}, "hours", Reason.NOT_A_NUMBER),
    ("clients", 0, {"hours": "1e309"}, "hours", Reason.NOT_A_NUMBER),
    ("clients", 0, {"hours": "٢٤"}, "hours", Reason.NOT_A_NUMBER),
    ("clients", 0, {"hours": "1.000"}, "hours", None),
    ("clients", 0, {"hours": "16.1"}, "hours", Reason.NOT_QUARTERS),
    ("clients", 0, {"path": "3:16|3:20"}, "path", Reason.REPEATED),
    ("clients", 0, {"path": "3-16"}, "path", Reason.WRONG_FORM),
    ("clients", 0, {"path": "3:61"}, "path", Reason.HOURS_OUT_OF_RANGE),
    ("clients", 0, {"travel_limit": "181"}, "travel_limit", Reason.OUT_OF_RANGE),
    ("clients", 0, {"travel_limit": "-5"}, "travel_limit", Reason.BELOW_ZERO),
    ("clients", 0, {"travel_limit": "45.5"}, "travel_limit", Reason.NOT_WHOLE),
    ("clients", 0, {"modes": "fiets|vliegtuig"}, "modes", Reason.UNKNOWN_CODE),
    ("clients", 0, {"modes": "fiets||ov"}, "modes", Reason.WRONG_FORM),
    ("clients", 0, {"modes": "fiets|Fiets"}, "modes", Reason.REPEATED),
    ("clients", 0, {"legal_group": "wajong"}, "legal_group", Reason.UNKNOWN_CODE),
    ("clients", 0, {"available_from": "2026-02-30"}, "available_from", Reason.NOT_A_DATE),
    ("clients", 0, {"available_from": "2 nov 2026"}, "available_from", Reason.NOT_A_DATE),
    ("clients", 0, {"available_from": "2027-02-01"}, "available_from", None),
    ("clients", 0, {"last_step_on": "2026-11-03"}, "last_step_on", Reason.IN_THE_FUTURE),
    ("clients", 0, {"fml_version": "2002"}, "fml_version", Reason.UNKNOWN_CODE),
    ("scope", 0, {"rubriek": "VII"}, "rubriek", Reason.UNKNOWN_CODE),
    ("scope", 0, {"client": "c9"}, "client", Reason.REFERS_TO_UNKNOWN),
    ("capacities", 0, {"item": "IV-31"}, "item", Reason.UNKNOWN_ITEM),
    ("capacities", 0, {"item": "iv-13"}, "item", None),
    ("capacities", 0, {"level": "4"}, "level", Reason.LEVEL_OUTSIDE_SCALE),
    ("capacities", 0, {"level": "-1"}, "level", Reason.LEVEL_OUTSIDE_SCALE),
    ("capacities", 0, {"level": ""}, "level", Reason.MISSING_VALUE),
    ("capacities", 0, {"conditions": "1"}, "conditions", Reason.CONDITIONS_ON_LEVEL),
    ("capacities", 0, {"until": "2027-01-01"}, "until", Reason.ONLY_WITH_READING),
    ("capacities", 0, {"date": "2026-11-03"}, "date", Reason.IN_THE_FUTURE),
    ("capacities", 0, {"source": "buurman"}, "source", Reason.UNKNOWN_CODE),
    ("capacities", 0, {"text": "burger 123456782"}, "text", Reason.LOOKS_LIKE_BSN),
    ("capacities", 0, {"text": "x" * 2001}, "text", Reason.TOO_LONG),
    ("capacities", 0, {"text": "regel een\nregel twee"}, "text", None),
    ("capacities", 0, {"text": "bel 0612345678"}, "text", None),
    ("capacities", 1, {"level": "1"}, "level", Reason.LEVEL_ON_CONDITIONS),
    ("capacities", 1, {"conditions": "8"}, "conditions", Reason.UNKNOWN_CONDITION),
    ("capacities", 1, {"conditions": ""}, "conditions", Reason.MISSING_VALUE),
    ("capacities", 1, {"conditions": "geen"}, "conditions", None),
    ("capacities", 2, {"level": "2"}, "level", Reason.LEVEL_OUTSIDE_SCALE),
    ("capacities", 2, {"task_text": "Dozen stapelen"}, "task_text", Reason.ONLY_WITH_READING),
    ("capacities", 3, {"level": "1"}, "level", Reason.READING_WITH_VALUE),
    ("capacities", 3, {"vacancy": ""}, "vacancy", Reason.MISSING_VALUE),
    ("capacities", 3, {"instrument": ""}, "instrument", Reason.INSTRUMENT_MISMATCH),
    ("capacities", 3, {"reading": "lukt"}, "instrument", Reason.INSTRUMENT_MISMATCH),
    ("wishes", 0, {"stance": "misschien"}, "stance", Reason.UNKNOWN_CODE),
    ("wishes", 0, {"code": ""}, "code", Reason.MISSING_VALUE),
    ("wishes", 0, {"kind": "steun"}, "code", Reason.UNKNOWN_CODE),
    ("wishes", 0, {"kind": "zoeken", "code": "", "stance": "niet"}, "code", None),
    ("qualifications", 0, {"mastery": "6"}, "mastery", Reason.OUT_OF_RANGE),
    ("history", 0, {"hours": ""}, "hours", None),
    ("history", 1, {"date": "2026-12-01"}, "date", Reason.IN_THE_FUTURE),
    ("choices", 0, {"choice": "niet_gemotiveerd"}, "choice", Reason.UNKNOWN_CODE),
    ("choices", 0, {"date": "2026-11-03"}, "date", Reason.IN_THE_FUTURE),
    ("own_steps", 0, {"words": ""}, "words", Reason.MISSING_VALUE),
    ("own_steps", 0, {"by": "morgen"}, "by", Reason.NOT_A_DATE),
    ("goals", 0, {"area": "inkomen"}, "area", Reason.UNKNOWN_CODE),
    ("goals", 0, {"words": ""}, "words", Reason.MISSING_VALUE),
    ("goals", 0, {"words": "bel 123456782"}, "words", Reason.LOOKS_LIKE_BSN),
    ("goals", 1, {"status": "mislukt"}, "status", Reason.UNKNOWN_CODE),
    ("sheltered", 0, {"source": "klantmanager"}, "source", Reason.UNKNOWN_CODE),
    ("sheltered", 0, {"question": "loonwaarde"}, "question", Reason.UNKNOWN_CODE),
    ("sheltered", 0, {"agrees": ""}, "agrees", None),
    ("arguments", 0, {"code": "leeftijd"}, "code", Reason.UNKNOWN_CODE),
    ("arguments", 0, {"code": "werkgever_wil_niet"}, "code", Reason.UNKNOWN_CODE),
    ("arguments", 0, {"direction": "misschien"}, "direction", Reason.UNKNOWN_CODE),
    ("arguments", 0, {"words": ""}, "words", Reason.MISSING_VALUE),
    ("arguments", 0, {"source": "zelf_gezegd"}, "source", Reason.UNKNOWN_CODE),
    ("budgets", 0, {"expert_questions": "0"}, "expert_questions", Reason.OUT_OF_RANGE),
    ("loonwaarde", 0, {"percent": "101"}, "percent", Reason.OUT_OF_RANGE),
    ("loonwaarde", 0, {"percent": ""}, "percent", Reason.MISSING_VALUE),
    ("loonwaarde", 1, {"quality": ""}, "quality", Reason.MISSING_VALUE),
    ("loonwaarde", 1, {"tempo": "130"}, "tempo", Reason.OUT_OF_RANGE),
    ("loonwaarde", 1, {"tempo": "-5"}, "tempo", Reason.BELOW_ZERO),
    ("loonwaarde", 1, {"net_time": "87.5"}, "net_time", Reason.NOT_WHOLE),
    ("loonwaarde", 1, {"task_kind": ""}, "task_kind", Reason.MISSING_VALUE),
    ("loonwaarde", 1, {"task_kind": "toveren"}, "task_kind", Reason.UNKNOWN_CODE),
    ("loonwaarde", 1, {"share": "0"}, "share", Reason.OUT_OF_RANGE),
    ("loonwaarde", 1, {"occupation": ""}, "occupation", Reason.MISSING_VALUE),
    ("loonwaarde", 1, {"occupation": "", "share": ""}, "occupation", None),
    ("loonwaarde", 1, {"date": "2026-11-03"}, "date", Reason.IN_THE_FUTURE),
    ("loonwaarde", 1, {"percent": "60"}, "tempo", Reason.ONLY_OF_ONE_TASK),
    ("loonwaarde", 0, {"task_kind": "monteren"}, "task_kind", Reason.ONLY_OF_ONE_TASK),
    ("loonwaarde", 0, {"occupation": ""}, "occupation", Reason.MISSING_VALUE),
    ("vacancies", 0, {"hours_max": "61"}, "hours_max", Reason.HOURS_OUT_OF_RANGE),
    ("vacancies", 0, {"hours_min": "33"}, "hours_min", Reason.MIN_ABOVE_MAX),
    ("vacancies", 0, {"positions": "0"}, "positions", Reason.OUT_OF_RANGE),
    ("vacancies", 0, {"days_per_week": "8"}, "days_per_week", Reason.OUT_OF_RANGE),
    ("vacancies", 0, {"competences": "24100"}, "competences", Reason.WRONG_FORM),
    ("vacancies", 0, {"competences": "24100:9"}, "competences", Reason.OUT_OF_RANGE),
    ("vacancies", 0, {"opens_on": "2026-12-01", "closes_on": "2026-11-01"}, "closes_on", Reason.END_BEFORE_START),
    ("tasks", 0, {"task_kind": "toveren"}, "task_kind", Reason.UNKNOWN_CODE),
    ("tasks", 0, {"share": "101"}, "share", Reason.OUT_OF_RANGE),
    ("tasks", 0, {"minutes": "60"}, "share", Reason.SHARE_OR_MINUTES),
    ("tasks", 0, {"share": ""}, "share", Reason.SHARE_OR_MINUTES),
    ("tasks", 0, {"share": "", "minutes": "10"}, "minutes", Reason.SHARE_UNDER_1),
    ("tasks", 0, {"vacancy": "v8"}, "vacancy", Reason.REFERS_TO_UNKNOWN),
    ("demands", 0, {"tolerated": "4"}, "tolerated", Reason.LEVEL_OUTSIDE_SCALE),
    ("demands", 0, {"tolerated": "-2"}, "tolerated", Reason.LEVEL_OUTSIDE_SCALE),
    ("demands", 0, {"tolerated": "-1"}, "tolerated", None),
    ("demands", 0, {"minutes": "60"}, "minutes", Reason.TWO_DEMANDS),
    ("demands", 0, {"tolerated": "", "minutes": "60"}, "minutes", Reason.WRONG_DEMAND_COLUMN),
    ("demands", 0, {"item": "V-4", "asks": "", "tolerated": "1"}, "tolerated", Reason.WRONG_DEMAND_COLUMN),
    ("demands", 0, {"task": "z"}, "task", Reason.REFERS_TO_UNKNOWN),
    ("demands", 0, {"item": "IV-1"}, "item", Reason.ITEM_WITHOUT_LIMIT),
    ("demands", 2, {"asks": "norm"}, "asks", Reason.UNKNOWN_CODE),
    ("demands", 2, {"asks": "12"}, "asks", Reason.UNKNOWN_CONDITION),
    ("demands", 2, {"asks": "geen"}, "asks", None),
    ("demands", 3, {"asks": "2"}, "asks", Reason.UNKNOWN_CODE),
    ("demands", 3, {"asks": "", "tolerated": "1"}, "tolerated", Reason.WRONG_DEMAND_COLUMN),
    ("demands", 4, {"minutes": "1441"}, "minutes", Reason.OUT_OF_RANGE),
    ("travel", 0, {"minutes": "-1"}, "minutes", Reason.BELOW_ZERO),
    ("places", 0, {"lat": "48.8566", "lon": "2.3522"}, "lat", Reason.OUTSIDE_THE_NETHERLANDS),
    ("places", 0, {"lat": "4.497", "lon": "52.16"}, "lat", Reason.OUTSIDE_THE_NETHERLANDS),
    ("places", 0, {"lat": "nan"}, "lat", Reason.NOT_A_NUMBER),
    ("placements", 0, {"client": "c9"}, "gemeente", Reason.MISSING_VALUE),
    ("placements", 0, {"client": "c9", "gemeente": "Leiden"}, "gemeente", None),
    ("placements", 0, {"end_on": "2026-08-01"}, "end_on", Reason.END_BEFORE_START),
    ("verordening", 0, {"rule": "parkeertarief"}, "rule", Reason.UNKNOWN_CODE),
    ("verordening", 0, {"name": "steun_licht"}, "name", Reason.NAME_WITHOUT_STRATUM),
    ("verordening", 1, {"name": ""}, "name", Reason.MISSING_VALUE),
    ("verordening", 1, {"name": "55-plus"}, "name", Reason.GROUP_OF_WHO_ONE_IS),
    ("verordening", 1, {"name": "nabij"}, "name", None),
    ("verordening", 1, {"cvdr": ""}, "cvdr", Reason.MISSING_VALUE),
    ("verordening", 1, {"article": ""}, "article", Reason.MISSING_VALUE),
    ("verordening", 0, {"value": "0"}, "value", Reason.OUT_OF_RANGE),
    ("verordening", 0, {"value": "100001"}, "value", Reason.OUT_OF_RANGE),
    ("verordening", 0, {"rule": "proefplaatsing_maanden", "value": "3"}, "value", Reason.OUT_OF_RANGE),
    ("verordening", 0, {"rule": "proefplaatsing_verlenging_maanden", "value": "5"}, "value", Reason.OUT_OF_RANGE),
    ("verordening", 1, {"value": "101"}, "value", Reason.OUT_OF_RANGE),
    ("verordening", 0, {"value": "97.50"}, "value", Reason.NOT_WHOLE),
    ("verordening", 0, {"cvdr": "698123"}, "cvdr", Reason.WRONG_FORM),
    ("verordening", 0, {"checked_on": "2030-01-01"}, "checked_on", Reason.IN_THE_FUTURE),
    ("budgets", 0, {"coach_minutes": "-1"}, "coach_minutes", Reason.BELOW_ZERO),
    ("decisions", 0, {"until": "2026-08-01"}, "until", Reason.END_BEFORE_START),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "place", "cells", "column", "reason"), CASES)
def test_a_row_is_refused_for_its_own_reason(
    sheet: str, place: int, cells: dict[str, str], column: str, reason: Reason | None
):
    found = refusal(read(changed(sheet, place, **cells)).rejected, sheet, place + 2)
    assert (found and (found.column, found.reason)) == (reason and (column, reason))


def test_every_reason_a_row_can_have_is_tried_and_has_a_way_out():
    by_group = {
        Reason.DUPLICATE, Reason.REFERS_TO_REFUSED, Reason.SHARE_OVER_100, Reason.TOO_MANY_TASKS, Reason.NO_TASKS,
        Reason.TASKS_REFUSED, Reason.FUNCTION_OVER_100, Reason.COVERAGE_UNCERTAIN, Reason.DEMAND_UNCERTAIN,
    }  # fmt: skip
    assert {reason for *_, reason in CASES if reason} | by_group == set(Reason)
    assert set(REMEDY_BY_REASON) == set(Reason)


def test_an_unknown_item_names_the_nearest_one():
    (found,) = [row for row in read(changed("capacities", 0, item="IV-133")).rejected if row.sheet == "capacities"]
    assert dict(found.facts) == {"nearest": "IV-13"}


def test_a_bsn_is_not_repeated_in_the_refusal():
    (found,) = [row for row in read(changed("clients", 0, client="123456782")).rejected if row.sheet == "clients"]
    assert "123456782" not in found.value
    assert is_like_bsn("123456782")
    assert not is_like_bsn("123456789")


def test_a_sheet_nobody_described_is_an_error_and_no_row_is_lost():
    with pytest.raises(ReadError, match="huisdieren"):
        read({**world(), "huisdieren": []})


def test_a_column_nobody_described_is_an_error():
    with pytest.raises(ReadError, match="schoenmaat"):
        read(changed("clients", 0, schoenmaat="43"))


def refusal(rejected: tuple[RejectedRow, ...], sheet: str, line: int) -> RejectedRow | None:
    return next((row for row in rejected if (row.sheet, row.line) == (sheet, line)), None)
