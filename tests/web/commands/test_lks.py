"""`waag lks` as a person types it: published amounts, steps, JSON, both languages, and one sentence per refusal."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from web.commands.lks import lks


def run(*arguments: str) -> Result:
    return CliRunner().invoke(lks, arguments, catch_exceptions=False)


def cents(*arguments: str) -> int:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    value = json.loads(result.stdout)["cents_per_month"]
    assert isinstance(value, int)
    return value


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("--loonwaarde 60 --hours 24 --start 2026-03-01", 81607),
        ("--loonwaarde 60 --hours 32 --start 2026-08-01", 110830),
        ("--loonwaarde 60 --hours 32 --date 2026-08-01", 110830),
        ("--loonwaarde 60 --hours 32 --start 2026-01-01 --date 2026-08-01", 108810),
        ("--loonwaarde 60 --hours 32 --start 2024-05-01 --date 2026-08-01", 108810),
        ("--forfait --hours 36 --start 2026-08-01", 155855),
        ("--loonwaarde 60 --hours 36 --base-cents 215500 --no-employer-charges --date 2026-07-01", 86200),
        ("--loonwaarde 60 --hours 32 --base-cents 215500 --no-employer-charges --date 2026-07-01", 76622),
        ("--loonwaarde 60 --hours 27 --base-cents 215500 --no-employer-charges --date 2026-07-01", 64650),
    ],
)
def test_the_published_and_hand_worked_amounts(arguments: str, expected: int) -> None:
    assert cents(*arguments.split()) == expected


def test_a_full_time_week_may_be_longer_than_the_reference() -> None:
    """1224.108288 x 40/36 = 1360.12032."""
    start = ("--start", "2026-01-01")
    assert cents("--loonwaarde", "60", "--hours", "40", "--fulltime-hours", "40", *start) == 136012


def test_hours_may_have_a_comma_or_a_point() -> None:
    start = ("--loonwaarde", "60", "--start", "2026-01-01", "--hours")
    assert cents(*start, "25,5") == cents(*start, "25.5")


def test_json_has_steps_with_article_and_date_and_says_what_is_assumed() -> None:
    record = json.loads(run("--loonwaarde", "60", "--hours", "24", "--start", "2026-03-01", "--json").stdout)
    assert record["assumed"] == ["werkgeverslasten"]
    assert [step["code"] for step in record["steps"]] == [
        "minimumloon",
        "vakantiebijslag",
        "grondslag",
        "loonverlies",
        "plafond",
        "subsidie_voor_lasten",
        "werkgeverslasten",
        "naar_uren",
    ]
    charges = record["steps"][6]
    assert charges["cents"] == 122411
    assert charges["exact_cents"] == "76506768/625"  # 1224.108288 euros in cents
    assert (charges["law"], charges["article"]) == ("Regeling loonkostensubsidie Participatiewet 2021", "1")
    assert (charges["valid_from"], charges["confidence"]) == ("2026-01-01", "assumed")


def test_the_text_prints_each_step_with_article_date_and_amount() -> None:
    lines = run("--loonwaarde", "60", "--hours", "24", "--start", "2026-03-01").stdout.splitlines()
    assert lines[0] == "Loonkostensubsidie per maand: €\u00a0816,07"
    assert lines[1].startswith("Berekend met het recht van 1 maart 2026.")
    charges = next(line for line in lines if "werkgeverslasten" in line)
    assert "€\u00a01.224,11" in charges
    assert "Regeling loonkostensubsidie Participatiewet 2021 art. 1" in charges
    assert "2026-01-01" in charges
    assert "aangenomen" in charges
    assert lines[-1] == "Let op: niet bevestigd en dus aangenomen: werkgeverslasten (23,5%)."


def test_the_text_is_complete_in_english() -> None:
    lines = run("--loonwaarde", "20", "--hours", "24", "--start", "2026-03-01", "--lang", "en").stdout.splitlines()
    assert lines[0] == "Loonkostensubsidie per month: €1,428.13"
    assert "under the law of 1 March 2026" in lines[1]
    assert "Because of the cap the employer pays €165.20 per month himself, without charges." in lines
    assert lines[-1] == "Note: not confirmed and therefore assumed: werkgeverslasten (23.5%)."


def test_a_running_case_says_which_law_it_follows() -> None:
    text = run("--loonwaarde", "60", "--hours", "32", "--start", "2025-05-01", "--date", "2026-08-01").stdout
    assert "Berekend met het recht van 1 januari 2026. Een lopende toekenning volgt het recht van 1 januari." in text


FILES = {
    "percent.csv": "taak;tempo;kwaliteit;netto_werktijd;aandeel\ninpakken;80;90;100;60\nopruimen;60;95;90;40\n",
    "shares.csv": "T,K,N,BT\n.8,.9,1.0,.6\n0.6,0.95,0.9,0.4\n",
    "comma.csv": "T;K;N;BT\n80,0;90;100;60\n60;95;90;40\n",
    "rows.json": '[{"T": 0.8, "K": 0.9, "N": 1.0, "BT": 0.6}, {"T": 0.6, "K": 0.95, "N": 0.9, "BT": 0.4}]',
    "tasks.json": '{"tasks": [{"name": "a", "T": 80, "K": 90, "N": 100, "BT": 60}, '
    '{"name": "b", "T": "60", "K": 95, "N": 90, "BT": 40}]}',
    "taken.toml": "[[taken]]\ntempo = 80\nkwaliteit = 90\nnetto_werktijd = 100\naandeel = 60\n"
    "[[taken]]\ntempo = 60\nkwaliteit = 95\nnetto_werktijd = 90\naandeel = 40\n",
}


@pytest.mark.parametrize("name", FILES)
def test_tasks_give_a_loonwaarde_of_64_in_every_form_of_the_file(tmp_path: Path, name: str) -> None:
    """.432 + .2052 = .6372; 64% at 24 hours: 2477.952 x 36% x 1.235 x 24/36 = 734.4649..."""
    file = tmp_path / name
    file.write_text(FILES[name], encoding="utf-8")
    result = run("--tasks", str(file), "--hours", "24", "--start", "2026-03-01", "--json")
    record = json.loads(result.stdout)
    assert (record["loonwaarde"], record["loonwaarde_exact"]) == (64, "1593/2500")
    assert record["cents_per_month"] == 73446


def test_the_text_shows_the_exact_loonwaarde_and_the_whole_one(tmp_path: Path) -> None:
    file = tmp_path / "percent.csv"
    file.write_text(FILES["percent.csv"], encoding="utf-8")
    text = run("--tasks", str(file), "--hours", "24", "--start", "2026-03-01").stdout
    assert "Loonwaarde uit de taken: 63,72%, afgerond 64%." in text


REFUSED = {
    "--hours 24": "precies één van --loonwaarde, --tasks en --forfait",
    "--loonwaarde 60 --forfait --hours 24": "precies één van",
    "--loonwaarde 60": "Geef de contracturen per week met --hours",
    "--loonwaarde 101 --hours 24": "Loonwaarde 101 ligt buiten 0 tot 100",
    "--loonwaarde -1 --hours 24": "Loonwaarde -1 ligt buiten 0 tot 100",
    "--loonwaarde 60.5 --hours 24": "'60.5' en dat is geen heel getal",
    "--loonwaarde 99999999999999999999 --hours 24": "geen heel getal",
    "--loonwaarde 60 --hours 0": "0 uur per week ligt buiten 1 tot 60",
    "--loonwaarde 60 --hours 60,5": "60.5 uur per week ligt buiten 1 tot 60",
    "--loonwaarde 60 --hours NaN": "'NaN' en dat is geen getal",
    "--loonwaarde 60 --hours 24 --fulltime-hours 61": "voltijdweek van 61 uur",
    "--loonwaarde 60 --hours 24 --date 2027-01-01": "2027-01-01 ligt na 2026-12-31",
    "--loonwaarde 60 --hours 24 --date 2024-12-31": "2024-12-31 ligt voor 2025-01-01",
    "--loonwaarde 60 --hours 24 --start 2026-03-01 --date 2026-02-01": "2026-02-01 ligt voor de start 2026-03-01",
    "--loonwaarde 60 --hours 24 --date 20260301": "'20260301' en dat is geen datum",
    "--loonwaarde 60 --hours 24 --start 2026-02-30": "'2026-02-30' en dat is geen datum",
    "--loonwaarde 60 --hours 24 --wml-group 22": "Groep '22' bestaat niet",
    "--loonwaarde 60 --hours 24 --base-cents 100 --wml-group 18": "--base-cents of --wml-group, niet beide",
    "--loonwaarde 60 --hours 24 --base-cents 0": "0 cent is geen loon",
    "--loonwaarde 60 --hours 24 --base-cents 21,55": "'21,55' en dat is geen heel getal",
    "--forfait --hours 24 --start 2026-01-01 --date 2026-07-01": "Op 2026-07-01 is het forfait voorbij",
    "--tasks nergens.csv --hours 24": "nergens.csv is niet te lezen",
}


@pytest.mark.parametrize("arguments", REFUSED)
def test_wrong_use_is_refused_in_one_sentence_with_exit_code_2(arguments: str) -> None:
    known = () if "--date" in arguments or "--start" in arguments else ("--date", "2026-08-01")
    result = run(*arguments.split(), *known)
    assert (result.exit_code, result.stdout) == (2, "")
    assert REFUSED[arguments] in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.rstrip().endswith(".")


def test_a_refusal_speaks_english_when_asked() -> None:
    result = run("--loonwaarde", "101", "--hours", "24", "--date", "2026-08-01", "--lang", "en")
    assert result.stderr == "Loonwaarde 101 lies outside 0 to 100: give a whole percentage from 0 to 100.\n"


BROKEN = {
    "missing.csv": ("T;K;N;BT\n80;90;;60\n60;95;90;40\n", "taak 1: netto_werktijd ontbreekt"),
    "no_column.csv": ("T;K;BT\n80;90;100\n", "taak 1: netto_werktijd ontbreekt"),
    "unknown.csv": ("T;K;N;BT;leeftijd\n80;90;100;100;40\n", "kolom 'leeftijd' is onbekend"),
    "twice.csv": ("T;tempo;K;N;BT\n80;80;90;100;100\n", "kolom 'tempo' is onbekend of staat er twee keer"),
    "same.csv": ("T;T;K;N;BT\n80;80;90;100;100\n", "geen tabel met taken"),
    "word.csv": ("T;K;N;BT\nsnel;90;100;100\n", "tempo is 'snel' en dat is geen percentage"),
    "negative.csv": ("T;K;N;BT\n-80;90;100;100\n", "tempo is '-80'"),
    "short.csv": ("T;K;N;BT\n80;90\n", "geen tabel met taken"),
    "empty.csv": ("", "geen tabel met taken"),
    "only_header.csv": ("T;K;N;BT\n", "Er staan geen taken in het bestand"),
    "shares.csv": ("T;K;N;BT\n80;90;100;60\n60;95;90;30\n", "nemen samen 90% van de tijd"),
    "mixed.csv": ("T;K;N;BT\n80;90;100;0.6\n60;95;90;0.4\n", "T van taak 1 is 8000%"),
    "half.json": ('[{"T": 80', "geen tabel met taken"),
    "number.json": ("7", "geen tabel met taken"),
    "nan.json": ('[{"T": NaN, "K": 90, "N": 100, "BT": 100}]', "tempo is 'NaN'"),
    "other.json": ('{"rows": []}', "geen tabel met taken"),
    "half.toml": ("[[taken]\n", "geen tabel met taken"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_with_tasks_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    text, message = BROKEN[name]
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    result = run("--tasks", str(file), "--hours", "24", "--start", "2026-03-01")
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "latin.csv"
    file.write_bytes("taak;T;K;N;BT\ncafé;80;90;100;100\n".encode("latin-1"))
    result = run("--tasks", str(file), "--hours", "24", "--start", "2026-03-01")
    assert result.exit_code == 2
    assert "bewaar het als UTF-8" in result.stderr
