"""Strategies in words: texts in the language of a page where there are any, days, money, and what was promised."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from markupsafe import Markup, escape

from guildhall.decide.door import Named
from guildhall.estate.door import words
from guildhall.kernel.clocks.clear_days_said import day_inside
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.kinds.money import pounds
from guildhall.kernel.model import Text
from guildhall.kernel.model import words as in_language
from guildhall.kernel.planning.promised import number_in_words, target_in_words
from guildhall.kernel.planning.strategy import Owner, Period, Promise, Strategy
from guildhall.plan.addresses import address


class Tongue:
    """What pages say strategies with, in one language. ``posts`` are those whose names they say."""

    def __init__(self, lang: str, posts: Mapping[str, Named] | None = None) -> None:
        self.lang, self.posts = lang, posts or {}

    def __call__(self, text: Text | Mapping[str, str] | None) -> Markup:
        """A text. One that was not translated stands in the language it has, and says so to whoever reads it aloud."""
        if not text:
            return Markup()
        said = in_language(dict(text), self.lang)
        own = next((language for language, each in text.items() if each == said), "en")
        return escape(said) if text.get(self.lang) else Markup('<span lang="{}">{}</span>').format(own, said)

    def plain(self, text: Text | Mapping[str, str]) -> str:
        """A text, for a page's title."""
        return in_language(dict(text), self.lang)

    def both(self, said: str, said_cy: str) -> Markup:
        """A text of a record that is kept in two columns."""
        return self({"en": said, "cy": said_cy} if said_cy else {"en": said})

    def english(self, text: str) -> Markup:
        """Words that are kept in English alone."""
        return self({"en": text})

    def short(self, day: date) -> str:
        """12 March 2026."""
        return in_words(day.isoformat(), self.lang)

    def inside(self, day: date) -> str:
        """A day in the middle of a sentence."""
        return day_inside(day, self.lang)

    def money(self, pence: int) -> str:
        """£42,000, or £42,000.50."""
        return pounds(pence).removesuffix(".00")

    def number(self, value: Decimal) -> str:
        """12,500.5."""
        return number_in_words(value)

    def say(self, key: str, **holes: object) -> str:
        """Words of this room."""
        return words("plan").say(key, self.lang, **holes)

    def to(self, name: str, key: str = "", code: str = "") -> str:
        """Where a page stands."""
        return address(self.lang, name, key, code)

    def level(self, word: str, text: Strategy) -> Markup:
        """What a council calls a level: by its own words, else by ours, else as it was written."""
        if word in text.levels:
            return self(text.levels[word])
        return escape(self.say(f"level-{word}")) if f"level-{word}" in words("plan").texts else self.english(word)

    def period(self, period: Period) -> str:
        """From when until when a strategy is meant to hold."""
        if period.first and period.last:
            return self.say("period", first=self.short(period.first), last=self.short(period.last))
        if period.first:
            return self.say("period-from", first=self.short(period.first))
        return period.said

    def owner(self, owner: Owner | None) -> Markup:
        """Who answers for it, with a link to the post where it is on record; that nobody is named is said."""
        if owner is None:
            return escape(self.say("owner-none"))
        post = self.posts.get(owner.post or "")
        if post is None:
            return self(owner.said) if owner.said else escape(self.say("owner-unknown"))
        said = self(post.name)
        return Markup('<a class="govuk-link" href="{}">{}</a>').format(post.addresses[self.lang], said)

    def target(self, promise: Promise) -> str:
        """What is promised, as a sentence: at least 95 % by 31 March 2027. Without words of its own, where it has none."""
        return target_in_words(promise, self.lang)
