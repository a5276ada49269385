"""Where decisions stand: the dated facts that the record holds of them, gathered for the kernel to work the path out."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from guildhall.decide import models as m
from guildhall.decide.authority.considered import beforehand
from guildhall.decide.authority.notified import in_private, told_before
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.sight import KEEPERS, PUBLIC, prepared, seen
from guildhall.estate.door import Onlooker, calendar, council
from guildhall.kernel.authority.facts import Fact, FactKind
from guildhall.kernel.authority.path import path
from guildhall.kernel.authority.values import Maker, Path, Terms
from guildhall.kernel.clocks import local

_MAKERS: Mapping[str, Maker] = {
    "executive": "body", "council": "council", "officer": "officer", "individual": "individual",
}  # fmt: skip
_SEQUELS: Mapping[str, FactKind] = {
    "carried-out": "carried-out", "superseded": "superseded", "revoked": "revoked", "referred-back": "referred-back",
}  # fmt: skip
_SETTLED: Mapping[tuple[FactKind, str], FactKind] = {
    ("recommended", "resolved"): "resolved",
    ("recommended", "refused"): "not-adopted",
    ("recommended-elsewhere", "resolved"): "adopted",
    ("recommended-elsewhere", "refused"): "not-adopted",
}
"""What a recommendation becomes by the decision on it. One that is deferred, noted or referred has settled nothing yet."""

_NOTHING_DECIDED = frozenset[FactKind]({"considered", "deferred"})
"""Acts that decide nothing: what is published of them is no notice of a decision."""

_CALLED_IN: Mapping[str, FactKind] = {
    "confirmed": "confirmed", "referred": "referred-back", "to-council": "referred-to-council",
}  # fmt: skip
_YEARS_ON = 1
_WITH = ("item", "plan_entry", "recommends_to")
"""What a decision comes with."""


class _CalledIn(NamedTuple):
    """A call-in, what came of it, and the decision that settled it, where one did."""

    pk: int
    decision: int
    reference: str
    requested_at: datetime | None
    validated_at: datetime | None
    valid: bool | None
    withdrawn_at: datetime | None
    outcome: str
    outcome_on: date | None
    settled_by: int | None


class _Settling(NamedTuple):
    """A decision on a recommendation."""

    pk: int
    resolves: int
    outcome: str
    taken_on: date
    reference: str


def paths(
    decisions: Collection[m.Decision],
    *,
    on: date,
    onlooker: Onlooker = PUBLIC,
    apart_from: m.CallIn | None = None,
    also: Mapping[int, Collection[Fact]] | None = None,
) -> dict[int, Path]:
    """The path of each decision as it stood at the end of a day, by its key, from the facts that an onlooker may see.

    Asks the database as often, however many decisions there are. They come with their ``item``, ``plan_entry`` and
    ``recommends_to``. ``apart_from`` is a call-in that is left out of account; ``also`` are facts that are known of them already.
    """
    if not decisions:
        return {}
    facts: dict[int, list[Fact]] = defaultdict(list)
    keys = [each.pk for each in decisions]
    private = in_private(decisions, onlooker)
    facts.update(told_before(decisions, private, onlooker))
    for key, fact in beforehand(decisions, onlooker):
        facts[key].append(fact)
    replaced = set()
    for key, kind, day, by in _sequels(onlooker, keys):
        facts[key].append(Fact(_SEQUELS[kind], day))
        replaced.add((key, by))
    again: dict[int, list[int]] = defaultdict(list)
    for call_in in map(_CalledIn._make, _call_ins(onlooker, keys)):
        if apart_from is not None and call_in.pk == apart_from.pk:
            continue
        facts[call_in.decision].extend(_of_call_in(call_in))
        if call_in.settled_by and (call_in.decision, call_in.settled_by) not in replaced:
            again[call_in.settled_by].append(call_in.decision)
    for key, fact in _decided_again(again, on, onlooker):
        facts[key].append(fact)
    for key, fact in _settled(decisions, on, onlooker):
        facts[key].append(fact)
    first = min((each.listed_on for each in decisions), default=on)
    days = calendar(year_from=min(first, on).year, year_to=on.year + _YEARS_ON)
    found, to_note = {}, _resolved_to_note(decisions, onlooker)
    for each in decisions:
        act = act_of(each, to_note=each.pk in to_note)
        told = [*_of_itself(each, act), *facts[each.pk], *(also or {}).get(each.pk, ())]
        if each.taken_on and act in _NOTHING_DECIDED:
            told = [fact for fact in told if fact.kind != "notice-published"]
        elif not any(fact.kind == "notice-published" for fact in told):
            told.extend(_published(each))
        found[each.pk] = path(told, on, terms_of(each, private=each.pk in private), days)
    return found


def in_force_since(by: m.Decision, *, on: date) -> date:
    """Since when a decision, by which another is said to have ended, has had the effect that it has on a day.

    Raises ``NotRecorded`` where it has none then, as a recommendation, or what is called in or may be yet.
    """
    stood = paths([by], on=on, onlooker=KEEPERS)[by.pk]
    if stood.effective is None or stood.ended is not None:
        raise NotRecorded("without-effect", "by")
    return stood.effective


def _settled(decisions: Collection[m.Decision], on: date, onlooker: Onlooker) -> Iterator[tuple[int, Fact]]:
    """What was decided on recommendations, by their keys. One made to another body than Council has effect with that body's decision.

    What settles a recommendation is none itself, so that the path of that is asked for once.
    """
    made = {each.pk: act_of(each) for each in decisions}
    settling = [_Settling(*each) for each in _settlings(onlooker, made)]
    adopted = [each.pk for each in settling if _settles(made, each) == "adopted"]
    adopting = list(m.Decision.objects.filter(pk__in=adopted).select_related(*_WITH)) if adopted else ()
    stood = paths(adopting, on=on, onlooker=onlooker)
    for each in settling:
        kind = _settles(made, each)
        if kind is None:
            continue
        yield each.resolves, Fact(kind, each.taken_on, each.reference)
        if kind == "adopted" and (day := stood[each.pk].effective):
            yield each.resolves, Fact("adoption-effective", day, each.reference)


def _settles(made: Mapping[int, FactKind], settling: _Settling) -> FactKind | None:
    """What becomes of a recommendation by a decision on it; nothing where the decision settles nothing yet."""
    return _SETTLED.get((made[settling.resolves], settling.outcome))


@prepared
def _sequels(onlooker: Onlooker, decisions: Sequence[int]) -> QuerySet[m.Sequel, Any]:
    """What became of these decisions."""
    return seen(m.Sequel, onlooker).filter(decision__in=decisions).values_list("decision", "kind", "on", "by")


@prepared
def _call_ins(onlooker: Onlooker, decisions: Sequence[int]) -> QuerySet[m.CallIn, Any]:
    """The call-ins of these decisions."""
    return seen(m.CallIn, onlooker).filter(decision__in=decisions).values_list(*_CalledIn._fields)


@prepared
def _settlings(onlooker: Onlooker, decisions: Sequence[int]) -> QuerySet[m.Decision, Any]:
    """The decisions that settle these."""
    rows = seen(m.Decision, onlooker).filter(resolves__in=decisions, taken_on__isnull=False)
    return rows.values_list(*_Settling._fields)


def terms_of(decision: m.Decision, *, private: bool = False) -> Terms:
    """What sort of decision it is, whether a part of it was in private, and this council's own clear days."""
    return Terms(
        maker=_MAKERS[decision.path],
        key=bool(decision.is_key),
        private=private,
        call_in=decision.path != "council" and (_may_be_called_in(decision) or _is_exempt(decision)),
        duties=council().duties,
    )


