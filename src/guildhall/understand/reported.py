"""A report in words: headings, sentences, what is said of something, and tables, in their order. A page and paper show the same.

Reports are written for meetings of the council, in English, as its papers are.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from operator import itemgetter
from typing import Literal

from django.urls import reverse

from guildhall.kernel.clocks.clear_days_said import day_inside
from guildhall.kernel.measures import Figure, Measure
from guildhall.kernel.model import words
from guildhall.kernel.planning.promised import number_in_words, target_in_words
from guildhall.kernel.planning.proving import NAMES, Status
from guildhall.kernel.planning.saying import STEPS
from guildhall.plan.door import Part
from guildhall.understand.addresses import address, of_measure
from guildhall.understand.opinions import Voiced
from guildhall.understand.proof import Told
from guildhall.understand.reporting import Kept, Parts, Report, Reported
from guildhall.understand.tongue import Tongue

Kind = Literal["progress", "scrutiny"]
KINDS: Mapping[Kind, str] = {"progress": "Progress report", "scrutiny": "Scrutiny pack"}
"""What a report is called: how far a strategy is kept, told shortly; the same with every figure in the period and by its parts."""
_LANG = "en"
_TONGUE = Tongue(_LANG)


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and the address within the house to which they lead, where they lead to one."""

    text: str
    href: str = ""


Saying = tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: 2 for a part of the report, 3 for what stands in it."""

    level: int
    said: Saying


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph."""

    said: Saying


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs: what something is called, and what is said of it."""

    pairs: tuple[tuple[str, Saying], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Figures in rows under their columns; the first of a row says what the others are of."""

    caption: Saying
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Sentence | Facts | Table


def blocks(report: Report, kind: Kind) -> tuple[Block, ...]:
    """All that a report says, but for its title, its period and when it was made."""
    return tuple(_blocks(report, whole=kind == "scrutiny"))


def fingerprint(told: tuple[Block, ...]) -> str:
    """What tells one report from another that says anything else: 64 signs."""
    return sha256(repr(told).encode()).hexdigest()


def _blocks(report: Report, *, whole: bool) -> Iterator[Block]:
    yield Heading(2, _plain("Where the commitments stand"))
    yield Sentence(_plain(_counts(report)))
    yield from _late(report)
    yield from _changes(report)
    yield Heading(2, _plain("Commitment by commitment"))
    for each in report.commitments:
        yield from _commitment(report, each, whole=whole)
    if report.parts:
        yield Heading(2, _plain("By way in and by ward"))
        yield Sentence(_plain("Of every service, in the newest quarter that was over by the end of the period."))
    for part in report.parts:
        yield _by_parts(part)


def _counts(report: Report) -> str:
    """Two are met, one is late."""
    found = Counter(each.evidence.proof.status for told in report.commitments for each in told.kept)
    order: tuple[Status, ...] = ("met", "on-the-way", "late", "not-known")
    counts = ", ".join(f"{words(NAMES[each], _LANG).lower()}: {found[each]}" for each in order if found[each])
    number = len(report.commitments)
    commitments = f"{number} {'commitment' if number == 1 else 'commitments'}"
    return (
        f"{commitments}. Of what they promise: {counts}." if counts else f"{commitments}. None says how it is measured."
    )


def _late(report: Report) -> Iterator[Block]:
    yield Heading(2, _plain("What is late"))
    pairs = tuple(pair for told in report.commitments for pair in _late_of(report, told))
    yield Facts(pairs) if pairs else Sentence(_plain("Nothing is late."))


def _late_of(report: Report, told: Reported) -> Iterator[tuple[str, Saying]]:
    code = told.undertaken.says.code
    for each in told.kept:
        if each.evidence.proof.status == "late":
            yield code, (Said(f"{_title(each)}: {each.evidence.proof.reason(_LANG)}", _proof(report, told)),)
    for part in (*told.undertaken.actions, *told.undertaken.milestones):
        if part.is_late(report.on) and part.due:
            yield f"{code} {part.code}", _plain(f"{_TONGUE(part.text)} It was due by {_inside(part.due)}.")


def _changes(report: Report) -> Iterator[Block]:
    yield Heading(2, _plain("What was decided and changed in this period"))
    pairs: list[tuple[str, Saying]] = [
        (_day(each.on), (Said(f"{words(STEPS[each.did], _LANG)}: "), Said(_TONGUE(each.title), each.addresses[_LANG])))
        for each in report.decided
    ]
    pairs += [
        (_day(use.on), (Said(f"Under delegated authority, {_TONGUE(use.post.name)}: "), Said(_TONGUE(use.title), use.addresses[_LANG])))
        for use in report.used
    ]  # fmt: skip
    pairs += [
        (
            _day(change.on),
            (
                Said(_TONGUE(change.title), reverse("serve:web-service-en", kwargs={"service": change.service})),
                Said(f" promised “{' '.join(change.before)}” and now promises “{' '.join(change.after)}”"),
            ),
        )
        for change in report.changed
    ]
    yield Facts(tuple(pairs)) if pairs else Sentence(_plain("Nothing was."))


