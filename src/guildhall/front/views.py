"""The front's pages. They show nobody's answers, so they ask the database nothing."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from guildhall.estate.door import page, page_path, words
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.loading import json_schema
from guildhall.kernel.model import words as in_language
from guildhall.kernel.service import Service
from guildhall.serve.door import live, meant

LONGEST = 300
"""Characters of a sentence that are read."""
SHOWN = 6
"""Services that a search shows."""
OTHER = {"en": "cy", "cy": "en"}
FIND = {"en": "/en/find", "cy": "/cy/chwilio"}

ROBOTS = "User-agent: *\nDisallow: /desk\nDisallow: /account/\nDisallow: /pay/\nDisallow: /api/\n"


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """The council's address without a language: to the one that the browser asks for, else English."""
    wanted = [
        tag.partition("-")[0]
        for tag, weight in parse_accept_lang_header(request.headers.get("Accept-Language", ""))
        if weight
    ]
    spoken = next((tag for tag in wanted if tag in OTHER), "en")
    response = HttpResponseRedirect(page_path(name="home", language=spoken))
    response.headers["Vary"] = "Accept-Language"
    return response


@require_safe
def home(request: HttpRequest, lang: str) -> HttpResponse:
    """What the council offers, a box to say what one needs, and a way to what was begun before."""
    listed = sorted((_listed(each.service, lang) for each in live()), key=_by_title)
    return page(
        request=request,
        template="front/home.jinja",
        lang=lang,
        title=words("front").say("home-title", lang),
        listed=listed,
        **_everywhere(lang, page_path(name="home", language=OTHER[lang])),
    )


@require_safe
def find(request: HttpRequest, lang: str) -> HttpResponse:
    """The services that may be meant, the likeliest first; where none is, all the other ways to reach us."""
    sentence = " ".join(request.GET.get("q", "").split())[:LONGEST]
    found = meant(sentence=sentence, language=lang, most=SHOWN) if sentence else ()
    listed = [_listed(each.service, lang) for each in found]
    return page(
        request=request,
        template="front/found.jinja",
        lang=lang,
        title=words("front").say("found-title", lang),
        sentence=sentence,
        listed=listed,
        **_everywhere(lang, FIND[OTHER[lang]]),
    )


@require_safe
def fixed(request: HttpRequest, lang: str, name: str) -> HttpResponse:
    """A page that every page leads to: the accessibility statement, privacy."""
    return page(
        request=request,
        template=f"front/{name}.{lang}.jinja",
        lang=lang,
        title=words("front").say(f"{name}-title", lang),
        **_everywhere(lang, page_path(name=name, language=OTHER[lang])),
    )


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What search engines may read: everything that is for everybody."""
    return HttpResponse(ROBOTS, content_type="text/plain")


@require_safe
@conditional_page
@cache_control(public=True, max_age=3600)
def definition_schema(_request: HttpRequest) -> HttpResponse:
    """The JSON Schema of a service's definition, for editors and for machines."""
    return HttpResponse(_definition_schema(), content_type="application/schema+json")


@cache
def _definition_schema() -> bytes:
    return canonical_json(json_schema()).encode()


def _everywhere(lang: str, other_url: str) -> dict[str, Any]:
    return {
        "other_url": other_url,
        "find": FIND[lang],
        "track": reverse(f"serve:web-track-{lang}"),
        "resume": reverse(f"serve:web-continue-{lang}"),
    }


def _listed(service: Service, lang: str) -> dict[str, str]:
    """A service as a list shows it; one that does not speak the language is led to in English."""
    spoken = lang if lang in service.languages else service.languages[0]
    return {
        "title": in_language(service.title, lang),
        "summary": in_language(service.summary, lang) if service.summary else "",
        "lang": spoken,
        "href": reverse(f"serve:web-service-{spoken}", kwargs={"service": service.id}),
    }


def _by_title(listed: dict[str, str]) -> str:
    return listed["title"].casefold()