def _may_be_called_in(decision: m.Decision) -> bool:
    """Whether it is said to be open to call-in. Where nothing is said, an officer's is so only where it is key, as councils'
    constitutions commonly have it; any other of the executive's is.
    """
    if decision.is_subject_to_call_in is None and decision.path == "officer":
        return bool(decision.is_key)
    return decision.is_subject_to_call_in is not False


def _is_exempt(decision: m.Decision) -> bool:
    return decision.is_subject_to_call_in is False and bool(decision.call_in_exempt_because)


def _resolved_to_note(decisions: Collection[m.Decision], onlooker: Onlooker) -> frozenset[int]:
    """Those by which Council or a committee resolved to note something: what was moved at the item was carried, and nothing else
    was decided there.

    Local Government Act 1972, Schedule 12, paragraph 39(1): questions that come before them are decided by a majority of those
    voting. Without a vote that is on record, they noted it and decided nothing.
    """
    noted = {each.pk: each.item_id for each in decisions if each.outcome == "noted" and each.path == "council"}
    items = (
        {item for (item,) in _carried(onlooker, set(filter(None, noted.values())))} if any(noted.values()) else set()
    )
    return frozenset(key for key, item in noted.items() if item in items)


@prepared
def _carried(onlooker: Onlooker, items: Sequence[int]) -> QuerySet[m.VoteEvent, Any]:
    """Of these items, those at which a motion was carried, and nothing was decided but to note something."""
    rows = seen(m.VoteEvent, onlooker).filter(
        motion__item__in=items, motion__kind="motion", motion__withdrawn_at=None, result="pass"
    )
    other = seen(m.Decision, onlooker).filter(item=OuterRef("motion__item")).exclude(outcome="noted")
    return rows.filter(~Exists(other)).values_list("motion__item")