def _commitment(report: Report, told: Reported, *, whole: bool) -> Iterator[Block]:
    says = told.undertaken.says
    yield Heading(3, (Said(f"{says.code} {_TONGUE(says.text)}", _proof(report, told)),))
    if not told.kept:
        yield Sentence(_plain(_TONGUE.say("no-promise")))
    for each in told.kept:
        if len(told.kept) > 1:
            yield Sentence(_plain(_title(each)))
        yield Facts(tuple(_facts(each)))
        if whole:
            yield from _tables(each)
    beside = tuple(_beside(told, whole=whole))
    if beside:
        yield Facts(beside)
    if told.opinions:
        yield Facts(
            tuple((f"{_TONGUE(each.post)} sees it differently", _plain(_opinion(each))) for each in told.opinions)
        )


def _facts(kept: Kept) -> Iterator[tuple[str, Saying]]:
    proof, measure, promise = kept.evidence.proof, kept.evidence.measure, kept.evidence.promise
    yield proof.name(_LANG), _plain(proof.reason(_LANG))
    yield "Promised", _plain(f"{_title(kept).rstrip('.')}: {target_in_words(promise, _LANG)}")
    if measure and kept.evidence.line:
        yield "Newest figure", (_figure(measure, kept.evidence.line[-1]),)
    if start := promise.baseline:
        unit = _TONGUE(start.unit)
        amount = f"{number_in_words(start.value)}{'' if unit == '%' else ' '}{unit}"
        day, source = day_inside(start.on, _LANG, after_a_preposition=True), _TONGUE(start.source)
        yield "Where it began", _plain(f"{amount} on {day}. Source: {source}")
    if measure:
        names = ", ".join(map(_TONGUE.service, kept.evidence.services))
        of = _TONGUE.say("of-services", services=names) if names else _TONGUE.say("of-all")
        yield "How it is counted", (_defined(measure), Said(f" {of} {_TONGUE(measure.caveat)}"))


def _tables(kept: Kept) -> Iterator[Block]:
    measure = kept.evidence.measure
    if measure and kept.line:
        rows = tuple((_TONGUE.span(each), *_cells(measure, each.figure)) for each in kept.line)
        yield Table((Said("In this period. "), _defined(measure)), ("Period", "Figure", "Counted"), rows)


def _by_parts(told: Parts) -> Table:
    measure, quarter = told.measure, told.quarter
    parts = sorted(((_TONGUE.part(told.by, each.part), each) for each in quarter.parts), key=itemgetter(0))
    span = _TONGUE.span(Told(quarter.first, quarter.last, quarter.whole))
    called = "By way in" if told.by == "channel" else "By ward"
    rows = tuple((name, *_cells(measure, each)) for name, each in parts)
    column = called.removeprefix("By ").capitalize()
    return Table((_defined(measure), Said(f" {called}, {span}.")), (column, "Figure", "Counted"), rows)


def _beside(told: Reported, *, whole: bool) -> Iterator[tuple[str, Saying]]:
    if told.services:
        yield "Services that keep it", tuple(_listed(told))
    if whole:
        for part in (*told.undertaken.actions, *told.undertaken.milestones):
            yield part.code, _plain(f"{_TONGUE(part.text)} {_when(part)}")


def _listed(told: Reported) -> Iterator[Said]:
    for place, each in enumerate(told.services):
        spoken = _LANG if _LANG in each.languages else each.languages[0]
        if place:
            yield Said(", ")
        yield Said(_TONGUE(each.title), reverse(f"serve:web-service-{spoken}", kwargs={"service": each.id}))


def _when(part: Part) -> str:
    if part.done:
        return f"Done on {day_inside(part.done, _LANG, after_a_preposition=True)}."
    return f"Due by {_inside(part.due)}." if part.due else "No day was set for it."


def _opinion(each: Voiced) -> str:
    return f"{_TONGUE(each.words)} ({_day(each.on)})"


def _title(kept: Kept) -> str:
    promise, measure = kept.evidence.promise, kept.evidence.measure
    return _TONGUE(promise.said) if promise.said else _TONGUE(measure.title) if measure else "Promised"


def _figure(measure: Measure, told: Told) -> Said:
    """A figure, which leads to what exactly it counts."""
    figure, between = _TONGUE.figure(measure, told.figure), _TONGUE.between(measure, told.figure)
    text = f"{figure} ({between})" if between else figure
    return Said(f"{text} in {_TONGUE.span(told)}", _definition(measure))


def _cells(measure: Measure, figure: Figure) -> tuple[str, str]:
    said, between = _TONGUE.figure(measure, figure), _TONGUE.between(measure, figure)
    return f"{said} ({between})" if between else said, "" if figure.count is None else f"{figure.count:,}"


def _defined(measure: Measure) -> Said:
    return Said(_TONGUE(measure.question), _definition(measure))


def _definition(measure: Measure) -> str:
    return f"{of_measure(_LANG, measure.name)}#definition"


def _proof(report: Report, told: Reported) -> str:
    return address(_LANG, report.strategy.partition("/")[2], told.undertaken.says.code)


def _plain(text: str) -> Saying:
    return (Said(text),)


def _day(day: date) -> str:
    return _TONGUE.day(day)


def _inside(day: date) -> str:
    return day_inside(day, _LANG)
