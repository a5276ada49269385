"""Rubbish that people and machines send, the forms into which it goes, and what must be true of whatever comes back."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urljoin

from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html
from lxml.html import HtmlElement

RUBBISH: Mapping[str, str] = {
    "nothing": "",
    "a sign that ends a text": "a\x00b",
    "signs that are no letters": "a\x01\x08\x0b\x1b[2Jb\x7f\x85\ufffe",
    "written the other way": "\u202eevil\u2066 \u200f\u061c",
    "markup": "</textarea><script>alert(1)</script>'\"--{{ 7*7 }}%s",
    "very long": "0123456789 " * 9000,
    "a number of thousands of digits": "9" * 4400,
    "below nothing": "-99999999999999999999",
    "no number": "1e309",
    "digits of another script": "\u0663\u0661",
    "no day": "31 02 2026",
    "a day beyond all calendars": "31 12 99999",
    "a day before all calendars": "0000-00-00",
    "no time": "29:61",
    "nobody's key": "00000000-0000-0000-0000-000000000000",
    "no way to reach anybody": "a@b@@c..\u00e9.",
}  # fmt: skip
"""What is sent, by what it is."""

_TYPED = frozenset({"text", "search", "email", "tel", "number", "date", "time", "url", ""})
_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')
_OF_LOOKS = ("django_session", "estate_tries", "estate_countedby", "people_look", "serve_caselook", "django_cache")
"""Tables of who looked, who is logged in and how often something was tried: they change whatever is sent."""


@dataclass(frozen=True)
class Form:
    """A form as a page shows it: where it goes, what stands in it, and into which of its boxes somebody types."""

    page: str
    action: str
    values: Mapping[str, list[str]]
    typed: frozenset[str]
    button: str = ""

    @property
    def sort(self) -> tuple[str, tuple[str, ...], str]:
        """Two forms of one sort are the same form of two records."""
        try:
            name = resolve(self.action.partition("?")[0]).view_name
        except Resolver404:
            name = self.action
        return name, tuple(sorted(self.values)), self.button


@dataclass
class Base:
    """What stands in every table before anything is sent."""

    rows: dict[str, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = {model._meta.db_table: _rows(model._meta.db_table) for model in apps.get_models()}

    def changed(self, tables: set[str]) -> list[str]:
        """Those of these tables in which something else stands now."""
        return sorted(each for each in tables if each in self.rows and _rows(each) != self.rows[each])


def _rows(table: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return sorted(map(repr, cursor.fetchall()))


def forms_of(address: str, source: str) -> Iterator[Form]:
    """The forms that a page would post, one for each button by which it can be sent."""
    page = html.fromstring(source)
    for each in page.iter("form"):
        if (each.get("method") or "get").lower() != "post":
            continue
        values: dict[str, list[str]] = {}
        for name, value in each.form_values():
            values.setdefault(name, []).append(value)
        for box in each.xpath(".//input[@name]|.//select[@name]|.//textarea[@name]"):
            values.setdefault(box.get("name"), [_first(each, box)])
        values.pop("csrfmiddlewaretoken", None)
        typed = frozenset(box.get("name") for box in each.xpath(".//input[@name]|.//textarea[@name]") if _is_typed(box))
        buttons = [box for box in each.iter("button") if box.get("type") != "button"] or [None]
        for button in buttons:
            named = (
                {button.get("name"): [button.get("value") or ""]} if button is not None and button.get("name") else {}
            )
            goes = (button.get("formaction") if button is not None else None) or each.get("action") or address
            yield Form(address, urljoin(address, goes), values | named, typed, str(named))


def _is_typed(box: HtmlElement) -> bool:
    return box.tag == "textarea" or (box.tag == "input" and (box.get("type") or "") in _TYPED)


def _first(form: HtmlElement, box: HtmlElement) -> str:
    """What somebody would choose first, where nothing is chosen: a form that is filled in reaches further than a blank one."""
    if box.tag == "select":
        return next((each.get("value") or "" for each in box.iter("option") if each.get("value")), "")
    return str(box.get("value") or "") if box.get("type") in {"radio", "checkbox"} else ""


@contextmanager
def written() -> Iterator[set[str]]:
    """The tables into which something is written meanwhile."""
    tables: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if into := _WRITES.match(sql):
            tables.add(into[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def faults_of(
    client: Client, base: Base, address: str, sent: Any, *, typed: frozenset[str] = frozenset(), **how: Any
) -> list[str]:
    """What is wrong with the answer to what was sent. Whatever was sent is undone again.

    ``typed`` are the boxes that held what a person typed there; with none, somebody put the request together by hand.
    """
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        with written() as tables:
            answer = client.post(address, sent, **how)
        found = list(_amiss(answer, base, tables, {name: sent[name] for name in typed if name in sent}))
        transaction.set_rollback(True)
    client.cookies = cookies
    return found


def _amiss(answer: Any, base: Base, tables: set[str], typed: Mapping[str, Any]) -> Iterator[str]:
    status = answer.status_code
    if status >= 500:
        told = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
        yield f"{status} {type(told).__name__}: {str(told)[:150]}"
        return
    said = "" if answer.streaming else answer.content.decode("utf-8", "replace")
    named = "govuk-error-summary" in said
    if status != 410 and (status >= 400 or named) and (half := base.changed(tables - set(_OF_LOOKS))):
        yield f"{status}, and yet this was changed: {', '.join(half)}"
    if not typed or status in {302, 303, 413, 429}:
        return
    if status >= 400 and not named:
        yield f"{status} without a word at a box: what was typed is lost"
    if named:
        kept = unescape(said).replace("\r\n", "\n").replace("\x00", "")
        for name, value in typed.items():
            if _as_kept(value) not in kept:
                yield f"{status}: what was typed into {name} is lost"


def _as_kept(value: Any) -> str:
    """What must stand in the box again: of what is far too long for it, at least how it begins."""
    return unescape(str(value[0] if isinstance(value, list) else value).replace("\x00", "").strip())[:90]
