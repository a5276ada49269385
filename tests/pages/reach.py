"""Visits to who is not reached: of any service, of one, and of one of which most numbers are small."""

from collections.abc import Iterator

from tests.pages.visits import Visit, staff


def reach() -> Iterator[Visit]:
    """The officers' page in each of its states."""
    yield staff("desk/reach", role="service-officer", state="filled", typical=True)
    for service, state in (("missed-bin", "of a service"), ("assisted-bin", "small numbers")):
        yield staff("desk/reach", role="strategy-officer", address=f"/desk/reach?service={service}", state=state)
