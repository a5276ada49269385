"""The demo council in mid-life, for looking at: visitors and staff, and where to find an example of each thing."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.signing import TimestampSigner
from django.test import Client
from playwright.sync_api import Browser, CDPSession, Page, StorageState, ViewportSize
from tests.browsers import PATIENCE
from tests.pages.authority import begin_authority
from tests.pages.casework import begin_casework
from tests.pages.clerks import begin_clerks
from tests.pages.clocks import begin_clocks
from tests.pages.designs import begin_designs
from tests.pages.matters import begin_matters
from tests.pages.messages import begin_messages
from tests.pages.monitoring import begin_monitoring
from tests.pages.privacy import begin_privacy
from tests.pages.proof import begin_figures
from tests.pages.record import begin_record
from tests.pages.sameness import begin_sameness
from tests.pages.strategies import begin_writing
from tests.pages.worklists import begin_worklists
from tests.rooms import reached
from tests.rooms.test_account_pages import made_up_key

from guildhall.decide.demo.record import open_record
from guildhall.estate.door import AccountValue, Onlooker, accounts_holding, give_role, onlooker_of, open_account
from guildhall.estate.models import Account
from guildhall.ledger.door import Actor
from guildhall.people.door import register, representations_seen, search_for, understood
from guildhall.plan.demo.strategies import open_strategies
from guildhall.serve import clock
from guildhall.serve.answering import journeys
from guildhall.serve.contacts import callbacks
from guildhall.serve.demo import council
from guildhall.serve.desks.paper.keying import code_for
from guildhall.serve.helping import consents
from guildhall.serve.models import Callback, Case, Message
from guildhall.serve.publishing import editions

WAITS_FOR_A_CALL = "A woman called Vera"
"""What somebody unregistered calls herself who follows a call that she waits for."""

MOMENT = datetime(2026, 11, 18, 17, 30, tzinfo=ZoneInfo("Europe/London"))
LONG_AGO = datetime(2020, 1, 1, tzinfo=ZoneInfo("Europe/London"))
DESK = ViewportSize(width=1280, height=900)
KEYS = "second step"
"""Somebody who works here and has every kind of second step."""
WITH_KEYS = "keys@elverdon.example.org"
STAFF = {
    "advisor": "advisor@elverdon.example.org",
    "service-officer": "officer@elverdon.example.org",
    "service-designer": "designer@elverdon.example.org",
    "administrator": "admin@elverdon.example.org",
    "safeguarding": "safe@elverdon.example.org",
    "information-governance": "privacy@elverdon.example.org",
    "partner": "library@elverdon.example.org",
    "councillor": "councillor@elverdon.example.org",
    "democratic-services": "clerk@elverdon.example.org",
    "monitoring-officer": "monitoring@elverdon.example.org",
    "strategy-officer": "strategy@elverdon.example.org",
}


@dataclass
class Gallery:
    """Where to look. ``known`` names an example of whatever stands in an address: a case, a payment."""

    url: str
    browser: Browser
    known: dict[str, str]
    _logged_in: dict[str, StorageState] = field(default_factory=dict)
    _standing: dict[bool, tuple[Page, CDPSession]] = field(default_factory=dict)

    def visitor(self, *, role: str = "", script: bool = True, width: int = DESK["width"]) -> Page:
        """A page of somebody's own: of a visitor, or of somebody of the staff who is logged in."""
        context = self.browser.new_context(
            base_url=self.url,
            java_script_enabled=script,
            viewport=ViewportSize(width=width, height=DESK["height"]),
            storage_state=self._state(role) if role else None,
        )
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    def newcomer(self, *, role: str = "", script: bool = True) -> Page:
        """A page for one visit, of somebody who was never here: it is the page of the visit before, with nothing left of it.

        To open a page costs a browser more than to show something on it.
        """
        if script not in self._standing:
            opened = self.visitor(script=script)
            self._standing[script] = opened, opened.context.new_cdp_session(opened)
        page, browser = self._standing[script]
        page.evaluate("() => location.origin === 'null' || (sessionStorage.clear(), localStorage.clear())")
        page.goto("about:blank")
        browser.send("Network.clearBrowserCache")
        page.context.clear_cookies()
        if role:
            page.context.add_cookies(self._state(role)["cookies"])  # type: ignore[arg-type]  # the same, as they are given out
        page.set_viewport_size(DESK)
        page.mouse.move(0, 0)
        return page

    def close(self) -> None:
        """Nobody looks any more."""
        for page, _browser in self._standing.values():
            page.context.close()

    def address(self, address: str) -> str:
        """An address with its holes filled from what is known."""
        return address.format(**self.known)

    def _state(self, role: str) -> StorageState:
        if role not in self._logged_in and role == KEYS:
            self._logged_in[role] = _with_every_second_step(self.url)
        if role not in self._logged_in:
            page = self.visitor()
            page.goto("/account/login/")
            page.get_by_label("Email").fill(STAFF[role])
            page.get_by_label("Password", exact=True).fill(council.PASSWORD)
            page.get_by_role("button", name="Log in", exact=True).click()
            page.wait_for_url("**/desk**")
            self._logged_in[role] = page.context.storage_state()
            page.context.close()
        return self._logged_in[role]


