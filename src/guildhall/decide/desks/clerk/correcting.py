"""A record is put right at the desk: its boxes as they stand, the reason, and what the minutes say of it where they are published."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.authority import corrected
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk import attending, moving
from guildhall.decide.desks.clerk.home import when_of
from guildhall.decide.desks.clerk.naming import MOST, elected, named, officers
from guildhall.decide.desks.clerk.papers import file_kept, sent_file
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.keeping.corrections import Correction, Recount, correct_motion, correct_report
from guildhall.decide.keeping.papers import versions_of
from guildhall.decide.models.interests import INTERESTS
from guildhall.decide.models.record import Cited
from guildhall.decide.sight import seen
from guildhall.estate.door import display_names
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of

Options = Sequence[tuple[str, str]]
_TERMS = {"ground": "Ground", "condition": "Condition", "consultee": "Consulted first"}
_KINDS: Options = [(each, each.replace("-", " ").capitalize()) for each in INTERESTS]
_SAID = {"yes": True, "no": False}
_YES_NO: Options = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the form: what it is called, what stands in it now, and how it is filled in.

    Without ``blank`` something has to be chosen. ``ticked`` are the options that stand, where several may.
    """

    name: str
    label: str
    stands: str = ""
    sort: Literal["line", "area", "day", "choice", "ticks", "link", "file", "number"] = "area"
    options: Options = ()
    hint: str = ""
    blank: str = ""
    missing: str = ""
    ticked: frozenset[str] = frozenset()

    def read(self, boxes: Boxes) -> Any:
        """What was written: a text, a day, a code, or the keys that are ticked."""
        codes = [code for code, _ in self.options]
        reads: dict[str, Callable[[], Any]] = {
            "day": lambda: boxes.day(self.name, self.missing),
            "choice": lambda: boxes.chosen(self.name, codes, self.missing),
            "number": lambda: boxes.number(self.name),
            "link": lambda: boxes.link(self.name),
            "file": lambda: sent_file(boxes, self.name) or self.stands,
            "ticks": lambda: [each for each in codes if boxes.ticked(f"{self.name}-{each}")],
            "line": lambda: boxes.text(self.name, self.missing, longest=400),
            "area": lambda: boxes.text(self.name, self.missing, longest=200_000),
        }
        return reads[self.sort]()


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of record is put right: its title, where it is found, its boxes, and the act on what was read of them."""

    title: str
    model: type[Any]
    page: Callable[[Any], str]
    boxes: Callable[[HttpRequest, Any], Iterator[Box]]
    act: Callable[[HttpRequest, Any, dict[str, Any], Correction], None]
    at: Callable[[Any], tuple[m.Meeting | None, m.AgendaItem | None]] = lambda row: (None, None)
    """At which meeting it happened, and at which item, where minutes tell of it."""
    at_boxes: Mapping[str, str] = field(default_factory=dict)
    """Where what an act refuses stands, where its box is called otherwise here."""


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def correcting(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One record as it stands, to be put right. Raises ``Http404`` where there is none, or none of this kind."""
    form = FORMS.get(kind)
    if form is None:
        raise Http404
    row: Any = at_desk(request, form.model, key)
    meeting, item = form.at(row)
    minutes = _minutes(request, meeting)
    stands, boxes = list(form.boxes(request, row)), Boxes.posted(request)
    here = reverse("decide:clerk-correcting", args=[kind, key])

    def correct(_: HttpRequest, __: Cited, boxes: Boxes) -> bool:
        told = {each.name: each.read(boxes) for each in stands}
        why = _why(request, row, minutes, boxes)
        return boxes.do(lambda: form.act(request, row, told, why), form.at_boxes)

    if done := boxes.act({"correct": correct}, row, then=f"{here}#done"):
        return done
    published = _published(row)
    return show(
        request,
        "decide/clerk/correcting.jinja",
        title=form.title,
        errors=boxes.errors,
        row=row,
        here=here,
        back=form.page(row),
        boxes=stands,
        minuted=_minuted(minutes, item),
        minutes=minutes,
        item=item,
        later=[(each.key, when_of(each)) for each in _later(request, minutes).values()],
        versions=[(each, local(each.at)) for each in published],
        sent=file_kept(boxes, "file"),
        hands=display_names(references={each.by for each in published}),
    )


