"""Back from an id in a URL to the reference of the source, without hashing everybody at each page."""

from web.service.night.given import public_key
from web.store.store import Store

KEY_COLUMN = {"clients": "client", "vacancies": "vacancy"}
_known: dict[tuple[str, str, str], dict[str, str]] = {}


def key_of(store: Store, sheet: str, wanted: str) -> str | None:
    """Give the reference behind an id; None where the sheet never held one with it.

    What an id stands for never changes, so that what was found once is remembered by this process, apart for each
    scope: somebody of another gemeente is nobody here.
    """
    salt = store.public_salt
    place = (salt, sheet, store.scope.text)
    found = _known.get(place, {}).get(wanted)
    if found is None:
        every = {public_key(salt, sheet, key): key for key in store.all_values(sheet, KEY_COLUMN[sheet])}
        _known[place] = every
        found = every.get(wanted)
    return found
