"""Clear days and plans in words, in English and Welsh: to be printed beside a deadline, or read aloud."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from guildhall.kernel.clocks.clear_days import Day, DayKind, ReadingName
from guildhall.kernel.clocks.duties import Duty, Runs
from guildhall.kernel.clocks.local_time import DAY
from guildhall.kernel.clocks.planning import Deadline, Missed, Plan
from guildhall.kernel.clocks.saying import day_in_full
from guildhall.kernel.model import Text, words

_DAYS: dict[DayKind, Text] = {
    "notice": {"en": "{when}: the day of notice, not counted.", "cy": "{when}: diwrnod yr hysbysiad, ddim yn cyfrif."},
    "given": {
        "en": "{when}: the next day that is open, so the notice counts as given on it. Not counted.",
        "cy": "{when}: y diwrnod agored nesaf, felly ystyrir bod yr hysbysiad wedi'i roi arno. Ddim yn cyfrif.",
    },
    "counted": {"en": "{when}: clear day {number}.", "cy": "{when}: diwrnod clir {number}."},
    "weekend": {"en": "{when}: weekend, not counted.", "cy": "{when}: penwythnos, ddim yn cyfrif."},
    "bank-holiday": {
        "en": "{when}: bank holiday, not counted. {reason}.",
        "cy": "{when}: gŵyl banc, ddim yn cyfrif. {reason}.",
    },
    "closed": {"en": "{when}: closed, not counted. {reason}.", "cy": "{when}: ar gau, ddim yn cyfrif. {reason}."},
    "event": {"en": "{when}: the day itself, not counted.", "cy": "{when}: y diwrnod ei hun, ddim yn cyfrif."},
    "effect": {"en": "{when}: it has effect from this day.", "cy": "{when}: daw i rym ar y diwrnod hwn."},
}
_COUNTED: Text = {
    "en": "{when}: clear days {number} to {last}.",
    "cy": "{when}: diwrnodau clir {number} i {last}.",
}
_TOGETHER: frozenset[DayKind] = frozenset({"weekend", "counted"})
READINGS_SAID: dict[ReadingName, Text] = {
    "working": {
        "en": "Monday to Friday count. Bank holidays and days on which we are closed do not.",
        "cy": "Mae dydd Llun i ddydd Gwener yn cyfrif. Nid yw gwyliau banc na dyddiau pan fyddwn ar gau yn cyfrif.",
    },
    "saturdays_in": {
        "en": "Monday to Saturday count. Bank holidays and days on which we are closed do not.",
        "cy": "Mae dydd Llun i ddydd Sadwrn yn cyfrif. Nid yw gwyliau banc na dyddiau pan fyddwn ar gau yn cyfrif.",
    },
    "calendar": {"en": "Every day counts.", "cy": "Mae pob diwrnod yn cyfrif."},
}
_COUNTS: dict[Runs, tuple[Text, Text]] = {
    "before": (
        {"en": "at least 1 clear day before", "cy": "o leiaf 1 diwrnod clir ymlaen llaw"},
        {"en": "at least {n} clear days before", "cy": "o leiaf {n} diwrnod clir ymlaen llaw"},
    ),
    "after": (
        {"en": "1 clear day after publication", "cy": "1 diwrnod clir ar ôl cyhoeddi"},
        {"en": "{n} clear days after publication", "cy": "{n} diwrnod clir ar ôl cyhoeddi"},
    ),
    "within": (
        {"en": "within 1 month", "cy": "o fewn 1 mis"},
        {"en": "within {n} months", "cy": "o fewn {n} mis"},
    ),
}
_PROMPTLY: Text = {
    "en": "as soon as reasonably practicable",
    "cy": "cyn gynted ag y bo'n rhesymol ymarferol",
}
_DEADLINE: dict[str, Text] = {
    "latest": {
        "en": "{name}: publish by the end of {day}, {count}.",
        "cy": "{name}: cyhoeddwch erbyn diwedd {day}, {count}.",
    },
    "earliest": {
        "en": "{name}: if published then, the decision has effect from {day}, {count}.",
        "cy": "{name}: os caiff ei gyhoeddi bryd hynny, daw'r penderfyniad i rym ar {on_day}, {count}.",
    },
    "promptly": {"en": "{name}: {count}.", "cy": "{name}: {count}."},
}
_MISSED: Text = {
    "en": "{name}: the last day was {day} ({source}).",
    "cy": "{name}: y diwrnod olaf oedd {day} ({source}).",
}
_STILL: Text = {"en": "What is still open: {name} ({source}).", "cy": "Yr hyn sydd ar agor o hyd: {name} ({source})."}
_FROM_TO: Text = {"en": "{first} to {last}", "cy": "{first} i {last}"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a plan as it is printed: the duty, by when, who publishes, the rule, and the working."""

    name: str
    by_when: str
    by: str
    source: str
    working: tuple[str, ...]