def _published(row: Any) -> list[m.Publication]:
    """The versions of a record; those of a paper stand in its agenda's."""
    if isinstance(row, m.Report):
        return versions_of(row)
    return list(m.Publication.objects.filter(subject=row.reference).order_by("version"))


def _why(request: HttpRequest, row: Any, minutes: m.Minutes | None, boxes: Boxes) -> Correction:
    reason = boxes.text(
        "reason",
        "Write why it is put right. The reason is published beside it" if row.published_at else "",
        longest=2000,
    )
    later = _later(request, minutes)
    agreed = boxes.chosen("agreed_at", later, "Choose the meeting that agreed to it" if later else "")
    if minutes is not None and minutes.approved_at_meeting_id and not later:
        boxes.wrong("agreed_at", "No later meeting of this body is on record that could have agreed to it")
    minuted = boxes.text("minuted", longest=100_000) if minutes is not None else None
    return Correction(actor(request), now(), reason, later.get(agreed), minuted)


def _minutes(request: HttpRequest, meeting: m.Meeting | None) -> m.Minutes | None:
    """The published minutes that tell of what happened at a meeting."""
    return seen(m.Minutes, onlooker(request)).filter(meeting=meeting).exclude(published_at=None).first()


def _minuted(minutes: m.Minutes | None, item: m.AgendaItem | None) -> str:
    if minutes is None or item is None:
        return ""
    return "\n\n".join(minutes.passages.filter(item=item).order_by("place").values_list("text", flat=True))


def _later(request: HttpRequest, minutes: m.Minutes | None) -> dict[str, m.Meeting]:
    """Where minutes were approved: the meetings of the same body since, that may have agreed that they are put right."""
    if minutes is None or minutes.approved_at_meeting_id is None or minutes.meeting.day is None:
        return {}
    rows = seen(m.Meeting, onlooker(request)).filter(
        organization=minutes.meeting.organization_id, day__gt=minutes.meeting.day, day__lte=local(now()).date()
    )
    return {each.key: each for each in rows.order_by("-day", "-id")[:MOST]}


def _motion(request: HttpRequest, row: m.Motion) -> Iterator[Box]:
    people = _names(elected(request), row.mover, row.seconder)
    yield Box("text", "What was moved?", row.text, missing="Write what was moved")
    yield Box("mover", "Who moved it?", _key(row.mover), "choice", people, blank="Nobody is named")
    yield Box("seconder", "Who seconded it?", _key(row.seconder), "choice", people, blank="Nobody")
    for each in row.vote_events.select_related("casting").prefetch_related("votes__person").order_by("place"):
        yield from _vote(request, row, each)


def _vote(request: HttpRequest, motion: m.Motion, vote: m.VoteEvent) -> Iterator[Box]:
    """One vote on a motion: how it was taken, the numbers, and each member who was there or is named in it."""
    under, cast = f"vote-{vote.place}", {each.person: each.option for each in vote.votes.all()}
    yield Box(f"{under}-how", "How was it voted on?", vote.how, "choice", list(moving.HOW.items()), blank="Not known")
    for name, label in (("yes", "For"), ("no", "Against"), ("abstain", "Abstaining")):
        number = getattr(vote, name)
        hint = "Counted for you from the names" if cast else ""
        yield Box(f"{under}-{name}", label, "" if number is None else str(number), "number", hint=hint)
    there = attending.voters(attending.there(request, motion.item.meeting))
    for who in dict.fromkeys((*there, *cast)):
        options = list(moving.OPTIONS.items())
        yield Box(f"{under}-{who.key}", named(who), cast.get(who, ""), "choice", options, blank="Not recorded")
    people = _names(there, vote.casting)
    yield Box(f"{under}-casting", "Was there a casting vote?", _key(vote.casting), "choice", people, blank="No")
    yield Box(
        f"{under}-result", "What came of it?", vote.result, "choice", list(moving.RESULTS.items()), blank="Not known"
    )


def _recounted(vote: m.VoteEvent, told: dict[str, Any]) -> Recount:
    under = f"vote-{vote.place}"
    of = {name.removeprefix(f"{under}-"): value for name, value in told.items() if name.startswith(f"{under}-")}
    facts = {name: of.pop(name) for name in ("how", "yes", "no", "abstain", "casting", "result")}
    people = {each.key: each for each in m.Person.objects.filter(reference__in=[f"person/{key}" for key in of])}
    names = {people[key]: option for key, option in of.items() if option}
    count = (facts["yes"], facts["no"], facts["abstain"])
    return Recount(vote, facts["how"], count, facts["result"], names, _person(facts["casting"]))


