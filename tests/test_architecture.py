"""The tree keeps its own dependency rule, and the checker would notice if it did not."""

from pathlib import Path

import pytest

from tests import architecture as rules
from tests import protected_traits as traits

ROOT = Path(__file__).resolve().parents[1]
TREE = rules.read_tree(ROOT)


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps_the_rule(rule: rules.Rule) -> None:
    assert list(rule(TREE)) == []


def test_the_tree_is_really_read() -> None:
    assert {"matcher", "matcher.errors", "solver", "web", "fixtures", "benchmarks"} <= TREE.keys()


def test_the_top_level_holds_the_six_rooms_and_nothing_else() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/*.py")} - {"docs", "deploy"}
    assert {room for room in rooms if not room.startswith(".")} == {*rules.SHIPPED, *rules.BESIDE}


BREACHES = {
    "matcher reaches up to solver": (rules.imports_point_down, {"matcher.fit": "import solver", "solver": ""}),
    "domain reaches up to rules": (
        rules.imports_point_down,
        {"matcher.domain.client": "from matcher.rules.rulebook import Rulebook", "matcher.rules.rulebook": ""},
    ),
    "domain reaches up to rules, relatively": (
        rules.imports_point_down,
        {"matcher.domain.client": "from ..rules import rulebook", "matcher.rules.rulebook": ""},
    ),
    "store reaches up to service, late": (
        rules.imports_point_down,
        {"web.store.runs": "def f():\n    from web.service.night import nightly", "web.service.night.nightly": ""},
    ),
    "shipped code imports fixtures": (
        rules.imports_point_down,
        {"web.cli": "from fixtures.worlds import tiny", "fixtures.worlds": ""},
    ),
    "a room without a layer": (rules.every_room_has_a_layer, {"web.helpers": ""}),
    "a page reads the store": (
        rules.pages_never_see_the_store,
        {"web.pages.lists.worklist": "from web.store import runs"},
    ),
    "ortools outside the engines": (
        rules.vendors_stay_at_their_border,
        {"solver.solve": "from ortools.sat.python import cp_model"},
    ),
    "numba in the definition": (rules.vendors_stay_at_their_border, {"matcher.fit": "import numba as nb"}),
    "sqlalchemy in a service": (
        rules.vendors_stay_at_their_border,
        {"web.service.delivery.intake": "import sqlalchemy.orm"},
    ),
    "flask in a service": (rules.vendors_stay_at_their_border, {"web.service.delivery.intake": "from flask import g"}),
    "an oracle of the tests in the product": (rules.vendors_stay_at_their_border, {"solver.solve": "import highspy"}),
    "a page reads the environment": (
        rules.only_config_reads_the_environment,
        {"web.app": "import os\nport = os.environ['PORT']"},
    ),
    "getenv under its own name": (rules.only_config_reads_the_environment, {"web.cli": "from os import getenv"}),
    "the core asks the date": (
        rules.the_core_has_no_clock,
        {"matcher.fit": "import datetime\nnow = datetime.date.today()"},
    ),
    "the core asks the time": (rules.the_core_has_no_clock, {"solver.solve": "from time import perf_counter"}),
    "the core draws lots": (rules.the_core_draws_no_lots, {"solver.greedy": "import random"}),
    "the core draws lots with numpy": (
        rules.the_core_draws_no_lots,
        {"solver.greedy": "import numpy as np\nx = np.random.default_rng()"},
    ),
    "the core trusts the salted hash": (rules.the_core_draws_no_lots, {"matcher.encode": "key = hash('a')"}),
    "fixtures run the product": (
        rules.fixtures_enter_by_the_front_door,
        {"fixtures.caseload": "from matcher.fit import weigh", "matcher.fit": ""},
    ),
    "the definition borrows from the kernel": (
        rules.the_definition_does_not_know_the_kernel,
        {"matcher.fit": "from matcher.read import x", "matcher.read": "import matcher.kernel", "matcher.kernel": ""},
    ),
    "verify borrows from the engines": (
        rules.verify_shares_only_the_problem,
        {"solver.verify": "from solver import result", "solver.result": "import solver.engines", "solver.engines": ""},
    ),
    "verify borrows from greedy": (
        rules.verify_shares_only_the_problem,
        {"solver.verify": "from .greedy import first", "solver.greedy": "", "solver": ""},
    ),
}


@pytest.mark.parametrize("name", BREACHES)
def test_the_checker_finds(name: str) -> None:
    rule, tree = BREACHES[name]
    assert len(list(rule(tree))) == 1


def test_every_rule_has_been_seen_to_fail() -> None:
    assert {rule for rule, _ in BREACHES.values()} == set(rules.RULES)


def test_the_checker_allows_what_the_house_allows() -> None:
    tree = {
        "matcher": "",
        "matcher.errors": "",
        "matcher.domain": "",
        "matcher.domain.client": "from matcher.errors import ReadError",
        "matcher.kernel": "import numba",
        "solver": "",
        "solver.engines.flow": "from ortools.graph.python import min_cost_flow",
        "web.config": "import os\nurl = os.environ.get('WAAG_DATABASE_URL')",
        "web.cli": "import datetime\ntoday = datetime.date.today()\nfrom web import app",
        "web.app": "import flask\nfrom web.pages.lists import worklist",
        "web.pages.lists.worklist": "from flask import Blueprint\nfrom matcher.domain import client",
        "fixtures.worlds": "import numpy as np\nfrom matcher.domain.client import Client\nx = np.random.default_rng(1)",
    }
    assert [breach for rule in rules.RULES for breach in rule(tree)] == []


def test_the_scoring_packages_have_no_place_for_a_protected_trait() -> None:
    assert list(traits.traits_in_tree(ROOT)) == []


def test_there_are_twelve_protected_traits() -> None:
    assert len(traits.TRAITS) == 12


@pytest.mark.parametrize(
    "source",
    [
        "class Client:\n    leeftijd: int",
        "def points(client, *, age_years): ...",
        "value = row['postcode']",
        "value = client.maritalState",
        "weights = dict(benefit_duration=3)",
        "from matcher.gender import weight",
        "class ClientColumns:\n    naam: str",
    ],
)
def test_a_protected_trait_in_code_is_found(source: str) -> None:
    assert len(list(traits.traits_in_python("matcher/fit.py", source))) == 1


def test_a_protected_trait_in_a_policy_file_is_found() -> None:
    assert len(list(traits.traits_in_toml("matcher/policy.toml", "[[weights]]\nuitkeringsduur = 3"))) == 1


def test_ordinary_words_are_not_taken_for_a_trait() -> None:
    source = "wage = percentage = stage = coverage = essex = wml_group = 1\nclass Instrument:\n    name: str"
    assert list(traits.traits_in_python("matcher/fit.py", source)) == []


def test_only_the_wage_law_may_speak_of_age() -> None:
    band = "age = 20"
    assert list(traits.traits_in_toml("matcher/rules/law/minimumloon.toml", band)) == []
    assert len(list(traits.traits_in_toml("matcher/catalogue/closes.toml", band))) == 1
