"""Every address of the house, and how to look at what it shows.

``VISITS`` leads to each page in each of its states; ``NO_PAGE`` names the addresses that show none, and why.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.urls import get_resolver
from playwright.sync_api import Page
from tests.pages.authority import authority
from tests.pages.calls import calls
from tests.pages.casework import casework
from tests.pages.clerks import clerks
from tests.pages.clocks import clocks
from tests.pages.gallery import KEYS, WAITS_FOR_A_CALL, WITH_KEYS
from tests.pages.helping import POSTED as ACTED
from tests.pages.helping import helping
from tests.pages.matters import matters
from tests.pages.measured import FIGURES, measured
from tests.pages.messages import messages
from tests.pages.monitoring import monitoring
from tests.pages.people import people
from tests.pages.places import places
from tests.pages.privacy import POSTED_TO, privacy
from tests.pages.record import record
from tests.pages.sameness import sameness
from tests.pages.strategies import MACHINES, strategies, writing
from tests.pages.visits import Visit
from tests.pages.visits import staff as _staff
from tests.pages.ways import (
    FOLDER,
    Act,
    both,
    follow,
    leading_to,
    press,
    send_blank,
    service_page,
    submit,
    to_desk,
    to_paper,
    to_web,
    walk_web,
    write,
)  # fmt: skip
from tests.pages.worklists import worklists

from guildhall import catalogue
from guildhall.decide.addresses import LANGUAGES, PLACES
from guildhall.serve import clock
from guildhall.serve.demo import council


def log_in(page: Page) -> None:
    """Give the address and the password of somebody with a second step."""
    page.get_by_label("Email").fill(WITH_KEYS)
    page.get_by_label("Password", exact=True).fill(council.PASSWORD)
    press(page.get_by_role("button", name="Log in", exact=True))


ACCOUNT = (
    Visit("account/login/", "/account/login/", typical=True),
    Visit("account/login/", "/account/login/", state="with errors", act=send_blank, typical=True),
    Visit("account/inactive/", "/account/inactive/"),
    Visit("account/signup/", "/account/signup/"),
    Visit("account/password/reset/", "/account/password/reset/"),
    Visit("account/password/reset/", "/account/password/reset/", state="with errors", act=send_blank),
    Visit("account/password/reset/done/", "/account/password/reset/done/"),
    Visit("account/password/reset/key/done/", "/account/password/reset/key/done/"),
    Visit(
        "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "/account/password/reset/key/1-no-such/",
    ),
    _staff("account/logout/"),
    _staff("account/password/change/"),
    _staff("account/password/change/", state="with errors", act=send_blank),
    _staff("account/2fa/", typical=True),
    _staff("account/2fa/totp/activate/"),
    _staff("account/2fa/totp/activate/", state="with errors", act=send_blank),
    _staff("account/2fa/webauthn/"),
    _staff("account/2fa/webauthn/add/"),
    _staff("account/reauthenticate/"),
    _staff("account/reauthenticate/", state="with errors", act=send_blank),
    _staff("account/2fa/", role=KEYS, state="filled"),
    Visit("account/2fa/authenticate/", "/account/login/", state="second step", act=log_in, typical=True),
    Visit("account/2fa/authenticate/", "/account/login/", state="with errors", act=both(log_in, submit("Log in"))),
    _staff("account/2fa/reauthenticate/", role=KEYS),
    _staff("account/2fa/webauthn/reauthenticate/", role=KEYS),
    _staff("account/2fa/totp/deactivate/", role=KEYS),
    _staff("account/2fa/recovery-codes/", role=KEYS, state="filled"),
    _staff("account/2fa/recovery-codes/generate/", role=KEYS),
    _staff("account/2fa/webauthn/", role=KEYS, state="filled"),
    _staff("account/2fa/webauthn/keys/<int:pk>/remove/", role=KEYS, address="/account/2fa/webauthn/keys/{key}/remove/"),
    _staff("account/2fa/webauthn/keys/<int:pk>/edit/", role=KEYS, address="/account/2fa/webauthn/keys/{key}/edit/"),
)

SERVICES = sorted(each.stem for each in (Path(catalogue.__file__).parent / catalogue.SERVICES).glob("*.yaml"))
TRACK = {"en": "track", "cy": "olrhain"}
CONTINUE = {"en": "continue", "cy": "parhau"}
FIND = {"en": "find", "cy": "chwilio"}
FIXED = {
    "accessibility": {"en": "accessibility", "cy": "hygyrchedd"},
    "privacy": {"en": "privacy", "cy": "preifatrwydd"},
}
SAID = {"en": "they never emptied my bin", "cy": "heb gasglu fy sbwriel"}
CHANGE = {"en": "Continue with a code", "cy": "Parhau gyda chod"}
PAY = {"en": "Pay by card", "cy": "Talu â cherdyn"}


def _send(page: Page) -> None:
    press(page.locator("main form button[type=submit]").last)


def _front(language: str) -> Iterator[Visit]:
    find = FIND[language]
    yield Visit(language, f"/{language}", language, typical=language == "en")
    yield Visit(f"{language}/{find}", f"/{language}/{find}", language)
    yield Visit(
        f"{language}/{find}",
        f"/{language}/{find}?q={SAID[language]}",
        language,
        state="filled",
        typical=language == "cy",
    )
    yield Visit(f"{language}/{find}", f"/{language}/{find}?q=xyzzy", language, state="nothing found")
    for name, called in FIXED.items():
        yield Visit(
            f"{language}/{called[language]}", f"/{language}/{called[language]}", language, typical=name == language
        )


def _web(language: str) -> Iterator[Visit]:
    route = f"{language}/{FOLDER[language]}/<str:service>"
    for service in SERVICES:
        typical = (service, language) in {("missed-bin", "en"), ("resident-parking-permit", "cy")}
        yield Visit(route, service_page(service, language), language, typical=typical)
    bin_at = service_page("missed-bin", language)
    ask = f"{route}/<str:page>"
    first = Visit(ask, f"{bin_at}/address", language, typical=True)
    yield first
    yield replace(first, state="with errors", act=send_blank)
    yield Visit(f"{route}/start", f"{bin_at}/start", language, state="begun", act=_begun(f"{bin_at}/start"))
    yield Visit(
        f"{route}/check", bin_at, language, state="checking", act=to_web("missed-bin", language=language), typical=True
    )
    yield Visit(f"{route}/advice", bin_at, language, state="exit", act=to_web("bulky-waste", "exit", language))
    yield Visit(
        f"{route}/advice",
        bin_at,
        language,
        state="urgent",
        act=to_web("report-danger", "handover", language),
        typical=True,
    )
    done = f"{route}/done/<str:reference>"
    sent = to_web("missed-bin", language=language, then=_send)
    yield Visit(done, bin_at, language, state="done", act=sent, typical=language == "en")
    yield Visit(f"{route}/satisfaction", bin_at, language, state="thanked", act=both(sent, _thanked))
    track = f"{language}/{TRACK[language]}"
    yield Visit(track, f"/{track}", language, typical=language == "en")
    yield Visit(track, f"/{track}", language, state="with errors", act=send_blank)
    yield Visit(f"{track}/<str:reference>", bin_at, language, state="followed", act=both(sent, _followed(track)))
    waits = f"/{track}?reference={{waits}}"
    yield Visit(f"{track}/<str:reference>", waits, language, state="a call back", act=_waited)
    fee = to_web("resident-parking-permit", language=language, then=_send)
    yield Visit(f"{track}/<str:reference>/pay", bin_at, language, state="to pay", act=fee, typical=language == "cy")
    sandbox = both(fee, submit(PAY[language]))
    yield Visit("pay/<str:lang>/<uuid:payment>", bin_at, language, state="paying", act=sandbox)
    go_on = f"{language}/{CONTINUE[language]}"
    yield Visit(go_on, f"/{go_on}", language)
    yield Visit(go_on, f"/{go_on}", language, state="with errors", act=send_blank, typical=language == "cy")
    yield Visit(go_on, f"/{go_on}", language, state="checks", act=_with_a_code)


def _begun(start: str) -> Act:
    def act(page: Page) -> None:
        language = start[1:3]
        answers = {"address": {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}}
        page.goto(start)
        page.locator("main [name='address.line1']").fill(answers["address"]["line1"])
        page.locator("main [name='address.postcode']").fill(answers["address"]["postcode"])
        press(page.locator("main form button").last)
        page.goto(f"/{language}")
        page.goto(start)

    return act


def _thanked(page: Page) -> None:
    page.locator("main [name=score]").first.check()
    press(page.locator("main .gh-satisfaction button"))


def _followed(track: str) -> Act:
    return lambda page: press(page.locator(f"main a[href^='/{track}/']").first)


def _waited(page: Page) -> None:
    page.locator("#detail").fill(WAITS_FOR_A_CALL)
    press(page.locator("main form button").last)


def _with_a_code(page: Page) -> None:
    here = page.url
    walk_web(page, "missed-bin", "en", leading_to("missed-bin", "submit", clock.now()))
    code = page.locator(".gh-resume .gh-code").inner_text()
    page.goto(here)
    write(code=code)(page)


def _assisted(channel: str) -> Iterator[Visit]:
    at, journey = f"desk/{channel}", f"desk/{channel}/journeys/<uuid:journey>"
    case = f"{at}/cases/<str:reference>"
    bin_at = f"/{at}/services/missed-bin?for=own&lang=en"
    opened = to_desk(channel, "missed-bin", then=submit("Send it"))
    priced = to_desk(channel, "resident-parking-permit", then=submit("Send it"))
    phone = channel == "phone"
    yield _staff(at, typical=phone)
    yield _staff(at, address=f"/{at}?for=own&lang=en&q=my+bin", state="filled")
    yield _staff(at, address=f"/{at}?service=missed-bin", state="with errors")
    yield _staff(f"{at}/question")
    yield _staff(f"{at}/decisions")
    read = f"/{at}/decisions?q=digital&read=decision/{{decision-of-record}}"
    yield _staff(f"{at}/decisions", address=read, state="read out", typical=phone)
    yield _staff(f"{at}/decisions", address=f"/{at}/decisions?q=xyzzy&read=decision/none", state="with errors")
    yield _staff(f"{at}/code")
    yield _staff(f"{at}/code", state="with errors", act=submit("Go on"))
    service = f"{at}/services/<slug:service>"
    yield _staff(service, address=bin_at, typical=phone)
    yield _staff(service, address=bin_at, state="with errors", act=submit("Go on"))
    yield _staff(service, address=bin_at.replace("=en", "=cy"), state="in Welsh")
    yield _staff(service, address=f"/{at}/services/house-move?for=other&lang=en", state="for somebody else")
    yield _staff(journey, address=bin_at, state="second page", act=_address_keyed)
    yield _staff(
        f"{journey}/pages/<str:page_id>", address=bin_at, state="changing", act=both(_address_keyed, follow("Change"))
    )
    yield _staff(
        f"{journey}/end", address=bin_at, state="reading back", act=to_desk(channel, "missed-bin"), typical=not phone
    )
    yield _staff(case, address=bin_at, state="opened", act=opened, typical=phone)
    yield _staff(case, address=bin_at, state="with a fee", act=priced)


def _address_keyed(page: Page) -> None:
    page.locator("main [name='address.line1']").fill("4 Mill Lane")
    page.locator("main [name='address.postcode']").fill("ZZ1 2AB")
    press(page.get_by_role("button", name="Go on"))


def _consent() -> Iterator[Visit]:
    route, there = (
        "desk/counter/services/<slug:service>/consent",
        "/desk/counter/services/missed-bin/consent?for=own&helper=yes",
    )
    yield _staff(route, address=there)
    yield _staff(route, address=there, state="with errors", act=submit("They agree"))
    yield _staff(
        route, address="/desk/counter/services/missed-bin/consent?for=other&lang=cy", state="for somebody else"
    )


def _paper() -> Iterator[Visit]:
    form = "desk/paper/<str:code>"
    yield _staff("desk/paper")
    yield _staff("desk/paper", address="/desk/paper?code=MB-000000-EN", state="with errors")
    yield _staff(form, address="/desk/paper/{form}", typical=True)
    yield _staff(form, address="/desk/paper/{form}", state="with errors", act=submit("Check and open the case"))
    yield _staff(form, address="/desk/paper/{form-cy}", state="in Welsh")
    opened = f"{form}/<str:reference>"
    yield _staff(opened, address="/desk/paper/{keyed-form}/{keyed}", state="filled")
    yield _staff(opened, address="/desk/paper", state="urgent", act=to_paper("report-danger", "handover"))
    yield _staff(opened, address="/desk/paper", state="advice", act=to_paper("bulky-waste", "exit"))
    yield _staff(
        opened, address="/desk/paper", state="advice in Welsh", act=to_paper("bulky-waste", "exit", language="cy")
    )


def _cases() -> Iterator[Visit]:
    case = "desk/cases/<str:reference>"
    yield _staff("desk", typical=True)
    yield _staff("desk", role="advisor")
    yield _staff("desk/cases", state="filled", typical=True)
    yield _staff("desk/cases", address="/desk/cases?state=closed", state="closed")
    yield _staff("desk/cases", address="/desk/cases?reference=nothing", state="with errors")
    yield _staff("desk/cases", address="/desk/cases?whose=mine&team=trees&service=missed-bin")
    yield _staff(case, address="/desk/cases/{case}", state="filled", typical=True)
    yield _staff(case, address="/desk/cases/{closed}", state="closed")
    yield _staff(case, address="/desk/cases/{keyed}", state="from paper")
    yield _staff(case, address="/desk/cases/{priced}", state="with a fee")
    yield _staff(f"{case}/notes", address="/desk/cases/{case}", state="with errors", act=submit("Keep the note"))


def _designs() -> Iterator[Visit]:
    at, draft, broken = "desk/designs/<int:draft>", "/desk/designs/{draft}", "/desk/designs/{broken}"
    part = f"{at}/parts/<path:path>"
    yield _staff("desk/designs", role="service-designer", state="filled", typical=True)
    yield _staff("desk/designs", state="with errors", act=submit("Copy"))
    yield _staff(at, address=draft, state="filled", typical=True)
    yield _staff(at, address=broken, state="not a definition yet")
    yield _staff(part, address=f"{draft}/parts/service", state="the service's own facts")
    yield _staff(part, address=f"{draft}/parts/steps/zone", state="a question", typical=True)
    yield _staff(part, address=f"{draft}/parts/decisions/{{table}}", state="a table")
    yield _staff(part, address=f"{draft}/parts/outcomes/applied", state="an outcome")
    yield _staff(part, address=f"{draft}/parts/tests/~0", state="a journey test")
    yield _staff(part, address=f"{broken}/parts/steps/bin", state="with errors", typical=True)
    yield _staff(part, address=f"{broken}/parts/steps/where-left", state="with errors")
    yield _staff(f"{at}/publication", address=f"{draft}/publication")
    yield _staff(f"{at}/publication", address=f"{broken}/publication", state="with errors", act=submit("Publish on"))
    yield _staff(f"{at}/trials", address=f"{draft}/trials", state="filled")
    yield _staff(f"{at}/comparison", address=f"{draft}/comparison", state="filled")
    yield _staff(f"{at}/cases", address=f"{draft}/cases", state="filled")
    yield _staff(f"{at}/revisions", address=f"{draft}/revisions", state="filled")
    yield _staff(f"{at}/channels/<str:channel>", address=f"{draft}/channels/phone", state="filled")
    walk = f"{at}/walk/<str:lang>"
    yield _staff(walk, address=f"{draft}/walk/en", state="a preview")
    yield _staff(f"{walk}/<str:rest>", address=f"{draft}/walk/en/address", state="a preview", typical=True)
    yield _staff(f"{walk}/<str:rest>", address=f"{draft}/walk/cy/address", language="cy", state="a preview in Welsh")


VISITS: tuple[Visit, ...] = (
    *ACCOUNT, *_front("en"), *_front("cy"), *_web("en"), *_web("cy"),
    *_assisted("phone"), *_assisted("counter"),
    *_consent(), *_paper(), *_cases(), *calls(), *clocks(),
    *casework(), *matters(), *messages(), *people(),
    *privacy(), *helping(), *worklists(), *_designs(),
    *sameness(), *places(), *record(), *strategies(), *writing(), *measured(), *clerks(), *monitoring(), *authority(),
)  # fmt: skip

POSTED = "takes what is posted, and shows the page it came from"
NO_PAGE: dict[str, str] = {
    "account/password/set/": "every account has a password: leads to changing it",
    "account/2fa/recovery-codes/download/": "a text file",
    "account/2fa/webauthn/login/": "answers a passkey",
    "": "leads to the language that the browser asks for",
    "robots.txt": "for machines",
    "service-definition.schema.json": "for machines",
    "en/services/<str:service>/form.pdf": "a PDF, looked at in tests of paper",
    "cy/gwasanaethau/<str:service>/ffurflen.pdf": "a PDF, looked at in tests of paper",
    "^api(?:/(?P<rest>.*))?$": "JSON",
    **{f"desk/{channel}/cases/<str:reference>/{act}": POSTED for channel in ("phone", "counter") for act in (
        "receipt", "payment", "satisfaction",
    )},
    **{f"desk/cases/<str:reference>/{act}": POSTED for act in (
        "assignments", "enquiries", "closure", "documents", "payments", "tasks/<int:task>",
        "advice/<int:advice_id>", "clocks/runs", "matter/joins",
    )},
    **{f"desk/cases/{act}": POSTED for act in ("filters/<int:number>/ending", "bulk-acts/<uuid:key>/reversal")},
    **{f"desk/{channel}/speaker": "leads back to the start of the contact" for channel in ("phone", "counter")},
    **{f"desk/people/<str:key>/{act}": POSTED for act in ("births", "languages", "contacts/<int:point>", "protections")},
    **{f"desk/callbacks/<int:callback>/{act}": POSTED for act in ("attempts", "ways", "messages")},
    **{f"desk/{channel}/cases/<str:reference>/contact": POSTED for channel in ("phone", "counter")},
    "desk/calls/arriving": "a piece of a page",
    **ACTED,
    **POSTED_TO,
    "desk/calls/<int:call>/taking": "leads to the start of the contact",
    "desk/cases/<str:reference>/files/<str:key>": "a document that somebody sent",
    "desk/cases/<str:reference>/preview/<str:act>/letter": "a PDF, looked at in tests of letters",
    "desk/outbox/<int:message>/letter": "a PDF, looked at in tests of letters",
    "desk/outbox/inbox/<int:arrival>/files/<str:key>": "a document that somebody sent",
    "hooks/notify": "for machines",
    **{f"open-data/hsds{rest}": "for machines" for rest in ("", "/services", "/services/<str:key>")},
    **{f"open-data/oparl{rest}": "for machines" for rest in (
        "", "/<slug:kind>", "/<slug:kind>/<record:key>", "/organization/<record:key>/meeting",
    )},
    **{f"open-data/popolo{rest}": "for machines" for rest in ("", "/<slug:kind>", "/<slug:kind>/<record:key>")},
    **{f"open-data/records{rest}": "for machines" for rest in (
        "", *(f"/<slug:kind>.{form}" for form in ("csv", "json")),
        *(f"/<slug:lang>/<slug:kind>/<record:key>.{form}" for form in ("atom", "ics")),
    )},
    **{f"{theirs}/<str:reference>/calendar.ics": "a file" for theirs in ("en/appointments", "cy/apwyntiadau")},
    "hooks/email": "for machines",
    **{f"desk/designs/<int:draft>/{act}": POSTED for act in ("aside", "additions", "approval", "waivers", "recorded")},
    **{f"{lang}/{PLACES[name][lang]}": "a document, looked at in tests of the printed record" for lang in LANGUAGES
       for name in ("paper", "exhibit", "printed")},
    **MACHINES,
    **FIGURES,
    "desk/record/planner/paper": "a PDF, looked at in tests of the planner",
    **{f"desk/record/papers/<record:key>{rest}": "a document" for rest in ("", "/withheld/<int:number>")},
    "desk/designs/<int:draft>/findings": "a piece of a page",
    "desk/designs/<int:draft>/walk": "leads to the service's own page, as a preview",
    "desk/designs/<int:draft>/definition.yaml": "a file",
    "desk/designs/editions/<str:service>.yaml": "a file",
}  # fmt: skip


def every_route() -> Iterator[str]:
    """Every address pattern that Django knows, whole."""
    yield from _below(get_resolver(), "")


def _below(resolver: Any, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        whole = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from _below(each, whole)
        elif not whole.startswith("api/v1/"):  # JSON, every one
            yield whole
