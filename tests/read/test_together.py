"""What rows of one delivery make together."""

from collections import Counter

from matcher.read import ReadResult, Reason
from tests.read.world import changed, read, world


def test_both_rows_of_a_duplicate_are_refused_and_nobody_wins():
    sheets = world()
    sheets["clients"].append({"client": "c1", "gemeente": "Gouda"})
    result = read(sheets)
    assert reasons(result, "clients") == [(2, Reason.DUPLICATE), (4, Reason.DUPLICATE)]
    assert [client.key for client in result.region.clients] == ["c2"]
    assert dict(result.rejected[0].facts) == {"key": "client", "lines": "2, 4"}


def test_rows_that_refer_to_a_refused_client_are_refused_as_such():
    sheets = world()
    sheets["clients"].append({"client": "c1", "gemeente": "Gouda"})
    assert reasons(read(sheets), "capacities") == [(2, Reason.REFERS_TO_REFUSED), (3, Reason.REFERS_TO_REFUSED)]


def test_a_duplicate_is_found_even_where_one_of_the_two_has_a_fault_of_its_own():
    sheets = changed("clients", 0, hours="61")
    sheets["clients"].append({"client": "c1", "gemeente": "Gouda"})
    assert reasons(read(sheets), "clients") == [(2, Reason.HOURS_OUT_OF_RANGE), (4, Reason.DUPLICATE)]


def test_a_vacancy_without_tasks_is_refused_with_its_demands():
    sheets = world()
    sheets["tasks"] = []
    result = read(sheets)
    assert reasons(result, "vacancies") == [(2, Reason.NO_TASKS)]
    assert {reason for _, reason in reasons(result, "demands")} == {Reason.REFERS_TO_REFUSED}
    assert result.region.vacancies == ()


def test_a_vacancy_with_a_refused_task_is_refused_because_it_would_look_lighter():
    result = read(changed("tasks", 0, share="veel"))
    assert reasons(result, "tasks") == [(2, Reason.NOT_A_NUMBER), (3, Reason.REFERS_TO_REFUSED)]
    assert reasons(result, "vacancies") == [(2, Reason.TASKS_REFUSED)]


def test_tasks_that_take_more_than_the_whole_week_are_refused_together():
    result = read(changed("tasks", 0, share="41"))
    assert reasons(result, "tasks") == [(2, Reason.SHARE_OVER_100), (3, Reason.SHARE_OVER_100)]
    assert read(changed("tasks", 0, share="39")).rejected == ()


def test_minutes_of_tasks_are_held_against_the_most_hours():
    assert reasons(read(changed("tasks", 0, share="", minutes="781")), "tasks")[0] == (2, Reason.SHARE_OVER_100)
    assert read(changed("tasks", 0, share="", minutes="780")).rejected == ()


def test_kinds_of_task_of_one_function_that_take_more_than_its_time_are_refused_together():
    sheets = changed("loonwaarde", 1, share="60")
    sheets["loonwaarde"].append({**sheets["loonwaarde"][1], "task_kind": "monteren", "share": "41"})
    result = read(sheets)
    assert reasons(result, "loonwaarde") == [(3, Reason.FUNCTION_OVER_100), (4, Reason.FUNCTION_OVER_100)]
    assert dict(result.rejected[0].facts) == {"occupation": "inpakker", "total": "101"}
    sheets["loonwaarde"][2]["date"] = "2026-02-01"
    assert read(sheets).rejected == ()


def test_more_than_eight_tasks_are_refused():
    sheets = world()
    sheets["tasks"] += [
        {"vacancy": "v1", "task": f"t{n}", "description": "werk", "share": "0" if n < 0 else "1"} for n in range(7)
    ]
    assert Counter(reason for _, reason in reasons(read(sheets), "tasks")) == {Reason.TOO_MANY_TASKS: 9}


def test_a_refused_capacity_takes_the_norm_of_its_rubriek_with_it():
    result = read(changed("capacities", 0, level="9"))
    assert reasons(result, "scope") == [(2, Reason.COVERAGE_UNCERTAIN)]
    assert result.region.clients[0].profile.coverage == ()


def test_a_refused_capacity_of_another_source_or_rubriek_leaves_the_norm():
    assert reasons(read(changed("capacities", 0, level="9", source="jobcoach")), "scope") == []
    assert reasons(read(changed("capacities", 1, conditions="99")), "scope") == []
    assert reasons(read(changed("capacities", 3, instrument="")), "scope") == []


def test_an_unreadable_item_takes_the_norm_of_every_rubriek_of_its_source():
    assert reasons(read(changed("capacities", 0, item="tillen")), "scope") == [(2, Reason.COVERAGE_UNCERTAIN)]


def test_a_refused_demand_of_a_task_takes_the_demand_of_every_task_with_it():
    result = read(changed("demands", 1, tolerated="9"))
    assert reasons(result, "demands") == [(2, Reason.DEMAND_UNCERTAIN), (3, Reason.LEVEL_OUTSIDE_SCALE)]
    (vacancy,) = result.region.vacancies
    assert vacancy.demand(vacancy.tasks[1], "IV-13") is None


def test_a_delivery_of_changes_may_refer_to_what_is_known():
    changes = {"capacities": [world()["capacities"][0]]}
    assert reasons(read(changes), "capacities") == [(2, Reason.REFERS_TO_UNKNOWN)]
    assert read(changes, known={"clients": frozenset({"c1"})}).rejected == ()


def test_a_changed_vacancy_may_keep_the_tasks_that_are_known():
    changes = {"vacancies": world()["vacancies"]}
    assert reasons(read(changes), "vacancies") == [(2, Reason.NO_TASKS)]
    result = read(changes, known={"tasks": frozenset({"v1"})})
    assert result.rejected == ()
    assert result.region.vacancies == ()


def reasons(result: ReadResult, sheet: str) -> list[tuple[int, Reason]]:
    return [(row.line, row.reason) for row in result.rejected if row.sheet == sheet]
