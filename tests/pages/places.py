"""Visits to the places of help: everybody's pages in both languages, and the counters of the staff."""

from collections.abc import Iterator

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import press, submit

WHERE = {"en": "en/help-in-person", "cy": "cy/cymorth-wyneb-yn-wyneb"}
TIME = {"en": "appointment", "cy": "apwyntiad"}
THEIRS = {"en": "en/appointments", "cy": "cy/apwyntiadau"}
BOOK = {"en": "Book this time", "cy": "Archebu'r amser hwn"}


def places() -> Iterator[Visit]:
    """Every page of places, appointments and held post."""
    for lang in ("en", "cy"):
        yield from _public(lang)
    one = "desk/places/<slug:slug>"
    yield staff("desk/places", state="filled")
    yield staff("desk/places/interpreters", state="filled", typical=True)
    yield staff(f"{one}/day", address="/desk/places/harbour-hub/day", state="empty")
    yield staff(f"{one}/day", address="/desk/places/the-guildhall/day?day=2026-11-19", state="filled", typical=True)
    yield staff(
        f"{one}/appointments", address="/desk/places/the-guildhall/appointments", state="filled", role="advisor"
    )
    yield staff(
        f"{one}/appointments",
        address="/desk/places/the-guildhall/appointments",
        state="with errors",
        role="advisor",
        act=submit("Book Alt S"),
    )
    yield staff(f"{one}/post", address="/desk/places/the-guildhall/post", state="empty")
    yield staff(f"{one}/post", address="/desk/places/westmere-library/post", state="filled", typical=True)
    held = "desk/people/<str:key>/post"
    yield staff(held, address="/desk/people/{nowhere}/post", state="filled")
    yield staff(held, address="/desk/people/{known}/post", state="with errors", act=submit("Hold their letters there"))


def _public(lang: str) -> Iterator[Visit]:
    find, theirs = WHERE[lang], THEIRS[lang]
    one, time = f"{find}/<slug:slug>", f"{find}/<slug:slug>/{TIME[lang]}"
    times = f"/{find}/the-guildhall/{TIME[lang]}"
    yield Visit(find, f"/{find}", lang, typical=lang == "en")
    yield Visit(find, f"/{find}", lang, state="filled", act=_searched)
    yield Visit(find, f"/{find}", lang, state="with errors", act=_not_a_postcode)
    yield Visit(one, f"/{find}/westmere-library", lang, state="filled", typical=lang == "cy")
    yield Visit(time, times, lang, state="empty")
    yield Visit(time, f"{times}?need=", lang, state="with errors")
    yield Visit(time, f"{times}?need=bsl", lang, state="filled", typical=lang == "en")
    on_the_day = f"{times}?need=bsl&day=2026-11-24"
    yield Visit(time, on_the_day, lang, state="filled", typical=lang == "cy")
    yield Visit(time, on_the_day, lang, state="with errors", act=submit(BOOK[lang]))
    yield Visit(theirs, f"/{theirs}", lang)
    yield Visit(theirs, f"/{theirs}", lang, state="with errors", act=_send)
    yield Visit(f"{theirs}/<str:reference>", on_the_day, lang, state="filled", act=_booked)


def _searched(page: Page) -> None:
    page.locator("#postcode").fill("ZZ2 1GH")
    _send(page)


def _not_a_postcode(page: Page) -> None:
    page.locator("#postcode").fill("nowhere")
    page.locator("#when-day").check()
    _send(page)


def _booked(page: Page) -> None:
    page.locator("main [name=time]").last.check()
    page.locator("#called").fill("Ida Moss")
    _send(page)


def _send(page: Page) -> None:
    press(page.locator("main form button:not([type=button])").first)
