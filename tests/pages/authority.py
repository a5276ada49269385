"""Visits to what the desk keeps of authority: powers and their uses, call-in, scrutiny, the register of interests."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import submit

from guildhall.decide import models as m

AT = "desk/record"
REGISTER = "desk/monitoring/register"
_POWER, _GIVING = f"{AT}/powers/<record:key>", f"{AT}/decisions/<record:key>/powers"
_CALL_IN, _ASKED = f"{AT}/decisions/<record:key>/call-in", f"{AT}/recommendations/<record:key>"


def begin_authority() -> dict[str, str]:
    """What the demo council's year holds of each."""
    used = m.DelegationUse.objects.order_by("id")[0]
    asked = m.ScrutinyRecommendation.objects.exclude(item=None).order_by("id")[0]
    return {
        "power": used.delegation.key,
        "power-decision": used.delegation.decision.key if used.delegation.decision else "",
        "called-in": m.CallIn.objects.order_by("id")[0].decision.key,
        "call-in": m.CallIn.objects.order_by("id")[0].key,
        "recommended": asked.key,
        "recommended-at": asked.item.key if asked.item else "",
        "registered": m.RegisteredInterest.objects.order_by("id")[0].person.key,
    }


def authority() -> Iterator[Visit]:
    """Each page as it stands, and as it comes back."""
    yield _clerk(f"{AT}/powers", state="filled", typical=True)
    yield _clerk(f"{AT}/powers", state="with errors", act=_blank_standing)
    yield _clerk(_POWER, address=f"/{AT}/powers/{{power}}", state="filled", typical=True)
    yield _clerk(_POWER, address=f"/{AT}/powers/{{power}}", state="with errors", act=_blank_use)
    giving = f"/{AT}/decisions/{{power-decision}}/powers"
    yield _clerk(_GIVING, address=giving, state="filled")
    yield _clerk(_GIVING, address=giving, state="with errors", act=submit("Give the power"))
    call_in = f"/{AT}/decisions/{{called-in}}/call-in"
    yield _clerk(_CALL_IN, address=call_in, state="settled")
    yield _clerk(_CALL_IN, address=call_in, state="with errors", act=_blank_call_in, typical=True)
    yield _clerk(f"{AT}/recommendations", state="filled", typical=True)
    yield _clerk(_ASKED, address=f"/{AT}/recommendations/{{recommended}}", state="answered")
    yield from _corrections()
    made_at = f"{AT}/items/<record:key>/recommendations"
    here = f"/{AT}/items/{{recommended-at}}/recommendations"
    yield _clerk(made_at, address=here, state="filled")
    yield _clerk(made_at, address=here, state="with errors", act=submit("Enter the recommendation"))
    yield _officer(REGISTER, state="filled")
    one = f"/{REGISTER}/{{registered}}"
    yield _officer(f"{REGISTER}/<record:key>", address=one, state="filled", typical=True)
    yield _officer(f"{REGISTER}/<record:key>", address=one, state="with errors", act=_blank_grant)


def _corrections() -> Iterator[Visit]:
    """A power, a call-in and a decision that are published, to be put right."""
    route = f"{AT}/corrections/<slug:kind>/<record:key>"
    power, called_in = (f"/{AT}/corrections/{kind}" for kind in ("delegation/{power}", "call-in/{call-in}"))
    yield _clerk(route, address=power, state="filled", typical=True)
    yield _clerk(route, address=power, state="with errors", act=submit("Publish a new version"))
    yield _clerk(route, address=called_in, state="signed")
    yield _clerk(route, address=f"/{AT}/corrections/decision/{{called-in}}", state="of a decision")
    yield _clerk(route, address=f"/{AT}/corrections/minutes/{{clerk-approved}}", state="of who was there")
    yield _clerk(route, address=f"/{AT}/corrections/recommendation/{{recommended}}", state="of a recommendation")


def _clerk(route: str, **how: Any) -> Visit:
    return staff(route, role="democratic-services", **how)


def _officer(route: str, **how: Any) -> Visit:
    return staff(route, role="monitoring-officer", **how)


def _blank_standing(page: Page) -> None:
    page.get_by_text("Record a standing power").first.click()
    submit("Record the power")(page)


def _blank_use(page: Page) -> None:
    page.get_by_text("Record a use").first.click()
    submit("Record the use")(page)


def _blank_call_in(page: Page) -> None:
    page.get_by_text("Enter a call-in").first.click()
    submit("Enter the call-in")(page)


def _blank_grant(page: Page) -> None:
    page.get_by_text("Grant a dispensation").first.click()
    submit("Grant the dispensation")(page)