def _of_itself(decision: m.Decision, act: FactKind) -> Iterator[Fact]:
    """What the decision says of itself: what was planned, when its agenda came out, what was decided and whether it is exempt."""
    entry, item, day = decision.plan_entry, decision.item, decision.taken_on
    if entry is not None and entry.published_at is not None:
        yield Fact("planned", entry.first_published_on or local(entry.published_at).date(), entry.reference)
        if day is None and entry.withdrawn_at is not None:
            yield Fact("withdrawn", local(entry.withdrawn_at).date(), entry.reference)
    if item is not None and item.published_at is not None and not decision.brought_in:
        yield Fact("agenda-published", local(item.published_at).date(), item.reference)
    if day is None:
        return
    yield Fact(act, day, decision.reference)
    if _is_exempt(decision):
        yield Fact("call-in-exempted", decision.urgency_agreed_on or day, decision.reference)


def act_of(decision: m.Decision, *, to_note: bool = False) -> FactKind:
    """What sort of act it was, as its path has it. What is recommended has no effect before whoever it was made to decides so.

    To whom is said by the record: where a page that was brought in does not, it is not taken to be Council. A body that recommends
    something to itself has merely considered it, and so has whoever merely noted it: unless Council resolved ``to_note`` it.
    """
    own, to = decision.path == "council", decision.recommends_to
    match decision.outcome:
        case "deferred":
            return "deferred"
        case "referred":
            return "considered"
        case "noted" if not to_note:
            return "considered"
        case "recommended" if to and to.pk == decision.organization_id:
            return "considered"
        case "recommended":
            return "recommended" if to and to.kind == "council" else "recommended-elsewhere"
    return "resolved" if own else "decided"


def _published(decision: m.Decision) -> Iterator[Fact]:
    """Without a notice of its own, a decision is noticed when it is published; one brought in, when its page says so."""
    day = decision.stated_publication_on
    if day is None and decision.published_at is not None and not decision.brought_in:
        day = local(decision.published_at).date()
    if day is not None:
        yield Fact("notice-published", day, decision.reference)


def _of_call_in(call_in: _CalledIn) -> Iterator[Fact]:
    if call_in.requested_at is None:
        return
    yield Fact("called-in", local(call_in.requested_at).date(), call_in.reference)
    if call_in.valid is False and call_in.validated_at:
        yield Fact("call-in-rejected", local(call_in.validated_at).date(), call_in.reference)
    if call_in.withdrawn_at:
        yield Fact("call-in-withdrawn", local(call_in.withdrawn_at).date(), call_in.reference)
    if call_in.outcome and call_in.outcome_on:
        yield Fact(_CALLED_IN[call_in.outcome], call_in.outcome_on, call_in.reference)


def _decided_again(again: Mapping[int, Collection[int]], on: date, onlooker: Onlooker) -> Iterator[tuple[int, Fact]]:
    """Each was sent back, and another decision (the key of ``again``) let it stand: from the day on which that has effect itself."""
    if not again:
        return
    rows = list(seen(m.Decision, onlooker).filter(pk__in=again).select_related(*_WITH))
    stood = paths(rows, on=on, onlooker=onlooker)
    for each in rows:
        if day := stood[each.pk].effective:
            yield from ((key, Fact("confirmed", day, each.reference)) for key in again[each.pk])
