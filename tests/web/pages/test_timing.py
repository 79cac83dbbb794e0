"""Every reply tells what it took, and pages ask the store little."""

import re

import pytest

from tests.web.pages.test_registers import link
from tests.web.pages.visit import Visit

HEADER = re.compile(r'total;dur=[\d.]+, store;dur=[\d.]+;desc="(\d+) queries"')
MOST_QUERIES = 12
MOST_BYTES = 150 * 1024
PATHS = ("/voorstellen", "/voorstellen.csv", "/clienten", "/vacatures", "/advies", "/nachtrun", "/nergens")


def queries(visit: Visit, path: str) -> int:
    """Give how many queries a page asks."""
    found = HEADER.fullmatch(visit.browser.get(path).headers["Server-Timing"])
    assert found is not None, path
    return int(found[1])


@pytest.mark.parametrize("path", PATHS)
def test_every_page_tells_what_it_took(adviser: Visit, path: str) -> None:
    assert queries(adviser, path) > 0


def test_a_page_that_asks_nothing_of_the_store_says_so(stranger: Visit) -> None:
    assert queries(stranger, "/inloggen") == 0


def test_each_page_is_counted_by_itself(adviser: Visit) -> None:
    queries(adviser, "/nachtrun")
    first = queries(adviser, "/nachtrun")
    queries(adviser, "/voorstellen")
    assert queries(adviser, "/nachtrun") == first


def test_criterion_09_no_page_asks_the_store_more_than_twelve_things(adviser: Visit, auditor: Visit) -> None:
    own = [link(adviser, "/clienten", "K4"), link(adviser, "/vacatures", "Inpakker")]
    proposal = adviser.proposal("K1")
    adviser.browser.get(proposal)
    assert queries(adviser, proposal) <= MOST_QUERIES
    for path in (*own, *PATHS, "/overzicht", "/gegevens", "/hulp"):
        adviser.browser.get(path)
        assert queries(adviser, path) <= MOST_QUERIES, path
        assert len(adviser.browser.get(path).data) <= MOST_BYTES, path
    assert queries(auditor, "/logboek") <= MOST_QUERIES
