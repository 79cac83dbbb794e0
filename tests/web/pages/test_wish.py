"""A wish is written down as it was said, with its effect first, and survives the next delivery."""

from pathlib import Path

from tests.web.made import DAY
from tests.web.pages.test_profile import change, deliver_again, profile_path, sent, stored
from tests.web.pages.visit import Visit, words
from web.config import Settings

WISH = {"code": "sector:industrie", "stance": "graag", "words": "Ik werk graag in een loods.", "date": DAY.isoformat()}


def test_a_wish_stands_on_the_page_of_the_person_and_stays_after_a_delivery(
    adviser: Visit, settings: Settings, tmp_path: Path
) -> None:
    path = profile_path(adviser)
    assert "Wat verandert er?" in change(adviser, f"{path}/wens", dict(WISH))
    assert "Ik werk graag in een loods." in words(adviser.get(path.removesuffix("/profiel")).main)
    folder = tmp_path / "nieuw"
    folder.mkdir()
    deliver_again(settings, folder)
    kept = {row["code"]: row["words"] for row in stored(settings, "wishes")}
    assert kept == {"groen": "Ik wil graag buiten werken.", "industrie": "Ik werk graag in een loods."}


def test_a_wish_that_is_there_is_changed_and_the_others_stay(adviser: Visit, settings: Settings) -> None:
    path = profile_path(adviser)
    link = adviser.get(path.removesuffix("/profiel")).select_one("section[aria-labelledby=wens] a[href*=over]")
    assert link is not None
    page = adviser.get(str(link["href"]))
    assert page.select_one("select[name=code] option[selected]")["value"] == "sector:groen"  # type: ignore[index]
    change(adviser, str(link["href"]), {**WISH, "code": "sector:groen", "stance": "niet", "words": "Toch niet buiten."})
    (row,) = stored(settings, "wishes")
    assert (row["code"], row["stance"], row["words"]) == ("groen", "niet", "Toch niet buiten.")


def test_a_wish_about_nothing_is_refused_beside_its_field(adviser: Visit) -> None:
    path = f"{profile_path(adviser)}/wens"
    reply = adviser.browser.post(path, data={**sent(adviser, path), **WISH, "code": "", "stap": "bekijk"})
    assert reply.status_code == 422
    assert "#v-code" in reply.text
    assert "Ik werk graag in een loods." in reply.text


def test_who_only_reads_writes_no_wish(auditor: Visit, adviser: Visit) -> None:
    auditor.get(f"{profile_path(adviser)}/wens", 403)
