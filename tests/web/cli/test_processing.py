"""`waag verwerkingen`: a record per processing, with an activity and a pseudonym, and never with a user."""

import json
from pathlib import Path

from tests.web.cli.conftest import Waag
from tests.web.cli.test_audit import filled
from tests.web.made import DAY


def records(waag: Waag, *arguments: str) -> list[dict[str, object]]:
    said = waag("verwerkingen", *arguments)
    assert said.exit_code == 0, said.output
    return [json.loads(line) for line in said.output.splitlines()]


def test_t43_each_look_at_somebody_is_a_processing_without_a_user(waag: Waag, tmp_path: Path) -> None:
    filled(tmp_path).close()
    assert waag("nightly", "--date", DAY.isoformat()).exit_code == 0
    found = records(waag)
    assert len(found) == 4
    assert "sanne" not in json.dumps(found)
    assert '"K1"' not in json.dumps(found)
    for one in found:
        assert (len(str(one["trace_id"])), len(str(one["operation_id"]))) == (32, 16)
    subjects = {str(one["attributes"]["dpl.core.data_subject_id"]) for one in found[:3]}  # type: ignore[index]
    assert len(subjects) == 3
    (own,) = records(waag, "--client", "K1")
    assert own["attributes"]["dpl.core.data_subject_id"] in subjects  # type: ignore[index]
    assert own["attributes"]["dpl.core.processing_activity_id"] == "urn:waag:verwerking:dossier-raadplegen"  # type: ignore[index]


def test_a_register_of_the_gemeente_itself_has_every_activity_or_is_refused(waag: Waag, tmp_path: Path) -> None:
    filled(tmp_path).close()
    own = tmp_path / "data" / "verwerkingen.toml"
    own.write_text('[activiteit]\ninzage = "https://register.voorbeeld/1"\n')
    said = waag("verwerkingen")
    assert said.exit_code == 1
    assert "has no address for advies" in said.output
