"""`waag noodstop`: pressed and lifted from the machine itself."""

from tests.web.cli.conftest import Waag
from tests.web.made import DAY


def test_t19_the_button_on_the_command_line_holds_nights_back(waag: Waag) -> None:
    assert waag("noodstop", "on").exit_code == 0
    refused = waag("nightly", "--date", DAY.isoformat())
    assert refused.exit_code == 1
    assert "stop button is on" in refused.output
    assert waag("noodstop", "off", "--why", "kort").exit_code == 1
    assert waag("noodstop", "off", "--why", "Nagekeken door Bakker").exit_code == 0
    assert waag("nightly", "--date", DAY.isoformat()).exit_code == 0
    assert waag("audit", "verify").exit_code == 0
