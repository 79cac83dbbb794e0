"""What the occupation files may not say: each refusal names the place and the remedy."""

from dataclasses import replace

import pytest

from matcher.catalogue.occupations import Texts, build_occupations, load_texts
from matcher.errors import CatalogueError

REAL = load_texts()
TRANSPORT = REAL.profile_by_file["transport.toml"]
FIRST_TASK = "minutes = { zitten = 240, hoofd = 120 }"
ESTIMATE = '\n[[estimate]]\nfor = ["{name}"]\nitems = ["{item}"]\n{asked}\nreason = "A reason."\n'


def with_transport(old: str, new: str) -> Texts:
    assert old in TRANSPORT
    changed = TRANSPORT.replace(old, new, 1)
    return replace(REAL, profile_by_file={**REAL.profile_by_file, "transport.toml": changed})


def with_estimate(name: str, item: str, asked: str) -> Texts:
    return replace(REAL, estimates=REAL.estimates + ESTIMATE.format(name=name, item=item, asked=asked))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sector = "logistiek"', 'sector = "luchtvaart"', "bezorger: sector 'luchtvaart' does not exist"),
        ("competences = [24118,", "competences = [24103,", "24103"),
        ('name_en = "Van', 'naam_en = "Van', "unknown key 'naam_en'"),
        ("share = 50", "share = 55", "its tasks take 105% of the time"),
        (FIRST_TASK, "minutes = { zitten = 241 }", "241 minutes sitting, standing and walking in 240 minutes"),
        (FIRST_TASK, "minutes = { zitten = 240, hoofd = 300 }", "300 minutes on one item in 240"),
        (FIRST_TASK, "minutes = { zitten = 100 }", "a day must be filled"),
        (FIRST_TASK, "minutes = { hangen = 240 }", "unknown key 'hangen'"),
        ('risks = ["verkeer"]', 'risks = ["water"]', "task 'Bus rijden volgens route': risk water does not exist"),
        ('drives = ["I-2",', 'drives = ["V-2",', "it drives V-2, of which the occupation asks nothing"),
        ('drives = ["I-2",', 'drives = ["II-9",', "it drives II-9, of which the occupation asks nothing"),
        ('code = "bezorger"', 'code = "afwasser"', "occupation afwasser is there twice"),
        ('code = "bezorger"', 'code = "Bezorger 1"', "expected kebab-case"),
        ('"53-3033.00"', '"53-3033.99"', "Occupations and ratings differ in 53-3033.00, 53-3033.99"),
        ('"53-3033.00"', '"35-9021.00"', "O.NET occupation 35-9021.00 is there twice"),
        ("share = 50", "share = 50\nshare = 50", "no valid TOML"),
    ],
)
def test_a_profile_that_cannot_be_true_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        build_occupations(with_transport(old, new))


@pytest.mark.parametrize(
    ("name", "item", "asked", "said"),
    [
        ("niemand", "III-2", 'needs = "norm"', "no group or occupation is called niemand"),
        ("alle", "III-2", 'needs = "norm"', "alle already has an estimate of III-2"),
        ("bezorger", "IV-13", "tolerated = 1", "IV-13 follows from abilities"),
        ("bezorger", "V-4", "tolerated = 1", "V-4 follows from abilities or is counted per day"),
        ("bezorger", "VII-1", "tolerated = 1", "no item 'VII-1'"),
        ("bezorger", "III-1", "asks = [3]", "III-1 has conditions"),
        ("bezorger", "V-1", 'frequency = "structureel"\ntolerated = 4', "outside −1 to 3 of V-1"),
        ("bezorger", "V-1", "tolerated = 1", "key 'frequency' is missing"),
        ("bezorger", "V-1", 'frequency = "structureel"\ntolerated = true', "'tolerated' is True"),
    ],
)
def test_an_estimate_that_cannot_hold_is_refused(name: str, item: str, asked: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        build_occupations(with_estimate(name, item, asked))


def test_the_most_specific_estimate_holds() -> None:
    changed = build_occupations(with_estimate("bezorger", "III-5", 'needs = "boven"'))
    by_code = {occupation.code: occupation.demand("III-5") for occupation in changed}
    before = {occupation.code: occupation.demand("III-5") for occupation in build_occupations(REAL)}
    assert [code for code in by_code if by_code[code] != before[code]] == ["bezorger"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('abilities = ["1.A.1.g.1"]', 'abilities = ["1.A.3.b.1"]', "I-1 follows from no rule of the crosswalk"),
        ('abilities = ["1.A.1.g.1"]', "abilities = []", "0 abilities with 1 levels"),
        ("levels = [300]", "levels = [3.0]", "expected whole numbers of hundredths"),
        ("I-1 = { tolerated = 0", "I-1 = { tolerated = 9", "tolerated 9 is outside −1 to 2 of I-1"),
        ("I-1 = {", "I-10 = {", "no item 'I-10'"),
    ],
)
def test_a_derived_file_that_does_not_fit_the_crosswalk_is_refused(old: str, new: str, said: str) -> None:
    assert old in REAL.derived
    with pytest.raises(CatalogueError, match=said):
        build_occupations(replace(REAL, derived=REAL.derived.replace(old, new, 1)))
