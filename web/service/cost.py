"""What a page asks of the store, for the header that tells it."""

from web.store.cost import Cost as Cost
from web.store.cost import counting as counting
