"""A campaign writes its own section of the trust report, and fails on a promise that is broken without a reason."""

from pathlib import Path

import pytest

from tests.campaigns.trust import DOCS, EXCUSES, Reached, TrustError, conclude, excuses_in, look_at_excuses

KEPT = Reached(name="F5", promise="one of 100 starts runs", figure="100 of 100", is_reached=True)
BROKEN = Reached(name="F1", promise="0 violations", figure="2 violations", is_reached=False)
TABLE = "| name | figure | reason |\n|---|---|---|\n"


def excuse(docs: Path, *lines: str) -> None:
    (docs / EXCUSES).write_text(TABLE + "".join(f"{line}\n" for line in lines))


def test_what_is_reached_ends_well_and_stands_in_the_report(tmp_path: Path) -> None:
    assert conclude("faults", [KEPT], command="make faults", docs=tmp_path) == 0
    report = (tmp_path / "trust-report.md").read_text()
    assert "## faults" in report
    assert "`make faults`" in report
    assert "| F5 | one of 100 starts runs | 100 of 100 | yes |" in report


def test_a_broken_promise_fails_until_it_has_a_figure_and_a_reason(tmp_path: Path) -> None:
    assert conclude("faults", [KEPT, BROKEN], command="make faults", docs=tmp_path) == 1
    assert "| F1 | 0 violations | 2 violations | **no** |" in (tmp_path / "trust-report.md").read_text()
    excuse(tmp_path, "| F1 | 2 violations | the disk of the test machine lies about its syncs |")
    assert conclude("faults", [KEPT, BROKEN], command="make faults", docs=tmp_path) == 0
    assert "2 violations | no, with a reason |" in (tmp_path / "trust-report.md").read_text()


def test_each_campaign_replaces_its_own_section_and_leaves_the_others(tmp_path: Path) -> None:
    conclude("load", [KEPT], command="make load", docs=tmp_path)
    conclude("faults", [BROKEN], command="make faults", docs=tmp_path)
    before = (tmp_path / "trust-report.md").read_text()
    conclude("faults", [KEPT], command="make faults", docs=tmp_path)
    after = (tmp_path / "trust-report.md").read_text()
    assert before.partition("## load")[2] == after.partition("## load")[2] != ""
    assert "violations" not in after
    assert after.index("## faults") < after.index("## load")


@pytest.mark.parametrize("line", ["| F1 |  | a reason that is long enough |", "| F1 | 2 | no |", "| F1 | 2 |"])
def test_an_excuse_without_its_figure_or_a_reason_is_none(tmp_path: Path, line: str) -> None:
    excuse(tmp_path, line)
    with pytest.raises(TrustError, match="F1"):
        excuses_in(tmp_path / EXCUSES)


def test_a_mistake_in_the_excuses_is_told_before_and_loses_nothing_after(tmp_path: Path) -> None:
    excuse(tmp_path, "| F1 | 2 | no |")
    with pytest.raises(TrustError, match="F1"):
        look_at_excuses(tmp_path)
    with pytest.raises(TrustError, match="F1"):
        conclude("load", [KEPT, BROKEN], command="make load", docs=tmp_path)
    report = (tmp_path / "trust-report.md").read_text()
    assert "| F5 | one of 100 starts runs | 100 of 100 | yes |" in report
    assert "| F1 | 0 violations | 2 violations | **no** |" in report


@pytest.mark.parametrize("found", [[], [KEPT, KEPT]])
def test_a_campaign_that_measured_nothing_or_one_thing_twice_concludes_nothing(
    tmp_path: Path, found: list[Reached]
) -> None:
    with pytest.raises(TrustError, match="measured"):
        conclude("faults", found, command="make faults", docs=tmp_path)


def test_our_own_excuses_can_be_read() -> None:
    assert all(excuse.reason for excuse in excuses_in(DOCS / EXCUSES).values())