def _correct_motion(_: HttpRequest, row: m.Motion, told: dict[str, Any], why: Correction) -> None:
    votes = [_recounted(each, told) for each in row.vote_events.order_by("place")]
    correct_motion(
        motion=row, text=told["text"], mover=_person(told["mover"]), seconder=_person(told["seconder"]), why=why,
        votes=votes,
    )  # fmt: skip


def _report(_: HttpRequest, row: m.Report) -> Iterator[Box]:
    yield Box("title", "What is it called?", row.title, "line", missing="Write what the paper is called")
    hint = "Choose another only to put it in its place. The old one stays to be read" if row.file else ""
    yield Box("file", "The document", row.file, "file", hint=hint)
    yield Box("text", "Its text", row.text)
    yield Box("address", "Where it lies", row.address, "link")


def _correct_report(_: HttpRequest, row: m.Report, told: dict[str, Any], why: Correction) -> None:
    correct_report(report=row, why=why, **told)


def _declaration(request: HttpRequest, row: m.Declaration) -> Iterator[Box]:
    people = _names(elected(request), row.person)
    yield Box("person", "Who declared it?", row.person.key, "choice", people, missing="Choose who declared it")
    yield Box("kind", "What kind of interest?", row.kind, "choice", _KINDS, missing="Choose")
    yield Box("text", "What is it?", row.reason)
    took, left = (_CODES[each] for each in (row.participated, row.left_the_room))
    yield Box("participated", "Did they take part?", took, "choice", _YES_NO, blank="It was not said")
    yield Box("left_the_room", "Did they leave the room?", left, "choice", _YES_NO, blank="It was not said")


def _correct_declaration(_: HttpRequest, row: m.Declaration, told: dict[str, Any], why: Correction) -> None:
    corrected.correct_declaration(
        declaration=row, person=_person(told["person"]) or row.person, kind=told["kind"], reason=told["text"],
        participated=_SAID.get(told["participated"]), left_the_room=_SAID.get(told["left_the_room"]), why=why,
    )  # fmt: skip


def _power(_: HttpRequest, row: m.Delegation) -> Iterator[Box]:
    yield Box("scope", "What may be done with it?", row.scope, missing="Write what the holder may do")
    for each in row.terms.order_by("id"):
        yield Box(f"{each.kind}-{each.place}", _TERMS[each.kind], each.text, hint="Leave it blank if it was never one")
    for kind, label in _TERMS.items():
        yield Box(f"more-{kind}", f"{label}: what was forgotten", hint="A line for each")
    yield Box("starts_on", "From which day?", _day(row.starts_on), "day")
    yield Box("starts_when", "Or from when, in words?", row.starts_when, "line")
    yield Box("ends_on", "Until which day?", _day(row.ends_on), "day")
    yield Box("ends_when", "Or until when, in words?", row.ends_when, "line")


def _correct_power(_: HttpRequest, row: m.Delegation, told: dict[str, Any], why: Correction) -> None:
    corrected.correct_power(
        delegation=row, terms={each.pk: told[f"{each.kind}-{each.place}"] for each in row.terms.all()},
        more={kind: list(filter(None, map(str.strip, told[f"more-{kind}"].split("\n")))) for kind in _TERMS},
        **{name: told[name] for name in ("scope", "starts_on", "starts_when", "ends_on", "ends_when")}, why=why,
    )  # fmt: skip


def _use(request: HttpRequest, row: m.DelegationUse) -> Iterator[Box]:
    people = officers(request) if row.delegation.holder.held_by == "officer" else elected(request)
    yield Box("title", "What was done?", row.title, "line", missing="Write what was done, in a few words")
    yield Box("what_changed", "What changed?", row.what_changed, missing="Write what changed")
    yield Box("person", "Who used it?", _key(row.person), "choice", _names(people, row.person), missing="Choose who")
    yield Box("used_on", "On which day?", _day(local(row.used_at).date()), "day", missing="Write the day")
    for each in row.met.select_related("term").order_by("id"):
        yield Box(
            f"met-{each.pk}", f"{_TERMS[each.term.kind]}: {each.term.text}", each.how, missing="Write how it was met"
        )
    yield Box(
        "because",
        "Why does this lie within the power?",
        row.within_scope_because,
        missing="Write why it lies within it",
    )
    judges = _names(officers(request), row.judged_by)
    yield Box("judged_by", "Which officer says so?", _key(row.judged_by), "choice", judges, blank="Nobody is named")


