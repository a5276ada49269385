"""How far a promise is kept: met, on the way, late or not known, worked out from figures and days, with the reason. Nobody types it.

A number or a share is met while its newest figure reaches the target, and else late from the day after its own. Until then it is judged
by where it was: against the figure of a year before, so that a season is held beside itself; while there is none, against the baseline, and
without one against the first figure. What went away from the target, or came no nearer, is late and not blank. What is too small to show
tells nobody anything, so it is not known. A milestone, or what happens or not, is judged by its day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from guildhall.kernel.clocks.clear_days_said import day_inside
from guildhall.kernel.model import Text, words
from guildhall.kernel.planning.promised import number_in_words
from guildhall.kernel.planning.strategy import Promise

Status = Literal["met", "on-the-way", "late", "not-known"]

Why = Literal[
    "reached",
    "past-its-day",
    "never-measured",
    "wrong-way",
    "no-nearer",
    "nearer",
    "one-figure",
    "too-few",
    "nothing-yet",
    "unread",
    "done",
    "done-late",
    "not-done",
    "to-come",
    "no-day",
]
"""Why a promise stands where it does."""

_STATUS: Mapping[Why, Status] = {
    "reached": "met",
    "done": "met",
    "done-late": "met",
    "nearer": "on-the-way",
    "to-come": "on-the-way",
    "past-its-day": "late",
    "never-measured": "late",
    "wrong-way": "late",
    "no-nearer": "late",
    "not-done": "late",
    "one-figure": "not-known",
    "too-few": "not-known",
    "nothing-yet": "not-known",
    "unread": "not-known",
    "no-day": "not-known",
}

NAMES: Mapping[Status, Text] = {
    "met": {"en": "Met", "cy": "Wedi’i gyflawni"},
    "on-the-way": {"en": "On the way", "cy": "Ar y ffordd"},
    "late": {"en": "Late", "cy": "Yn hwyr"},
    "not-known": {"en": "Not yet known", "cy": "Ddim yn hysbys eto"},
}

REASONS: Mapping[Why, Text] = {
    "reached": {
        "en": "The newest figure, {now}, reaches what was promised.",
        "cy": "Mae’r ffigur diweddaraf, {now}, yn cyrraedd yr hyn a addawyd.",
    },
    "past-its-day": {
        "en": "Its day was {by}. The newest figure, {now}, does not reach what was promised.",
        "cy": "Ei ddiwrnod oedd {by}. Nid yw’r ffigur diweddaraf, {now}, yn cyrraedd yr hyn a addawyd.",
    },
    "never-measured": {
        "en": "Its day was {by}, and there is no figure to show for it.",
        "cy": "Ei ddiwrnod oedd {by}, ac nid oes ffigur i’w ddangos ar ei gyfer.",
    },
    "wrong-way": {
        "en": "It goes the wrong way: {then} on {since}, and {now} now.",
        "cy": "Mae’n mynd y ffordd anghywir: {then} ar {since}, a {now} nawr.",
    },
    "no-nearer": {
        "en": "It is no nearer than it was: {then} on {since}, and {now} now.",
        "cy": "Nid yw’n nes nag yr oedd: {then} ar {since}, a {now} nawr.",
    },
    "nearer": {
        "en": "It is nearer than it was: {then} on {since}, and {now} now.",
        "cy": "Mae’n nes nag yr oedd: {then} ar {since}, a {now} nawr.",
    },
    "one-figure": {
        "en": "There is one figure so far, {now}, so which way it goes is not known.",
        "cy": "Un ffigur sydd hyd yma, {now}, felly nid yw’n hysbys pa ffordd y mae’n mynd.",
    },
    "too-few": {
        "en": "There were too few to show, so that nobody is known by them.",
        "cy": "Roedd rhy ychydig i’w dangos, fel na chaiff neb ei adnabod drwyddynt.",
    },
    "nothing-yet": {"en": "Nothing was counted yet.", "cy": "Nid oes dim wedi’i gyfrif eto."},
    "unread": {
        "en": "Nobody has said yet how this is measured.",
        "cy": "Nid oes neb wedi dweud eto sut y caiff hyn ei fesur.",
    },
    "done": {"en": "It was done on {done}.", "cy": "Fe’i gwnaed ar {done}."},
    "done-late": {
        "en": "It was done on {done}, after its day, which was {by}.",
        "cy": "Fe’i gwnaed ar {done}, ar ôl ei ddiwrnod, sef {by}.",
    },
    "not-done": {
        "en": "Its day was {by}, and nothing on record says that it was done.",
        "cy": "Ei ddiwrnod oedd {by}, ac nid oes dim ar gofnod yn dweud iddo gael ei wneud.",
    },
    "to-come": {"en": "Its day is still to come: {by}.", "cy": "Mae ei ddiwrnod eto i ddod: {by}."},
    "no-day": {
        "en": "Nothing on record says that it was done, and no day was set for it.",
        "cy": "Nid oes dim ar gofnod yn dweud iddo gael ei wneud, ac ni osodwyd diwrnod ar ei gyfer.",
    },
}


@dataclass(frozen=True, slots=True)
class Point:
    """A figure and the last day that it counts, in the unit of the promise: a share in per cent. Without a value it is withheld."""

    on: date
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a promise stands and why: the newest figure (``now``), and what it is held beside (``then``), with its day."""

    promise: Promise
    why: Why
    now: Point | None = None
    then: Point | None = None
    done: date | None = None

    @property
    def status(self) -> Status:
        """Where it stands."""
        return _STATUS[self.why]

    def name(self, language: str) -> str:
        """Where it stands, in a word."""
        return words(NAMES[self.status], language)

    def reason(self, language: str) -> str:
        """Why it stands there, as a sentence."""
        return words(REASONS[self.why], language).format(
            now=_amount(self.promise, self.now, language),
            then=_amount(self.promise, self.then, language),
            since=day_inside(self.then.on if self.then else None, language, after_a_preposition=True),
            by=day_inside(self.promise.by, language),
            done=day_inside(self.done, language, after_a_preposition=True),
        )