def working_in_words(days: Iterable[Day], language: str) -> tuple[str, ...]:
    """Each day as a sentence; days that follow one another and are alike are one."""
    return tuple(_sentence(run, language) for run in _runs(days))


def count_in_words(duty: Duty, language: str) -> str:
    """How long a duty gives: at least 5 clear days before."""
    if duty.count is None or duty.runs == "promptly":
        return words(_PROMPTLY, language)
    one, many = _COUNTS[duty.runs]
    return words(one if duty.count == 1 else many, language).format(n=duty.count)


def plan_in_words(plan: Plan, language: str) -> tuple[Row, ...]:
    """A plan as the lines of a page, in the order of their days."""
    return tuple(
        Row(
            words(each.duty.name, language),
            deadline_in_words(each, language),
            words(each.duty.by, language),
            each.duty.source,
            working_in_words(each.days, language),
        )
        for each in plan.deadlines
    )


def deadline_in_words(deadline: Deadline, language: str) -> str:
    """One deadline as a sentence."""
    return words(_DEADLINE[deadline.what], language).format(
        name=words(deadline.duty.name, language),
        day=day_inside(deadline.day, language),
        on_day=day_inside(deadline.day, language, after_a_preposition=True),
        count=count_in_words(deadline.duty, language),
    )


def missed_in_words(found: Missed, language: str) -> str:
    """Which duty was missed, by which rule, and what still allows the meeting to go on."""
    duty, day = found.deadline.duty, found.deadline.day
    said = words(_MISSED, language).format(
        name=words(duty.name, language), day=day_inside(day, language), source=duty.source
    )
    if found.instead is None:
        return said
    still = words(_STILL, language).format(name=words(found.instead.name, language), source=found.instead.source)
    return f"{said} {still}"


def day_inside(day: date | None, language: str, *, after_a_preposition: bool = False) -> str:
    """A day in the middle of a sentence: in Welsh dydd Llun, and ddydd Llun where the word before softens it."""
    said = day_in_full(day, language) if day else ""
    return said.replace("Dydd", "ddydd" if after_a_preposition else "dydd", 1) if language == "cy" else said


def _runs(days: Iterable[Day]) -> list[list[Day]]:
    """Days that follow one another and are of one kind, together: weekends, and those that count."""
    found: list[list[Day]] = []
    for day in days:
        last = found[-1][-1] if found else None
        if last and last.kind == day.kind and day.kind in _TOGETHER and day.day - last.day == DAY:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def _sentence(run: Sequence[Day], language: str) -> str:
    first, last = run[0], run[-1]
    alone = first is last
    when = day_in_full(first.day, language)
    if not alone:
        ends = day_inside(last.day, language, after_a_preposition=True)
        when = words(_FROM_TO, language).format(first=when, last=ends)
    said = _DAYS[first.kind] if alone or first.kind != "counted" else _COUNTED
    reason = words(first.reason, language).removesuffix(".") if first.reason else ""
    return words(said, language).format(when=when, number=first.number, last=last.number, reason=reason)
