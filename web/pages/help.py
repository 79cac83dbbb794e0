"""What stands still: how a proposal comes about, words explained, the data in use, and the accessibility statement."""

from flask import Blueprint

from web.language.pages import numbered, parts
from web.language.quality import quality_words
from web.pages.frame import desk, language, page, text
from web.service.oversight.data_page import data_page

blueprint = Blueprint("help", __name__)


@blueprint.get("/hulp")
def proposal() -> str:
    """Explain how a proposal comes about."""
    return page("help/proposal.html", numbered=numbered)


@blueprint.get("/hulp/woorden")
def words() -> str:
    """Explain the terms that the pages use, by their name."""
    found = [(code, text(f"help.word.{code}.name"), text(f"help.word.{code}.means")) for code in parts("help.word")]
    return page("help/words.html", words=sorted(found, key=lambda one: (one[1].lower(), one[0])))


@blueprint.get("/gegevens")
def data() -> str:
    """Tell which data are used, where they come from, and how good they are."""
    found = data_page(desk().database)
    manifest = found.run.manifest if found.run else None
    quality = quality_words(manifest.quality, language()) if manifest and manifest.quality else None
    return page("help/data.html", found=found, quality=quality, numbered=numbered)


@blueprint.get("/toegankelijkheid")
def accessibility() -> str:
    """Say how far everybody can use the pages, and what is not good yet."""
    return page("help/accessibility.html", numbered=numbered)
