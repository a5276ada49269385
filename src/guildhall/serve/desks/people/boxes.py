"""What is typed at the people desk, settled as the same questions of a journey settle it, with the same words of refusal."""

from dataclasses import dataclass

from guildhall.kernel.kinds.address import Address
from guildhall.kernel.kinds.date import Day
from guildhall.kernel.kinds.email import Email
from guildhall.kernel.kinds.telephone import Telephone
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question, Refused
from guildhall.kernel.scope import Circumstances, Scope
from guildhall.serve.clock import now

_ASKED: dict[str, Question] = {
    "email": Email(id="email", kind="email", label={"en": "Email address", "cy": "Cyfeiriad e-bost"}),
    "born": Day(id="born", kind="date", label={"en": "Day of birth", "cy": "Diwrnod geni"}),
    "day": Day(id="day", kind="date", label={"en": "Day"}),
    "phone": Telephone(id="phone", kind="telephone", label={"en": "Telephone number", "cy": "Rhif ffôn"}),
}
_ADDRESS = Address(id="lives", kind="address", label={"en": "Address"})
_POSTCODES = {"no-postcode", "not-a-postcode"}


@dataclass(frozen=True, slots=True)
class Settled:
    """What was typed, as it is kept; or what is amiss with it."""

    value: str = ""
    amiss: str = ""


def settled(kind: str, typed: str, language: str = "en") -> Settled:
    """An email address, a telephone number, a day of birth or a postal address. What is blank is nothing, and nothing is amiss with it."""
    question = _ASKED.get(kind)
    if not typed or question is None:
        return Settled(typed)
    try:
        return Settled(str(question.settle(typed, Scope(Circumstances(now())))))
    except Refused as refused:
        return Settled(amiss=question.refusal(refused).said(language))


def settled_address(lines: dict[str, str]) -> tuple[Json, str, str]:
    """A fixed address as it is kept; or the name of the box that is amiss, and why."""
    try:
        return (
            _ADDRESS.settle({name: value for name, value in lines.items() if value}, Scope(Circumstances(now()))),
            "",
            "",
        )
    except Refused as refused:
        box = "postcode" if refused.code in _POSTCODES else "line1"
        return None, box, _ADDRESS.refusal(refused).said("en")
