"""The record in words: texts in the language of a page where there are any, days, hours and who somebody is."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import Model
from django.urls import reverse
from markupsafe import Markup, escape

from guildhall.decide import models as m
from guildhall.decide.addresses import address, address_of
from guildhall.decide.called import Called
from guildhall.decide.references import slug
from guildhall.estate.door import words
from guildhall.kernel.authority.key_decisions import in_pounds
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.clear_days_said import day_inside
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.saying import time_in_words

_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
    "cy": ("Ion", "Chwef", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag"),
}
_NAMES = {("name", m.Organization), ("label", m.Post)}


class Tongue:
    """What pages, papers and whoever reads aloud say the record with, in one language; ``then`` is the day whose names they say."""

    def __init__(self, lang: str, then: date | None = None, called: Called | None = None) -> None:
        self.lang, self.then, self.called = lang, then, called or Called()

    def on(self, day: date | None) -> "Tongue":
        """As it says a record of a day: by the names that bodies, posts and people had then."""
        return Tongue(self.lang, day, self.called)

    def __call__(self, row: Model | None, field: str) -> Markup:
        """A text of a record. One that was not translated stands in English, and says so to whoever reads it aloud."""
        if row is None:
            return Markup()
        said, said_cy = self._texts(row, field)
        own = said_cy if self.lang == "cy" else ""
        return escape(own) if own else self.english(said)

    def english(self, text: str) -> Markup:
        """Words that are kept in English alone."""
        if self.lang == "en" or not text:
            return escape(text)
        return Markup('<span lang="en">{}</span>').format(text)

    def marked(self, text: Markup) -> Markup:
        """English words in which changes are marked."""
        return text if self.lang == "en" else Markup('<span lang="en">{}</span>').format(text)

    def number(self, number: Fraction | None) -> str:
        """A number that may have a half."""
        return "" if number is None else f"{float(number):g}"

    def money(self, pence: int) -> str:
        """£250,000, or £12.50."""
        return in_pounds(pence)

    def plain(self, row: Model, field: str) -> str:
        """A text of a record, for a page's title."""
        said, said_cy = self._texts(row, field)
        return (said_cy if self.lang == "cy" else "") or said

    def _texts(self, row: Model, field: str) -> tuple[str, str]:
        """A text of a record in English, and in Welsh where it has one; a name as it was then."""
        if self.then is not None and (field, type(row)) in _NAMES and isinstance(row, m.Organization | m.Post):
            named = self.called.on(row, self.then)
            return named.name, named.name_cy
        return getattr(row, field) or "", getattr(row, f"{field}_cy", "")

    def day(self, day: date | None) -> str:
        """Thursday 12 March 2026."""
        return day_in_full(day, self.lang) if day else ""

    def inside(self, day: date | datetime | None) -> str:
        """A day in the middle of a sentence."""
        return day_inside(local(day).date() if isinstance(day, datetime) else day, self.lang)

    def after(self, day: date | datetime) -> str:
        """A day after a preposition: ar ddydd Iau."""
        return day_inside(local(day).date() if isinstance(day, datetime) else day, self.lang, after_a_preposition=True)

    def short(self, day: date | datetime | None) -> str:
        """12 March 2026."""
        if day is None:
            return ""
        return in_words((local(day).date() if isinstance(day, datetime) else day).isoformat(), self.lang)

    def month(self, day: date) -> str:
        """Nov: where there is room for no more."""
        return _MONTHS[self.lang][day.month - 1]

    def time(self, moment: datetime) -> str:
        """6pm."""
        return time_in_words(moment)

    def say(self, key: str, **holes: object) -> str:
        """Words of this room."""
        return words("decide").say(key, self.lang, **holes)

    def to(self, name: str, key: str = "", kind: str = "") -> str:
        """Where a page stands."""
        return address(self.lang, name, key, kind)

    def at(self, reference: str) -> str:
        """Where a record is shown."""
        return address_of(self.lang, reference)

    def followed(self, by: str, kind: str, key: str) -> str:
        """Where a ``feed`` or a ``calendar`` of one of the ``bodies``, ``matters`` or ``wards`` stands. A ward is named by its name."""
        return reverse(f"decide:{by}", args=(self.lang, kind, slug(key) if kind == "wards" else key))

    def person(self, who: m.Person | None) -> Markup:
        """Somebody in public office: how they are addressed, and a link to what they do."""
        if who is None:
            return Markup()
        return Markup('<a class="govuk-link" href="{}">{}</a>').format(self.at(who.reference), self.named(who))

    def after_gan(self, who: m.Person) -> Markup:
        """Somebody by whom it was done: in Welsh, `gan` softens what follows it (gan Gynghorydd)."""
        called = self.named(who)
        if self.lang == "cy" and called.startswith("Cynghorydd"):
            called = f"G{called[1:]}"
        return Markup('<a class="govuk-link" href="{}">{}</a>').format(self.at(who.reference), called)

    def named(self, who: m.Person) -> str:
        """How somebody is addressed. A councillor is a councillor in Welsh too."""
        called = self.called.on(who, self.then)
        return self._addressed(called.style, called.name)

    def _addressed(self, style: str, name: str) -> str:
        if self.lang == "cy":
            style = style.replace("Councillor", "Cynghorydd")
        return f"{style} {name}".strip()

    def once(self, was: m.FormerName) -> Markup:
        """What something was called before."""
        if was.name_cy and self.lang == "cy":
            return escape(was.name_cy)
        if was.subject.startswith("person/"):
            return escape(self._addressed(was.style, was.name))
        return self.english(was.name)

    def link(self, row: Any, field: str) -> Markup:
        """A record by its title, and a link to it."""
        if row is None:
            return Markup()
        return Markup('<a class="govuk-link" href="{}">{}</a>').format(self.at(row.reference), self(row, field))
