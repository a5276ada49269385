"""Rubbish that people and machines send, the forms into which it goes, and what must be true of whatever comes back."""

import re
from collections.abc import Iterable, Iterator, Mapping
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

SOUND = ("It is so", "25 11 2026", "2026-11-25", "10:00", "1", "ida@example.org", "07700 900123", "ZZ1 2AB", "Ida Moss")
"""What somebody may type who means it: one of them fits most boxes."""
_TYPED = frozenset({"text", "search", "email", "tel", "number", "date", "time", "url", ""})
_IN_A_LIST = re.compile(r"\.\d+")
"""The place of something in a list, within the name of a box."""
_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')
_OF_LOOKS = ("django_session", "estate_tries", "estate_countedby", "people_look", "serve_caselook", "django_cache")
"""Tables of who looked, who is logged in and how often something was tried: they change whatever is sent."""


@dataclass(frozen=True)
class Form:
    """A form as a page shows it: where it goes, what stands in it, and into which of its boxes somebody types.

    ``ids`` are the names of its boxes by what errors call them.
    """

    page: str
    action: str
    values: Mapping[str, list[str]]
    typed: frozenset[str]
    button: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    method: str = "post"

    @property
    def sort(self) -> tuple[str, tuple[str, ...], str, str]:
        """Two forms of one sort are the same form of two records, or of lists of another length."""
        try:
            name = resolve(self.action.partition("?")[0]).view_name
        except Resolver404:
            name = self.action
        names = {_IN_A_LIST.sub(".n", each) for each in self.values}
        return name, tuple(sorted(names)), _IN_A_LIST.sub(".n", self.button), self.method


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
    """The forms of a page, one for each button by which it can be sent."""
    page = html.fromstring(source)
    for each in page.iter("form"):
        method = (each.get("method") or "get").lower()
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
            ids = {box.get("id"): box.get("name") for box in each.xpath(".//*[@id and @name]")}
            yield Form(address, urljoin(address, goes), values | named, typed, str(named), ids, method)


def _is_typed(box: HtmlElement) -> bool:
    return box.tag == "textarea" or (box.tag == "input" and (box.get("type") or "") in _TYPED)


def _first(form: HtmlElement, box: HtmlElement) -> str:
    """What somebody would choose first, where nothing is chosen: a form that is filled in reaches further than a blank one."""
    if box.tag == "select":
        return next((each.get("value") or "" for each in box.iter("option") if each.get("value")), "")
    return str(box.get("value") or "") if box.get("type") in {"radio", "checkbox"} else ""


def sent_to(
    client: Client,
    forms: Iterable[Form],
    kinds: Iterable[str],
    *,
    one_by_one: bool = False,
    spare: frozenset[str] = frozenset(),
) -> list[str]:
    """What is wrong with the answers to these sorts of rubbish: typed into every box, then put in place of everything."""
    base, faults = Base(), []
    for form in forms:
        for kind in kinds:
            rubbish = RUBBISH[kind]
            typed = {name: [rubbish] for name in form.typed}
            boxes = [{name: [rubbish]} for name in form.values] if one_by_one else []
            by_hand = [{name: [rubbish] for name in form.values}, {}, *(dict(form.values) | each for each in boxes)]
            tries = [(dict(form.values) | typed, form.typed), *((each, frozenset[str]()) for each in by_hand)]
            if one_by_one:
                tries += [(dict(form.values) | {name: [rubbish]}, frozenset({name})) for name in form.typed]
            for sent, names in tries:
                told = faults_of(client, base, form.action, sent, typed=names, spare=spare, method=form.method)
                how = "typed" if names else "by hand"
                faults += [f"{form.sort[0]} {form.action} {form.button} {kind} {how}: {each}" for each in told]
    return sorted(set(faults))


@contextmanager
def behind(client: Client, form: Form, known: Mapping[str, str] | None = None) -> Iterator[list[Form]]:
    """The forms of the page to which a form leads whoever fills it in as it should be, while that page is there.

    ``known`` is what nobody would guess, by the names of boxes.
    """
    cookies, values, tried = deepcopy(client.cookies), dict(form.values), dict.fromkeys(form.typed, 0)
    for name in form.typed:
        if not any(values[name]):
            values[name] = [(known or {}).get(name, SOUND[0])]
    with transaction.atomic():
        found: list[Form] = []
        for _ in range(2 * len(SOUND)):
            with transaction.atomic():
                answer = getattr(client, form.method)(form.action, values)
                amiss = _boxes_amiss(answer, form)
                if amiss:
                    transaction.set_rollback(True)
            if not amiss:
                found = list(_led_to(client, form.action, answer))
                break
            for name in amiss:
                tried[name] = (tried[name] + 1) % len(SOUND)
                values[name] = [SOUND[tried[name]]]
        yield found
        transaction.set_rollback(True)
    client.cookies = cookies


def _boxes_amiss(answer: Any, form: Form) -> set[str]:
    """The boxes in which what was typed cannot stand."""
    if not _is_page(answer):
        return set()
    page = html.fromstring(answer.content.decode())
    named = {each.rpartition("#")[2] for each in page.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href")}
    return {form.ids.get(each, each) for each in named} & form.typed


def _led_to(client: Client, address: str, answer: Any) -> Iterator[Form]:
    """The forms of a page that came of a form, and of those beside it that ask for more in their addresses."""
    if answer.status_code in {302, 303}:
        address = urljoin(address, answer.headers["Location"])
        answer = client.get(address)
    yield from shown_by(address, answer)
    for there in _further(address, answer):
        yield from shown_by(there, client.get(there))


def shown_by(address: str, answer: Any) -> Iterator[Form]:
    """The forms of an answer, where it is a page."""
    if answer.status_code < 500 and _is_page(answer):
        yield from forms_of(address, answer.content.decode())


def _further(address: str, answer: Any) -> Iterator[str]:
    """Where a page leads within itself: one link of each sort, by what it asks for."""
    links = html.fromstring(answer.content.decode()).xpath("//main//a/@href") if _is_page(answer) else []
    sorts = {tuple(each.split("=")[0] for each in link[1:].split("&")): link for link in links if link[:1] == "?"}
    yield from (urljoin(address, link) for link in sorts.values())


def _is_page(answer: Any) -> bool:
    """Whether it can be read: what leads elsewhere holds nothing."""
    return (
        not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html") and bool(answer.content)
    )


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
    client: Client,
    base: Base,
    address: str,
    sent: Any,
    *,
    typed: frozenset[str] = frozenset(),
    spare: frozenset[str] = frozenset(),
    method: str = "post",
    **how: Any,
) -> list[str]:
    """What is wrong with the answer to what was sent. Whatever was sent is undone again.

    ``typed`` are the boxes that held what a person typed there; with none, somebody put the request together by hand. ``spare``
    are tables of which each row stands by itself, and may be kept where another cannot.
    """
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        with written() as tables:
            answer = getattr(client, method)(address, sent, **how)
        found = list(_amiss(answer, base, tables - spare, {name: sent[name] for name in typed if name in sent}))
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
    """What must stand in the box again, whole."""
    return unescape(str(value[0] if isinstance(value, list) else value).replace("\x00", "").strip())