def _correct_use(_: HttpRequest, row: m.DelegationUse, told: dict[str, Any], why: Correction) -> None:
    same: datetime = row.used_at
    corrected.correct_use(
        use=row, title=told["title"], what_changed=told["what_changed"], person=_person(told["person"]) or row.person,  # type: ignore[arg-type]  # chosen
        used_at=same if told["used_on"] == local(same).date() else moment_of(told["used_on"], timedelta()),
        because=told["because"], judged_by=_person(told["judged_by"]),
        met={each.pk: told[f"met-{each.pk}"] for each in row.met.all()}, why=why,
    )  # fmt: skip


def _call_in(request: HttpRequest, row: m.CallIn) -> Iterator[Box]:
    signed = [each.person for each in row.signatures.select_related("person")]
    yield Box("grounds", "Why did they ask for it?", row.grounds, missing="Write why they asked for it")
    yield Box("asked_for", "What did they ask for?", row.asked_for)
    keys = frozenset(each.key for each in signed)
    yield Box("signatories", "Who signed it?", "", "ticks", _names(elected(request), *signed), ticked=keys)
    if row.valid is False:
        yield Box("invalid_because", "Why is it not valid?", row.invalid_because, missing="Write why it is not valid")
    if row.outcome:
        yield Box("outcome_on", "When was it considered?", _day(row.outcome_on), "day", missing="Write on which day")
        yield Box("outcome_says", "What was said of it?", row.outcome_says, missing="Write what was said of it")


def _correct_call_in(_: HttpRequest, row: m.CallIn, told: dict[str, Any], why: Correction) -> None:
    signed = [each for each in map(_person, told["signatories"]) if each is not None]
    corrected.correct_call_in(
        call_in=row, grounds=told["grounds"], asked_for=told["asked_for"], signatories=signed,
        invalid_because=told.get("invalid_because", ""), outcome_on=told.get("outcome_on"),
        outcome_says=told.get("outcome_says", ""), why=why,
    )  # fmt: skip


def _live(item: m.AgendaItem) -> str:
    return f"{reverse('decide:clerk-live', args=[item.meeting.key])}?item={item.key}"


FORMS: Mapping[str, Form] = {
    "motion": Form(
        "Put a motion right", m.Motion, lambda row: _live(row.item), _motion, _correct_motion,
        lambda row: (row.item.meeting, row.item), {"names": "vote-1-result"},
    ),
    "report": Form(
        "Replace a paper, or put it right", m.Report, lambda row: reverse("decide:clerk-item", args=[row.item.key]),
        _report, _correct_report,
    ),
    "declaration": Form(
        "Put a declaration right", m.Declaration,
        lambda row: _live(row.item) if row.item else reverse("decide:clerk-live", args=[row.meeting.key]), _declaration,
        _correct_declaration, lambda row: (row.meeting, row.item),
    ),
    "delegation": Form(
        "Put a power right", m.Delegation, lambda row: reverse("decide:clerk-power", args=[row.key]), _power,
        _correct_power,
    ),
    "use": Form(
        "Put a use of a power right", m.DelegationUse,
        lambda row: reverse("decide:clerk-power", args=[row.delegation.key]), _use, _correct_use,
    ),
    "call-in": Form(
        "Put a call-in right", m.CallIn, lambda row: reverse("decide:clerk-call-in", args=[row.decision.key]), _call_in,
        _correct_call_in,
    ),
}  # fmt: skip
"""Each kind of record that is put right here, by the kind in its reference."""

_CODES: Mapping[bool | None, str] = {True: "yes", False: "no", None: ""}


def _names(people: Any, *besides: m.Person | None) -> Options:
    """Whom a box offers, by name; whoever stands in it now among them."""
    found = {each.key: named(each) for each in (*people, *filter(None, besides))}
    return list(found.items())


def _key(person: m.Person | None) -> str:
    return person.key if person else ""


def _person(key: str) -> m.Person | None:
    """Whoever was chosen. A box lets nobody be chosen whom it does not offer."""
    return m.Person.objects.get(reference=f"person/{key}") if key else None


def _day(day: Any) -> str:
    return f"{day:%-d %-m %Y}" if day else ""
