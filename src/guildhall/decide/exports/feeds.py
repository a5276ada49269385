"""Feeds in Atom (RFC 4287) of a body, a matter or a ward, in both languages."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.addresses import address, address_of
from guildhall.decide.exports.answering import NotAsked, open_to_all, whole
from guildhall.decide.exports.following import Published, asked_for, newest
from guildhall.estate.door import council, words
from guildhall.kernel.clocks import local

ATOM = "http://www.w3.org/2005/Atom"
_TYPE = "application/atom+xml"

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OWN = ("meeting", "agenda")


@open_to_all
def feed(request: HttpRequest, lang: str, kind: str, key: str) -> HttpResponse:
    """What was published of what is followed, the newest first; what was put right comes again, with its reason.

    In stretches, each with a link to the next (RFC 5005, section 3); ``before`` is what that link gives.
    """
    followed = asked_for(lang, kind, key)
    before = _before(request)
    published, following = newest(followed, before)
    root = Element("feed", {"xmlns": ATOM, "xml:lang": lang})
    title = words("decide").say("feed-title", lang, name=followed.name.said(lang))
    here = whole(request.path)
    last = published[0].at if published else clock.now()
    _write(root, id=here, title=title, updated=_moment(last))
    SubElement(root, "link", {"rel": "self", "type": _TYPE, "href": _from(here, before.pk if before else 0)})
    if before:
        SubElement(root, "link", {"rel": "first", "type": _TYPE, "href": here})
    if following:
        SubElement(root, "link", {"rel": "next", "type": _TYPE, "href": _from(here, following)})
    if page := whole(address_of(lang, followed.reference)):
        SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _write(SubElement(root, "author"), name=council().name[lang])
    for each in published:
        _add(SubElement(root, "entry"), each, lang)
    held = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(held, content_type=f"{_TYPE}; charset=utf-8")


def _before(request: HttpRequest) -> m.Publication | None:
    """The version after which a stretch begins; ``None`` at the first. Raises ``NotAsked``."""
    asked = request.GET.get("before", "")
    if not asked:
        return None
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0
    found: m.Publication | None = m.Publication.objects.filter(pk=number).only("at").first()
    if found is None:
        raise NotAsked("before is what the last stretch gave")
    return found


def _from(here: str, before: int) -> str:
    return f"{here}?before={before}" if before else here


def _add(entry: Element, each: Published, lang: str) -> None:
    kind, _, key = each.subject.partition("/")
    named = words("decide").say(f"feed-{kind}" if kind in _OWN else f"kind-{kind}", lang)
    host = urlsplit(settings.ADDRESS).hostname or "guildhall"
    title = words("decide").say("feed-entry", lang, kind=named, title=each.title.said(lang))
    _write(
        entry,
        id=f"tag:{host},{each.at.year}:{each.subject}:{each.version}",
        title=title,
        updated=_moment(each.at),
    )
    if page := whole(address_of(lang, each.subject) or address(lang, "versions", key, kind)):
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": page})
    if each.reason:
        _write(entry, summary=words("decide").say("feed-put-right", lang, reason=each.reason))
    else:
        _write(entry, summary=title)


def _write(element: Element, **texts: Any) -> None:
    for name, text in texts.items():
        SubElement(element, name).text = _NOT_XML.sub("", text)


def _moment(when: datetime) -> str:
    return local(when).isoformat(timespec="seconds")
