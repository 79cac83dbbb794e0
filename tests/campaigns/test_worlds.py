"""Definition and kernel agree in a few random worlds; `make worlds` draws a thousand."""

from tests.campaigns.worlds import MUST_OCCUR, campaign

WORLDS = 80


def test_definition_and_kernel_agree_and_nothing_rare_is_missed() -> None:
    wrong, seen = campaign(WORLDS)
    assert wrong == []
    assert [name for name in MUST_OCCUR if not seen[name]] == []
