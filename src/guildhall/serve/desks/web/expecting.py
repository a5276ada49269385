"""What the customer sees of their appointments about a case: where and when they are expected."""

from guildhall.estate.door import words
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.kernel.saying import time_in_words
from guildhall.serve import clock
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.places.expected import of_case


def expected(case: CaseValue, lang: str) -> tuple[str, ...]:
    """Every appointment of theirs about their case that still stands, the soonest first."""
    return tuple(
        words("serve").say(
            "place-told-booked",
            lang,
            place=each.place.name[lang],
            address=", ".join(each.place.address),
            day=day_in_full(local(each.starts_at).date(), lang),
            time=time_in_words(each.starts_at),
            reference=each.reference,
        )
        for each in of_case(case=case.reference, customer=case.customer, at=clock.now())
    )
