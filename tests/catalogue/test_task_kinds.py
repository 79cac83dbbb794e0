"""The kinds of task, their words, and what the loader refuses."""

from collections import Counter
from importlib.resources import files

import pytest

from matcher.catalogue.normfuncties import load_normfuncties
from matcher.catalogue.occupations import load_occupations
from matcher.catalogue.task_kinds import FILE, load_task_kinds, read_task_kinds
from matcher.domain.task_kind import TaskKind
from matcher.errors import CatalogueError

KINDS = load_task_kinds()
TEXT = files("matcher.catalogue").joinpath(FILE).read_text(encoding="utf-8")


def test_every_kind_has_its_own_words_in_both_languages_and_an_origin() -> None:
    assert len({one.nl for one in KINDS.kinds}) == len({one.en for one in KINDS.kinds}) == len(TaskKind)
    assert all(one.activity.startswith("4.A.") for one in KINDS.kinds)
    assert KINDS.of(TaskKind.SORTING).en == "packing and sorting"


def test_every_kind_is_found_in_real_work() -> None:
    found = Counter(task.kind for occupation in load_occupations() for task in occupation.tasks)
    assert set(found) == set(TaskKind)


def test_a_normfunctie_is_the_whole_week_by_kind() -> None:
    shares = load_normfuncties()
    assert all(sum(of_one.values()) == 100 for of_one in shares.values())
    # 65 packing and closing, 15 labels; 20 stacking and moving.
    assert shares["inpakker"] == {TaskKind.SORTING: 80, TaskKind.MOVING: 20}


REFUSALS = {
    'code = "monteren"': ('code = "toveren"', "'code' is 'toveren', which is no kind of task"),
    'code = "toezicht"': ('code = "monteren"', "each once and in their order"),
    'en = "cleaning and tidying"': ('en = ""', "'en' is ''; expected a text that is not empty"),
    'nl = "afrekenen"': ('n1 = "afrekenen"', "unknown key 'n1'"),
}


@pytest.mark.parametrize("place", REFUSALS)
def test_a_broken_file_is_refused_with_the_place_and_the_remedy(place: str) -> None:
    other, message = REFUSALS[place]
    assert TEXT.count(place) == 1
    with pytest.raises(CatalogueError, match=message):
        read_task_kinds(TEXT.replace(place, other))


def test_a_missing_kind_is_refused() -> None:
    without = TEXT[: TEXT.rindex("[[kind]]")]
    with pytest.raises(CatalogueError, match="would be lost or count twice"):
        read_task_kinds(without)
