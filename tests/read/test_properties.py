from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.catalogue.items import load_catalogue
from matcher.read import Row, read_sheets
from matcher.sheets import SHEETS, sheet
from tests.read.world import DAY, World, as_rows, world

ODD = st.sampled_from(
    ["", "0", "-1", "NaN", "1e309", "c1", "c2", "v1", "a", "IV-13", "I-8", "geen", "1|3", "61", "2030-01-01", "ja"]
)  # fmt: skip
ANYTHING = st.one_of(ODD, st.text(max_size=12), st.integers().map(str), st.floats().map(str))


@st.composite
def damaged_worlds(draw: st.DrawFn) -> World:
    """A world with some cells overwritten and some rows twice."""
    sheets = world()
    for _ in range(draw(st.integers(1, 6))):
        name = draw(st.sampled_from(sorted(sheets)))
        rows = sheets[name]
        place = draw(st.integers(0, len(rows) - 1))
        if draw(st.booleans()):
            rows.append(dict(rows[place]))
        column = draw(st.sampled_from(sheet(name).names))
        rows[place] = {**rows[place], column: draw(ANYTHING)}
    return sheets


@settings(max_examples=100, deadline=None)
@given(damaged_worlds())
def test_accepted_and_rejected_together_are_what_was_read(sheets: World):
    result = read_sheets(as_rows(sheets), DAY, load_catalogue())
    for name, rows in sheets.items():
        rejected = [row.line for row in result.rejected if row.sheet == name]
        accepted = [row.line for row in result.accepted[name]]
        assert sorted(rejected + accepted) == list(range(2, len(rows) + 2))


@settings(max_examples=40, deadline=None)
@given(damaged_worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(sheets: World, random):
    rows = as_rows(sheets)
    shuffled = {name: random.sample(rows[name], len(rows[name])) for name in random.sample(sorted(rows), len(rows))}
    first, second = (read_sheets(each, DAY, load_catalogue()) for each in (rows, shuffled))
    assert first.region == second.region
    assert dict(first.accepted) == dict(second.accepted)
    assert first.rejected == second.rejected


@settings(max_examples=40, deadline=None)
@given(damaged_worlds())
def test_what_was_accepted_reads_again_to_the_same(sheets: World):
    first = read_sheets(as_rows(sheets), DAY, load_catalogue())
    stored = {
        name: [Row(file="store", line=line, values=row.values) for line, row in enumerate(rows, start=1)]
        for name, rows in first.accepted.items()
    }
    second = read_sheets(stored, DAY, load_catalogue())
    assert second.rejected == ()
    assert second.region == first.region
    assert {name: [row.values for row in rows] for name, rows in second.accepted.items()} == {
        name: [row.values for row in rows] for name, rows in first.accepted.items()
    }


def test_canonical_rows_have_every_column_of_their_sheet_in_order():
    result = read_sheets(as_rows(world()), DAY, load_catalogue())
    for schema in SHEETS:
        assert {tuple(row.values) for row in result.accepted[schema.name]} == {schema.names}
