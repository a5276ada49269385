"""Where the record's pages stand, in each language, and which page shows a record."""

import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

LANGUAGES = ("en", "cy")
OTHER = {"en": "cy", "cy": "en"}

PLACES: Mapping[str, Mapping[str, str]] = {
    "record": {"en": "decisions-and-meetings", "cy": "penderfyniadau-a-chyfarfodydd"},
    "search": {"en": "decisions-and-meetings/search", "cy": "penderfyniadau-a-chyfarfodydd/chwilio"},
    "meetings": {"en": "meetings", "cy": "cyfarfodydd"},
    "meeting": {"en": "meetings/<record:key>", "cy": "cyfarfodydd/<record:key>"},
    "item": {"en": "agenda-items/<record:key>", "cy": "eitemau-agenda/<record:key>"},
    "decisions": {"en": "decisions", "cy": "penderfyniadau"},
    "decision": {"en": "decisions/<record:key>", "cy": "penderfyniadau/<record:key>"},
    "matters": {"en": "matters", "cy": "materion"},
    "matter": {"en": "matters/<record:key>", "cy": "materion/<record:key>"},
    "plan": {"en": "forward-plan", "cy": "blaengynllun"},
    "bodies": {"en": "who-decides-what", "cy": "pwy-syn-penderfynu-beth"},
    "body": {"en": "who-decides-what/<record:key>", "cy": "pwy-syn-penderfynu-beth/<record:key>"},
    "people": {"en": "councillors-and-officers", "cy": "cynghorwyr-a-swyddogion"},
    "person": {"en": "councillors-and-officers/<record:key>", "cy": "cynghorwyr-a-swyddogion/<record:key>"},
    "post": {"en": "posts/<record:key>", "cy": "swyddi/<record:key>"},
    "delegations": {"en": "delegated-powers", "cy": "pwerau-dirprwyedig"},
    "delegation": {"en": "delegated-powers/<record:key>", "cy": "pwerau-dirprwyedig/<record:key>"},
    "interests": {"en": "register-of-interests", "cy": "cofrestr-buddiannau"},
    "declarations": {"en": "declarations", "cy": "datganiadau"},
    "promptness": {"en": "how-soon-we-publish", "cy": "pa-mor-fuan-y-cyhoeddwn"},
    "urgent": {"en": "urgent-decisions", "cy": "penderfyniadau-brys"},
    "paper": {"en": "papers/<record:key>", "cy": "papurau/<record:key>"},
    "exhibit": {"en": "exhibits/<record:key>", "cy": "arddangosion/<record:key>"},
    "printed": {"en": "printed/<slug:kind>/<record:key>", "cy": "wedi-argraffu/<slug:kind>/<record:key>"},
    "versions": {"en": "versions/<slug:kind>/<record:key>", "cy": "fersiynau/<slug:kind>/<record:key>"},
}
"""Each page, by its name. ``key`` is a record's reference without its kind."""

_PAGES: Mapping[str, str] = {
    "body": "body", "post": "post", "person": "person", "meeting": "meeting", "agenda": "meeting", "minutes": "meeting",
    "item": "item", "matter": "matter", "decision": "decision", "delegation": "delegation",
}  # fmt: skip
"""Which page shows a record of a kind, where there is one for it alone."""

_WITHIN: Mapping[str, str] = {
    "report": "item", "motion": "item", "undertaking": "item", "declaration": "item", "exhibit": "item",
    "recommendation": "item", "call-in": "decision", "use": "delegation",
}  # fmt: skip
"""Records that are shown on the page of what they are numbered under: `motion/2026-03-12-FC-9.1` on its item's."""

_MEETING = re.compile(r"\d{4}-\d\d-\d\d-[^-]+")
"""The key of a meeting, under which a declaration is numbered that was made at none of its items."""
_PLAIN = re.compile(r"[A-Za-z0-9.-]+")
"""A key whose every sign stands for itself in an address."""
_AN_ITEM = re.compile(r"\d{4}-\d\d-\d\d-.+-.+")


def address(lang: str, name: str, key: str = "", kind: str = "") -> str:
    """Where a page stands. ``key`` (and ``kind``) name the record that it shows."""
    if _PLAIN.fullmatch(key):
        return _before_the_key(lang, name, kind) + key
    return _written(lang, name, key, kind)


@cache
def _before_the_key(lang: str, name: str, kind: str) -> str:
    """An address up to the key that ends it, written once: a list leads to many records, and its addresses differ by no more."""
    return _written(lang, name, "0", kind)[:-1]


def _written(lang: str, name: str, key: str, kind: str) -> str:
    named = {"key": key} if key else {}
    return reverse(f"decide:{name}-{lang}", kwargs=named | ({"kind": kind} if kind else {}))


def address_of(lang: str, reference: str) -> str:
    """Where a record is shown, by its reference; nothing where no page shows it. A paragraph keeps its place: `…#1.2`."""
    whole, _, paragraph = reference.partition("#")
    kind, _, key = whole.partition("/")
    if kind in _PAGES:
        return address(lang, _PAGES[kind], key) + (f"#{paragraph}" if paragraph else "")
    if kind in _WITHIN:
        under, _, number = key.rpartition(".")
        if _WITHIN[kind] == "item" and not _AN_ITEM.fullmatch(under):
            return address(lang, "meeting", under) if _MEETING.fullmatch(under) else ""
        return f"{address(lang, _WITHIN[kind], under)}#{kind}-{number}"
    if kind == "plan":
        return f"{address(lang, 'plan')}?{urlencode({'entry': key})}#{key}"
    return ""