@contextmanager
def open_gallery(url: str, browser: Browser) -> Iterator[Gallery]:
    """The demo council at one moment, with every shipped service."""
    editions.forget()
    with ExitStack() as standing:
        standing.enter_context(clock.standing_for_all_at(MOMENT))
        open_record(at=MOMENT)
        open_strategies(at=MOMENT)
        council.open_council(at=MOMENT)
        begin_figures(MOMENT)
        reached.worked_out(MOMENT)
        _open_with_keys()
        gallery = Gallery(url, browser, _examples())
        yield gallery
        gallery.close()
    editions.forget()


def _open_with_keys() -> None:
    opened = open_account(email=WITH_KEYS, name="Wyn Keating", password=council.PASSWORD)
    give_role(account=opened.reference, role="advisor", since=LONG_AGO)
    account = Account.objects.get(email=WITH_KEYS)
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)
    Authenticator.objects.create(user=account, type="webauthn", data={"name": "Work key", "credential": made_up_key()})


def _with_every_second_step(url: str) -> StorageState:
    """Log somebody in who has an app, recovery codes and a key, and who said a moment ago who they are."""
    account = Account.objects.get(email=WITH_KEYS)
    client = Client()
    client.force_login(account)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() + 86_400, "reauthenticated": True}
    ]
    session.save()
    kept = {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": url}
    return {"cookies": [kept], "origins": []}  # type: ignore[list-item]  # playwright fills the rest in


def _acquaintances() -> dict[str, str]:
    """The pages of people of whom there is something to tell."""
    onlooker = Onlooker("account/1", people=True)
    sought = {"known": "mali griffith", "protected": "carys hughes", "nowhere": "stanley fern", "hub": "elverdon food"}
    found = {name: search_for(sought=understood(text=text), onlooker=onlooker)[0] for name, text in sought.items()}
    return {name: rows[0].reference.removeprefix("party/") for name, rows in found.items()}


def _helped() -> dict[str, str]:
    """Somebody whom the library helps, and a case about which a councillor was asked."""
    held = {each.email: onlooker_of(account=each) for role in ("partner", "councillor") for each in _holding(role)}
    library, ward = (held[STAFF[role]] for role in ("partner", "councillor"))
    (walter,), (asked,) = (representations_seen(onlooker=each, at=MOMENT) for each in (library, ward))
    return {
        "helped": Case.objects.get(customer=walter.principal).reference,
        "walter": walter.principal.removeprefix("party/"),
        "asked": asked.scope[0].removeprefix("case/"),
    }


def _waits_for_a_call() -> str:
    """Somebody unregistered waits for a call about no case, in a window that another waits for; the code by which they follow it."""
    other = Callback.objects.filter(kept_at=None, withdrawn_at=None, missed_at=None).order_by("-closes_at")[0]
    return callbacks.promise(
        person=None,
        called=WAITS_FOR_A_CALL,
        language="en",
        way="voice",
        to="01632 960456",
        opens_at=other.opens_at,
        closes_at=other.closes_at,
        may_say="nothing",
        actor=Actor("staff", other.promised_by),
        at=MOMENT,
    ).code


def _left() -> str:
    """What the browser of somebody keeps whom the library helped with a form that is not sent yet."""
    library, live = _holding("partner")[0], editions.current(service="missed-bin")
    assert live is not None
    organisation, by = onlooker_of(account=library).acts_for, Actor("helper", library.reference)
    grace = register(name="Grace Adeyemi", at=MOMENT)
    begun = journeys.begin(live=live, language="en", channel="web", actor=by, on_behalf_of=grace, at=MOMENT)
    consents.give(
        journey=begun.id,
        principal=grace,
        helper=organisation,
        powers=("hear", "speak"),
        wording="The library will help you with this. It sees what you tell us here.",
        language="en",
        channel="web",
        actor=by,
        at=MOMENT,
        on_behalf_of=grace,
    )
    return TimestampSigner(salt="journey-missed-bin").sign(f"{begun.id.hex}.{begun.resume_code}")


def _holding(role: str) -> tuple[AccountValue, ...]:
    return accounts_holding(role=role)  # type: ignore[arg-type]  # one of ours


def _examples() -> dict[str, str]:
    """One of each thing that an address may name."""
    cases = Case.objects.order_by("id")
    still_open = cases.filter(closed_at=None)
    keyed = cases.filter(channel="paper")[0]
    bins = editions.current(service="missed-bin")
    assert bins is not None
    return {
        "case": still_open.filter(service="missed-bin")[0].reference,
        "closed": cases.exclude(closed_at=None)[0].reference,
        "priced": still_open.filter(fee__gt=0).order_by("payments__settled_at", "id")[0].reference,
        "keyed": keyed.reference,
        "keyed-form": code_for(editions.of_hash(edition=keyed.edition_id), keyed.language),
        **_acquaintances(),
        **_helped(),
        "callback": str(Callback.objects.filter(missed_at__isnull=False)[0].pk),
        "left": _left(),
        "waits": _waits_for_a_call(),
        "kept": str(Callback.objects.filter(kept_at__isnull=False)[0].pk),
        "message": str(Message.objects.order_by("id")[0].pk),
        "key": str(Authenticator.objects.get(type="webauthn").pk),
        "form": code_for(bins, "en"),
        "form-cy": code_for(bins, "cy"),
        **begin_designs(MOMENT),
        **begin_messages(MOMENT),
        **begin_clocks(),
        **begin_casework(),
        **begin_privacy(MOMENT),
        **begin_matters(),
        **begin_sameness(),
        **begin_record(),
        **begin_clerks(MOMENT),
        **begin_monitoring(MOMENT),
        **begin_writing(MOMENT),
        **begin_authority(),
        **begin_worklists(),
    }
