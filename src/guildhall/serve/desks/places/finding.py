"""Finding help near somebody: by postcode or area, or where their device says they are; open now or on a day, with the help
they need. And each place's own page.

Neither a postcode nor a position is ever in an address: it is posted, and answered on the spot.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.estate.door import page
from guildhall.estate.door import words as say
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.kernel.distance import Point
from guildhall.kernel.kinds.date import Day
from guildhall.kernel.kinds.place import Place
from guildhall.kernel.question import Refused
from guildhall.kernel.scope import Circumstances, Scope
from guildhall.serve.clock import now
from guildhall.serve.desks.places import addresses, saying
from guildhall.serve.places import gazetteer
from guildhall.serve.places.codes import ACCESS, DEVICES, HELPS
from guildhall.serve.places.gazetteer import NotAPostcode, Where
from guildhall.serve.places.known import NoSuchPlace, places
from guildhall.serve.places.known import place as place_of
from guildhall.serve.places.nearest import Near, Wanted, nearest

SHOWN = 10
"""Places on one page."""
DAY = Day(id="day", kind="date", label={"en": "Which day?"})
"""So that a day is read here as it is everywhere."""
HERE = Place(id="here", kind="place", label={"en": "Where are you?"})
"""So that a position is."""
WHEN = ("any", "now", "day")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as it was read: and what is amiss with it, each at its box."""

    wanted: Wanted
    where: Where | None
    area: str
    here: bool
    errors: tuple[dict[str, str], ...]


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest, lang: str) -> HttpResponse:
    """The places that fit, the nearest first. Three statements, whatever is asked."""
    typed = request.POST if request.method == "POST" else request.GET
    at = now()
    asked = _read(typed, lang, posted=request.method == "POST")
    found = () if asked.errors else nearest(places(at=at), asked.wanted, at=at)
    shown, after = _stretch(found, typed.get("after", ""))
    response = page(
        request=request,
        template="serve/places/find.jinja",
        lang=lang,
        title=say("serve").say("place-find-title", lang),
        errors=list(asked.errors),
        wrong={each["href"][1:]: each["text"] for each in asked.errors},
        typed=_typed(typed),
        asked=_said(asked, lang),
        searched=bool(asked.errors) or asked.wanted != Wanted() or bool(typed.get("postcode", "").strip()),
        rows=[saying.row(each, lang, at) for each in shown],
        after=after,
        unknown=asked.where is not None and asked.where.point is None,
        roughly=asked.where is not None and asked.where.roughly,
        areas=[(each.code, each.name[lang]) for each in gazetteer.areas()],
        offered=_offered(lang),
        here=addresses.of_places(lang),
        other_url=addresses.of_places(addresses.OTHER[lang]),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def place(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """All that is to know of one place before setting out."""
    at = now()
    try:
        found = place_of(slug=slug, at=at)
    except NoSuchPlace:
        raise Http404(slug) from None
    opening, coming = found.times.at(at), found.times.after(at)
    return page(
        request=request,
        template="serve/places/place.jinja",
        lang=lang,
        title=found.name[lang],
        place=found,
        kind=say("serve").say(f"place-kind-{found.kind}", lang),
        open_now=saying.open_now(opening, coming, lang, at),
        is_open=opening is not None,
        week=saying.week(found, lang),
        differing=saying.differing(found, lang, at),
        helps=saying.helps(found, lang),
        access=saying.codes("access", found.access, lang),
        devices=saying.codes("device", found.devices, lang),
        book=addresses.of_times(lang, slug) if found.counters else "",
        back_url=addresses.of_places(lang),
        other_url=addresses.of_places(addresses.OTHER[lang], slug),
    )


def _read(typed: QueryDict, lang: str, *, posted: bool) -> Asked:
    errors: list[dict[str, str]] = []
    where, start = None, None
    area = gazetteer.area(code=typed.get("area", ""))
    postcode = typed.get("postcode", "").strip() if posted else ""
    if postcode:
        try:
            where = gazetteer.where(postcode=postcode)
            start = where.point
        except NotAPostcode:
            errors.append({"text": say("serve").say("place-not-a-postcode", lang), "href": "#postcode"})
    if start is None and area is not None:
        start = area.point
    here = _here(typed, lang, errors) if posted and start is None and not postcode else None
    when = typed.get("when", "any")
    day = _day(typed.get("day", ""), lang, errors) if when == "day" else None
    wanted = Wanted(
        start=start or here,
        when=when if when in WHEN else "any",  # type: ignore[arg-type]  # one of them
        day=day,
        helps=_chosen(typed, "help", HELPS),
        access=_chosen(typed, "access", ACCESS),
        devices=_chosen(typed, "device", DEVICES),
    )
    return Asked(
        wanted, where, area.name[lang] if area and not (where and where.point) else "", bool(here), tuple(errors)
    )


def _here(typed: QueryDict, lang: str, errors: list[dict[str, str]]) -> Point | None:
    """Where a device says that it is, as long as that is in the United Kingdom."""
    given = {axis: typed.get(axis, "").strip()[:20] for axis in ("lat", "lon")}
    if not any(given.values()):
        return None
    try:
        found = HERE.settle(given, Scope(Circumstances(now())))
    except Refused:
        errors.append({"text": say("serve").say("place-here-not", lang), "href": "#postcode"})
        return None
    return Point(Decimal(str(found["lat"])), Decimal(str(found["lon"])))


def _day(typed: str, lang: str, errors: list[dict[str, str]]) -> date | None:
    if not typed.strip():
        errors.append({"text": say("serve").say("place-no-day", lang), "href": "#day"})
        return None
    try:
        return date.fromisoformat(str(DAY.settle(typed.strip(), Scope(Circumstances(now())))))
    except Refused as refused:
        errors.append({"text": DAY.refusal(refused).said(lang), "href": "#day"})
        return None


def _chosen(typed: QueryDict, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in known if code in typed.getlist(name))


def _stretch(found: tuple[Near, ...], after: str) -> tuple[tuple[Near, ...], str]:
    """The next few places after one by its slug, and the last of them where there are more."""
    begin = next((number for number, each in enumerate(found, 1) if each.place.slug == after), 0)
    shown = found[begin : begin + SHOWN]
    return shown, shown[-1].place.slug if len(found) > begin + SHOWN else ""


def _typed(typed: QueryDict) -> Mapping[str, Any]:
    lists = {name: typed.getlist(name) for name in ("help", "access", "device")}
    return {name: typed.get(name, "") for name in ("postcode", "area", "when", "day", "lat", "lon")} | lists


def _said(asked: Asked, lang: str) -> str:
    """What is shown, in a few words: near ZZ1 2AB, open now."""
    words, parts = say("serve"), []
    if asked.where and asked.where.point:
        parts.append(words.say("place-near", lang, where=asked.where.postcode))
    elif asked.area:
        parts.append(words.say("place-near", lang, where=asked.area))
    elif asked.here:
        parts.append(words.say("place-near-here", lang))
    if asked.wanted.when == "now":
        parts.append(words.say("place-that-open-now", lang))
    elif asked.wanted.day:
        parts.append(words.say("place-that-open-on", lang, day=day_in_full(asked.wanted.day, lang)))
    for kind, held in (("help", asked.wanted.helps), ("access", asked.wanted.access), ("device", asked.wanted.devices)):
        parts += saying.codes(kind, held, lang)
    return ", ".join(parts)


def _offered(lang: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What may be ticked: the name of the box, its legend, and each code with its words."""
    return [
        (
            name,
            say("serve").say(f"place-choose-{name}", lang),
            list(zip(held, saying.codes(name, held, lang), strict=True)),
        )
        for name, held in (("help", HELPS), ("access", ACCESS), ("device", DEVICES))
    ]
