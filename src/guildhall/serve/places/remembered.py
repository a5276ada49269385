"""The places as this process remembers them, so that a page can tell of them and ask the database nothing."""

from datetime import datetime

from guildhall.serve.places.known import PlaceValue, places
from guildhall.serve.remembering import Remembering

_places = Remembering(lambda at: places(at=at))


def remembered(*, at: datetime) -> tuple[PlaceValue, ...]:
    """Every place of help, by name. No statement, but for the first time and whenever they are read anew: four at most."""
    return _places.at(at)
