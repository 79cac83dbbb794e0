"""Dutch texts are short and plain: a formula is weak evidence of B1, so it is a gate beside people who read."""

import re
from itertools import product

import pytest

from fixtures.caseload import region
from matcher.catalogue.items import load_catalogue
from matcher.shortlist import reason_names
from solver.planned import Outcome, Proposal
from tests.builders import region_scales, weighed
from web.language.gates import gate_words
from web.language.items import item_words
from web.language.outcomes import outcome_words
from web.language.pages import texts
from web.language.points import points_words
from web.language.support import package_words
from web.language.weighing import never_counts, summary

MOST_WORDS = 20
MEAN_WORDS = 12
LEAST_EASE = 60
# Written together these letters are one sound, the longest first.
VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|ai|oi|[aeiouyáéíóúàèëïöüêâ]")


def syllables(word: str) -> int:
    return max(1, len(VOWELS.findall(word.lower())))


def sentences(text: str) -> list[list[str]]:
    """Give the words of each sentence; a figure counts as a word, a full stop inside one ends nothing."""
    plain = re.sub(r"(?<=\d)\.(?=\d)|\bart\.", "", text)
    found = [re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", part) for part in re.split(r"[.?!;](?:\s|$)", plain)]
    return [words for words in found if words]


def ease(parts: list[list[str]]) -> float:
    """Give the reading ease of Flesch in Douma's form for Dutch: higher is easier."""
    words = [word for part in parts for word in part]
    per_hundred = 100 * sum(syllables(word) for word in words) / len(words)
    return 206.8 - 0.77 * per_hundred - 0.93 * len(words) / len(parts)


def filled(text: str) -> str:
    return re.sub(r"{\w+}", "tien", text)


def prose() -> dict[str, str]:
    """Give every Dutch text of the pages that is a sentence."""
    return {code: filled(dutch) for code, (dutch, _) in texts().items() if dutch[-1] in ".?!"}


@pytest.mark.parametrize(
    ("word", "count"),
    [("werkgever", 3), ("cliënt", 2), ("nieuw", 1), ("mooie", 2), ("uitkering", 3), ("begeleiding", 4), ("tien", 1)],
)
def test_syllables_are_counted_as_people_speak_them(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_text_is_called_hard() -> None:
    hard = "De belastbaarheidsvaststelling impliceert functionaliteitsbeperkingen ten aanzien van arbeidsmogelijkheden."
    assert ease(sentences(hard)) < LEAST_EASE


def test_no_sentence_of_the_pages_is_long() -> None:
    long = {code: len(part) for code, text in prose().items() for part in sentences(text) if len(part) > MOST_WORDS}
    assert long == {}


@pytest.mark.parametrize("subject", sorted({code.partition(".")[0] for code in prose()}))
def test_each_subject_reads_easily(subject: str) -> None:
    parts = [part for code, text in prose().items() if code.partition(".")[0] == subject for part in sentences(text)]
    assert ease(parts) >= LEAST_EASE, ease(parts)
    assert sum(map(len, parts)) / len(parts) <= MEAN_WORDS


def test_what_a_page_says_about_a_pair_reads_easily() -> None:
    made = region(6, 6, 11)
    scales = region_scales(made)
    said = [never_counts("nl")]
    for reason in (*reason_names(load_catalogue()), "wacht_op_plek"):
        words = outcome_words(Outcome(client="K1", code=reason, count=3), "nl")
        said += [words.sentence, words.next]
    for client, vacancy in product(made.clients, made.vacancies):
        found = weighed(client, vacancy, scales)
        rows = [item_words(item, found, "nl") for item in found.items]
        said += [summary(found, "nl"), *(gate_words(gate, "nl").sentence for gate in found.gates)]
        said += [f"{row.sentence} {row.why}" for row in rows] + [row.question.text for row in rows if row.question]
        for number, packaged in enumerate(found.packages):
            said += [part.what for part in package_words(packaged.package, found, "nl").parts]
            points = points_words(Proposal(fit=found, package=number), "nl")
            said += [points.sentence, *(line.why for line in points.lines)]
    parts = [part for text in dict.fromkeys(said) for part in sentences(text)]
    assert max(map(len, parts)) <= MOST_WORDS
    assert sum(map(len, parts)) / len(parts) <= MEAN_WORDS
    assert ease(parts) >= LEAST_EASE, ease(parts)
