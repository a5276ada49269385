"""Callbacks for tests: a Wednesday morning, somebody to call back, and the promise."""

from datetime import datetime, timedelta

from tests.rooms.acquainted import ASHA, case_of, person
from tests.rooms.council import in_force

from guildhall.estate.door import Onlooker
from guildhall.kernel.clocks import LONDON
from guildhall.people.door import Portrait, portrait
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.contacts import callbacks
from guildhall.serve.contacts.callbacks import CallbackValue

MORNING = datetime(2026, 11, 18, 10, 15, tzinfo=LONDON)
TWO, FOUR = (datetime(2026, 11, 18, hour, tzinfo=LONDON) for hour in (14, 16))
EVERYTHING = Onlooker("account/1", teams=None, works=None, people=True)
HOME = {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}
MISSED = {"address": HOME, "bin": "general", "assisted": False, "name": "Vera Lind", "contact-by": "none"}


def vera(**more: object) -> str:
    """Vera Lind, with a telephone and an email address."""
    return person("Vera Lind", **({"phone": "01632 960101", "email": "vera@example.org"} | more))


def seen(reference: str, onlooker: Onlooker = EVERYTHING) -> Portrait:
    """Somebody, as an onlooker sees them."""
    return portrait(reference=reference, onlooker=onlooker)


def about_a_bin(reference: str) -> CaseValue:
    """A case of theirs."""
    return case_of(in_force(), reference, **MISSED)


def promised(reference: str = "", *, at: datetime = MORNING, **more: object) -> CallbackValue:
    """A promise to ring somebody today from two to four, saying nothing to whoever answers."""
    told: dict[str, object] = {
        "person": seen(reference) if reference else None,
        "called": "" if reference else "a woman called Vera",
        "language": "en",
        "way": "voice",
        "to": "01632 960101",
        "opens_at": TWO,
        "closes_at": FOUR,
        "may_say": "nothing",
        "actor": ASHA,
        "at": at,
    }
    return callbacks.promise(**(told | more))  # type: ignore[arg-type]


def fresh(callback: CallbackValue) -> CallbackValue:
    """The same callback as it stands now."""
    return callbacks.find(callback=callback.id, onlooker=EVERYTHING)


LATER = timedelta(minutes=1)
