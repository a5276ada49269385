"""The frame of every page: header, language switch, "Get help" at one place, footer.

Pages are Jinja templates that extend `frame/public.jinja` or `frame/desk.jinja`. A page's context:

- `lang`: `en` or `cy`; `title`: the page's own title, before the service's and the council's.
- `service`: the service's title, where there is one. `errors`: a list of `{text, href}`, where
  there are any. `other_url`: this page in the other language. `back_url`: the page before.
- desks: `account` (an `AccountValue`) and `desk`, the name of the desk that is open.

In a template, `w("room.key", n=3)` says words in the page's language; `style("public")` links or
inlines a style file; `council` is the council's profile; `fixed("privacy")` a fixed page's path;
`accept` the kinds of file that we take.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from guildhall.estate.council import council
from guildhall.estate.files import ACCEPT
from guildhall.estate.words import say

STYLES = Path(__file__).parent / "static" / "guildhall"

GOVUK = "govuk_frontend_jinja"
"""The package of the GOV.UK Design System's patterns, and the folder its templates appear in."""

PATHS: Mapping[str, Mapping[str, str]] = {
    "home": {"en": "/en", "cy": "/cy"},
    "accessibility": {"en": "/en/accessibility", "cy": "/cy/hygyrchedd"},
    "privacy": {"en": "/en/privacy", "cy": "/cy/preifatrwydd"},
    "record": {"en": "/en/decisions-and-meetings", "cy": "/cy/penderfyniadau-a-chyfarfodydd"},
    "places": {"en": "/en/help-in-person", "cy": "/cy/cymorth-wyneb-yn-wyneb"},
}
"""Pages that every page leads to, in each language."""


class Built(TypedDict):
    """One built style file, as `styles.json` lists it."""

    file: str
    hash: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk in the staff pages' navigation."""

    name: str
    label: str
    path: str
    roles: tuple[str, ...]
    task: str
    """What is done there, in the words of the hall: take a call."""
    place: int
    """Where it stands among the others, the lowest first."""


_desks: dict[str, Desk] = {}


def offer_desk(*, name: str, label: str, path: str, roles: tuple[str, ...], task: str = "", place: int = 50) -> None:
    """Put a desk into the navigation of the staff pages, for holders of one of `roles`; the lowest `place` first."""
    _desks[name] = Desk(name, label, path, roles, task, place)


def page_path(*, name: str, language: str) -> str:
    """The path of a page that every page leads to: `home`, `accessibility`, `privacy`, `places` or `record`."""
    return PATHS[name][language]


def page(*, request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Answer with a page made from a template; the context as the module says."""
    made = engines["jinja2"].get_template(template).render({"lang": "en"} | context, request)
    return HttpResponse(made, status=status, headers={"Content-Language": context.get("lang", "en")})


def compose(*, template: str, **context: Any) -> str:
    """The text of a page made from a template, for no request in particular.

    For pages put together beforehand, with holes to fill later: give `csrf_input` a hole too.
    """
    made: str = engines["jinja2"].get_template(template).render({"lang": "en"} | context)
    return made


def environment(**options: Any) -> Environment:
    """The Jinja environment of all our pages; named in the settings."""
    patterns = {GOVUK: PackageLoader(GOVUK)}
    options["loader"] = ChoiceLoader([options["loader"], PrefixLoader(patterns)])
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 (Django sets it)
    made.globals |= {
        "w": _w,
        "style": style,
        "url": reverse,
        "fixed": _fixed,
        "whole_title": _whole_title,
        "desks": _desks_for,
        "council": council(),
        "favicon": FAVICON,
        "accept": ACCEPT,
    }
    return made


def style(name: str) -> Markup:
    """A `<link>` to a built style file, or the styles themselves where the settings say so.

    Before the styles are built, nothing: pages work without.
    """
    built = _built().get(name)
    if built is None:
        return Markup()
    if settings.INLINE_STYLES:
        # Our own built file; its hash stands in the content security policy.
        return Markup("<style>{}</style>").format(Markup(_content(built["file"])))  # noqa: S704
    href = f"{settings.STATIC_URL}guildhall/{built['file']}"
    return Markup('<link rel="stylesheet" href="{}">').format(href)


@cache
def _built() -> dict[str, Built]:
    listed = STYLES / "styles.json"
    found: dict[str, Built] = json.loads(listed.read_text()) if listed.exists() else {}
    return found


@cache
def _content(file: str) -> str:
    return (STYLES / file).read_text(encoding="utf-8")


@pass_context
def _w(context: Context, key: str, **holes: object) -> str:
    return say(key, context["lang"], **holes)


@pass_context
def _fixed(context: Context, name: str) -> str:
    return page_path(name=name, language=context["lang"])


@pass_context
def _whole_title(context: Context) -> Markup:
    """`Error: Page – Service – Council`, in the page's language. A composed page's title is marked up already: never escape it again."""
    parts = [context.get("title"), context.get("service"), council().name[context["lang"]]]
    whole = Markup(" – ").join(dict.fromkeys(part for part in parts if part))
    return Markup("{} {}").format(_w(context, "estate.error-prefix"), whole) if context.get("errors") else whole


@pass_context
def _desks_for(context: Context) -> list[Desk]:
    account = context.get("account")
    offered = sorted(_desks.values(), key=lambda each: each.place)
    return [each for each in offered if account and account.holds(*each.roles)]


FAVICON = Markup(
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='6' fill='%231d4f4c'/%3E"
    "%3Cpath d='M16 6 27 13H5zM8 15h3v9H8zm6.5 0h3v9h-3zm6.5 0h3v9h-3zM6 26h20v2H6z'"
    " fill='%23fff'/%3E%3C/svg%3E"
)
"""A small hall of our own. It stands in the page, so that it costs no request."""
