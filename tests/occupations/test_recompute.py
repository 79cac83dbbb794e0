"""The derived profiles follow from the published ratings: made again, they are the committed files byte for byte."""

import csv
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from fixtures.make_occupations import RATINGS_FILE, in_hundredths, make, read_ratings
from matcher.catalogue.occupations import load_crosswalk, load_occupations
from matcher.errors import CatalogueError
from tests.reference import reference_folder

HEADER = "onet_soc_code,title,element_id,element_name,importance,level,not_relevant\n"


@pytest.mark.parametrize("name", ["derived.toml", "SOURCES.md"])
def test_made_again_from_the_reference_data_the_file_is_the_committed_one(name: str, tmp_path: Path) -> None:
    make(reference_folder(), tmp_path)
    committed = files("matcher.catalogue.occupations").joinpath(name).read_bytes()
    assert (tmp_path / name).read_bytes() == committed


def test_every_occupation_of_the_reference_data_has_one_profile() -> None:
    with (reference_folder() / RATINGS_FILE).open(encoding="utf-8", newline="") as file:
        rated = {row["onet_soc_code"] for row in csv.DictReader(file)}
    profiles = [occupation.onet_soc_code for occupation in load_occupations()]
    assert len(rated) == 34
    assert sorted(profiles) == sorted(rated)


def test_the_result_holds_whole_numbers_only() -> None:
    text = files("matcher.catalogue.occupations").joinpath("derived.toml").read_text(encoding="utf-8")
    assert re.search(r"= \[?\d+\.\d", text) is None
    numbers = [value for rows in tomllib.loads(text).values() for row in rows.values() for value in row["levels"]]
    assert numbers
    assert all(type(number) is int and 0 <= number <= 700 for number in numbers)


@pytest.mark.parametrize(("text", "hundredths"), [("3.88", 388), ("0.62", 62), ("4", 400), ("2.5", 250), ("", None)])
def test_a_printed_rating_becomes_whole_hundredths(text: str, hundredths: int | None) -> None:
    assert in_hundredths(text) == hundredths


def test_a_rating_with_more_decimals_is_refused_rather_than_rounded() -> None:
    with pytest.raises(CatalogueError, match=r"3\.875 has more than two decimals"):
        in_hundredths("3.875")


def test_a_blank_level_stays_unknown_and_marks_are_read() -> None:
    rows = (
        HEADER + "00-0000.00,Test,1.A.3.b.1,Stamina,2.38,,\n" + "00-0000.00,Test,1.A.3.a.1,Static Strength,1.0,0.0,Y\n"
    )
    ratings = read_ratings(rows, load_crosswalk())["00-0000.00"]
    assert (ratings["1.A.3.b.1"].level, ratings["1.A.3.b.1"].is_relevant) == (None, True)
    assert (ratings["1.A.3.a.1"].level, ratings["1.A.3.a.1"].is_relevant) == (0, False)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("00-0000.00,Test,1.A.3.b.1,Stamina,,2.00,N", "is half"),
        ("00-0000.00,Test,1.A.3.b.1,Stamina,2.00,2.00,maybe", "is half"),
        ("00-0000.00,Test,1.A.3.b.1,Static Strength,2.00,2.00,N", "1.A.3.b.1 is Static Strength, not Stamina"),
    ],
)
def test_a_rating_that_cannot_be_trusted_is_refused(row: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        read_ratings(f"{HEADER}{row}\n", load_crosswalk())
