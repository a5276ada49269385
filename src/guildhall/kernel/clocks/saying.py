"""Due dates in words, in English and Welsh: why something is due then, and what changed. To be read, or read aloud."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from guildhall.kernel.clocks.changing import Change
from guildhall.kernel.clocks.explaining import Kind, Line
from guildhall.kernel.clocks.terms import Due, Term, Unit
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import Text, words
from guildhall.kernel.saying import time_in_words

_WEEKDAYS: dict[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "cy": ("Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener", "Dydd Sadwrn", "Dydd Sul"),
}
_FROM_TO: Text = {"en": "{first} to {last}", "cy": "{first} i {last}"}
_AT: Text = {"en": "{day} at {time}", "cy": "{day} am {time}"}
_SAID: dict[Kind, Text] = {
    "received": {"en": "{when}: received at {at}.", "cy": "{when}: daeth i law am {at}."},
    "weekend": {"en": "{when}: weekend, not counted.", "cy": "{when}: penwythnos, ddim yn cyfrif."},
    "not-open": {
        "en": "{when}: not one of our working days, not counted.",
        "cy": "{when}: nid yw'n un o'n diwrnodau gwaith, ddim yn cyfrif.",
    },
    "bank-holiday": {
        "en": "{when}: bank holiday, not counted. {reason}",
        "cy": "{when}: gŵyl banc, ddim yn cyfrif. {reason}",
    },
    "closed": {"en": "{when}: closed, not counted. {reason}", "cy": "{when}: ar gau, ddim yn cyfrif. {reason}"},
    "out-of-hours": {
        "en": "{when}: outside our hours, nothing counted.",
        "cy": "{when}: y tu allan i'n horiau, dim yn cyfrif.",
    },
    "paused": {"en": "{when}: paused, not counted. {reason}", "cy": "{when}: wedi'i oedi, ddim yn cyfrif. {reason}"},
    "set-aside": {
        "en": "{when}: not counted, because the time began again later.",
        "cy": "{when}: ddim yn cyfrif, am fod yr amser wedi dechrau eto yn ddiweddarach.",
    },
    "restarted": {
        "en": "{when}: the time began again at {at}. {reason}",
        "cy": "{when}: dechreuodd yr amser eto am {at}. {reason}",
    },
    "extended": {
        "en": "{when}: we said that we need more time: {by}. {reason}",
        "cy": "{when}: dywedom fod angen mwy o amser arnom: {by}. {reason}",
    },
    "told-late": {
        "en": "{when}: we said that we need more time, too late for it to count: {by}. {reason}",
        "cy": "{when}: dywedom fod angen mwy o amser arnom, yn rhy hwyr iddo gyfrif: {by}. {reason}",
    },
    "last-day": {
        "en": "{when}: this month is too short, so its last day counts.",
        "cy": "{when}: mae'r mis hwn yn rhy fyr, felly ei ddiwrnod olaf sy'n cyfrif.",
    },
    "moved": {
        "en": "{when}: not a working day, so there is time until the next one. {reason}",
        "cy": "{when}: nid yw'n ddiwrnod gwaith, felly mae amser tan yr un nesaf. {reason}",
    },
    "due": {"en": "{when}: due by the end of the day.", "cy": "{when}: i'w wneud erbyn diwedd y dydd."},
    "waiting": {
        "en": "{when}: paused since {at}, so there is no due date now. {reason}",
        "cy": "{when}: wedi'i oedi ers {at}, felly nid oes dyddiad ar hyn o bryd. {reason}",
    },
}
_DAY: Text = {"en": "{when}: day {number}.", "cy": "{when}: diwrnod {number}."}
_DAYS: Text = {"en": "{when}: days {number} to {last}.", "cy": "{when}: dyddiau {number} i {last}."}
_TIME: Text = {"en": "{when}: {time} counted.", "cy": "{when}: {time} yn cyfrif."}
_TIME_EACH: Text = {"en": "{when}: {time} counted each day.", "cy": "{when}: {time} yn cyfrif bob dydd."}
_PARTS: dict[Kind, Text] = {
    "closed": {
        "en": "{when}: closed from {at} to {until}. {reason}",
        "cy": "{when}: ar gau o {at} i {until}. {reason}",
    },
    "paused": {
        "en": "{when}: paused from {at} to {until}. {reason}",
        "cy": "{when}: wedi'i oedi o {at} i {until}. {reason}",
    },
    "due": {"en": "{when}: due by {at}.", "cy": "{when}: i'w wneud erbyn {at}."},
}
"""What is said where only a part of a day is meant."""

_ONE: dict[Unit, Text] = {
    "hours": {"en": "1 hour", "cy": "1 awr"},
    "days": {"en": "1 day", "cy": "1 diwrnod"},
    "working-days": {"en": "1 working day", "cy": "1 diwrnod gwaith"},
    "months": {"en": "1 month", "cy": "1 mis"},
}
_MANY: dict[Unit, Text] = {
    "hours": {"en": "{n} hours", "cy": "{n} awr"},
    "days": {"en": "{n} days", "cy": "{n} diwrnod"},
    "working-days": {"en": "{n} working days", "cy": "{n} diwrnod gwaith"},
    "months": {"en": "{n} months", "cy": "{n} mis"},
}
_WORKING: Text = {"en": "{time} of working time", "cy": "{time} o amser gwaith"}
_MINUTE: Text = {"en": "1 minute", "cy": "1 munud"}
_MINUTES: Text = {"en": "{n} minutes", "cy": "{n} munud"}
_CHANGES: dict[str, Text] = {
    "same": {"en": "It is still due on {new}.", "cy": "Y dyddiad o hyd yw {new}."},
    "moved": {
        "en": "It was due on {old}. It is now due on {new}.",
        "cy": "Y dyddiad gwreiddiol oedd {old}. Y dyddiad nawr yw {new}.",
    },
    "stopped": {
        "en": "It was due on {old}. It is paused, so there is no due date now.",
        "cy": "Y dyddiad gwreiddiol oedd {old}. Mae wedi'i oedi, felly nid oes dyddiad ar hyn o bryd.",
    },
    "running": {"en": "It was paused. It is now due on {new}.", "cy": "Roedd wedi'i oedi. Y dyddiad nawr yw {new}."},
    "none": {"en": "It is still paused.", "cy": "Mae wedi'i oedi o hyd."},
}
_NO_LONGER: Text = {"en": "No longer so: {line}", "cy": "Nid yw hyn yn wir bellach: {line}"}
_JOINED = frozenset[Kind]({"counted", "weekend", "not-open", "closed", "paused", "set-aside"})


@dataclass(frozen=True, slots=True)
class Run:
    """Days one after another that counted alike."""

    first: Line
    last: Line


def runs(lines: Iterable[Line]) -> tuple[Run, ...]:
    """The lines of an explanation with ordinary days that follow one another put together."""
    return tuple(_joined(lines))


def explained_in_words(lines: Iterable[Line], language: str) -> tuple[str, ...]:
    """An explanation as short sentences, one for each run of days."""
    return tuple(_sentence(run, language) for run in runs(lines))


def change_in_words(change: Change, language: str) -> tuple[str, ...]:
    """What became of a promise: the old date and the new, then each day that made the difference."""
    direction = "moved" if change.direction in {"later", "earlier"} else change.direction
    kind = "none" if change.new is None and change.old is None else direction
    dates = {name: due_in_full(due, language) for name, due in (("old", change.old), ("new", change.new)) if due}
    return (
        words(_CHANGES[kind], language).format(**dates),
        *explained_in_words(change.gained, language),
        *(words(_NO_LONGER, language).format(line=line) for line in explained_in_words(change.lost, language)),
    )


def due_in_full(due: Due, language: str) -> str:
    """By when, with the day of the week: Friday 10 April 2026, or with a time on it."""
    day = day_in_full(due.day, language)
    return words(_AT, language).format(day=day, time=time_in_words(due.moment)) if due.moment else day


def day_in_full(day: date, language: str) -> str:
    """A date with its weekday: Friday 10 April 2026, Dydd Gwener 10 Ebrill 2026."""
    return f"{_weekday(day, language)} {in_words(day.isoformat(), language)}"


def term_in_words(term: Term, language: str) -> str:
    """How long a term is: 10 working days, 1 month, 7 hours 30 minutes of working time."""
    if term.unit == "working-minutes":
        return words(_WORKING, language).format(time=length_in_words(timedelta(minutes=term.count), language))
    return _so_many(_ONE[term.unit], _MANY[term.unit], term.count, language)


def length_in_words(length: timedelta, language: str) -> str:
    """A length of time in hours and minutes; what is less than a minute is left out, but is never nothing."""
    hours, minutes = divmod(max(length // timedelta(minutes=1), 1), 60)
    said = (
        _so_many(_ONE["hours"], _MANY["hours"], hours, language) if hours else "",
        _so_many(_MINUTE, _MINUTES, minutes, language) if minutes else "",
    )
    return " ".join(filter(None, said))


def _joined(lines: Iterable[Line]) -> Iterator[Run]:
    run: Run | None = None
    for line in lines:
        if run is not None and _goes_on(run.last, line):
            run = Run(run.first, line)
            continue
        if run is not None:
            yield run
        run = Run(line, line)
    if run is not None:
        yield run


def _goes_on(last: Line, line: Line) -> bool:
    alike = (last.kind, last.reason, last.counted) == (line.kind, line.reason, line.counted)
    whole = line.kind in _JOINED and line.at is None and last.at is None
    return alike and whole and line.day - last.day == timedelta(days=1)


def _sentence(run: Run, language: str) -> str:
    line = run.first
    holes = {
        "when": _when(run, language),
        "at": time_in_words(line.at) if line.at else "",
        "until": time_in_words(line.until) if line.until else "",
        "reason": _stopped(words(line.reason, language)) if line.reason else "",
        "by": term_in_words(line.by, language) if line.by else "",
        "number": line.number,
        "last": run.last.number,
        "time": length_in_words(line.counted, language),
    }
    return words(_template(run), language).format(**holes).strip()


def _template(run: Run) -> Text:
    line, alone = run.first, run.first is run.last
    if line.kind == "counted":
        if line.number is None:
            return _TIME if alone else _TIME_EACH
        return _DAY if alone else _DAYS
    return _PARTS[line.kind] if line.kind in _PARTS and line.at is not None else _SAID[line.kind]


def _when(run: Run, language: str) -> str:
    """A day, or from the first to the last, the month and year said once where they are the same."""
    first, last = run.first.day, run.last.day
    if first == last:
        return day_in_full(first, language)
    begins = day_in_full(first, language)
    if (first.year, first.month) == (last.year, last.month):
        begins = f"{_weekday(first, language)} {first.day}"
    ends = day_in_full(last, language)
    return words(_FROM_TO, language).format(first=begins, last=ends.replace("Dydd", "ddydd", 1))


def _weekday(day: date, language: str) -> str:
    return _WEEKDAYS.get(language, _WEEKDAYS["en"])[day.weekday()]


def _so_many(one: Text, many: Text, count: int, language: str) -> str:
    return words(one if count == 1 else many, language).format(n=count)


def _stopped(reason: str) -> str:
    """A reason as a sentence of its own."""
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