def proof(promise: Promise, points: Iterable[Point], on: date, *, done: date | None = None) -> Proof:
    """Where a promise stands at the end of a local day, by what is known by then; ``done`` is when it was noted as done."""
    if promise.kind is None:
        return Proof(promise, "unread")
    if promise.kind in {"milestone", "yes-or-no"}:
        return _by_its_day(promise, on, done if done and done <= on else None)
    return _by_figures(promise, sorted((each for each in points if each.on <= on), key=lambda each: each.on), on)


def _by_its_day(promise: Promise, on: date, done: date | None) -> Proof:
    if done is not None:
        return Proof(promise, "done-late" if promise.by and done > promise.by else "done", done=done)
    if promise.by is None:
        return Proof(promise, "no-day")
    return Proof(promise, "to-come" if on <= promise.by else "not-done")


def _by_figures(promise: Promise, points: list[Point], on: date) -> Proof:
    over = promise.by is not None and on > promise.by
    if not points:
        return Proof(promise, "never-measured" if over else "nothing-yet")
    now = points[-1]
    if now.value is None:
        return Proof(promise, "too-few", now)
    if _gap(promise, now.value) <= 0:
        return Proof(promise, "reached", now)
    if over:
        return Proof(promise, "past-its-day", now)
    then = _before(promise, [each for each in points[:-1] if each.value is not None], now)
    if then is None or then.value is None:
        return Proof(promise, "one-figure", now)
    was, is_now = _gap(promise, then.value), _gap(promise, now.value)
    return Proof(promise, "nearer" if is_now < was else "no-nearer" if is_now == was else "wrong-way", now, then)


def _before(promise: Promise, earlier: list[Point], now: Point) -> Point | None:
    """What the newest figure is held beside: that of a year before, else the baseline, else the first."""
    seasoned = [each for each in earlier if (each.on.year, each.on.month) <= (now.on.year - 1, now.on.month)]
    if seasoned:
        return seasoned[-1]
    if promise.baseline and promise.baseline.on < now.on:
        return Point(promise.baseline.on, promise.baseline.value)
    return earlier[0] if earlier else None


def _gap(promise: Promise, value: Decimal) -> Decimal:
    """How far a figure is from the target; nought or less where it reaches it."""
    target = promise.target or Decimal(0)
    return target - value if promise.direction == "up" else value - target


def _amount(promise: Promise, point: Point | None, language: str) -> str:
    if point is None or point.value is None:
        return ""
    unit = "%" if promise.kind == "share" else f" {words(promise.unit, language)}" if promise.unit else ""
    return number_in_words(point.value) + unit
