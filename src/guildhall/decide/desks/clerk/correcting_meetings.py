"""What happened at a meeting is put right at the desk: a motion and its votes, a declaration, a decision, a paper."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from guildhall.decide import models as m
from guildhall.decide.authority.corrected import correct_declaration
from guildhall.decide.desks.clerk import attending, moving
from guildhall.decide.desks.clerk.correction_forms import (
    YES_NO,
    Box,
    Form,
    Options,
    day_of,
    key_of,
    names_of,
    person_of,
)
from guildhall.decide.desks.clerk.deciding import OUTCOMES
from guildhall.decide.desks.clerk.decision import LABELS
from guildhall.decide.desks.clerk.home import meeting_bodies
from guildhall.decide.desks.clerk.naming import elected, named
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.corrections import Recount, correct_motion, correct_report
from guildhall.decide.keeping.decision_notices import SAID, OfItself, correct_decision
from guildhall.decide.models.interests import INTERESTS

_KINDS: Options = [(each, each.replace("-", " ").capitalize()) for each in INTERESTS]
_SAID = {"yes": True, "no": False}
_CODES: Mapping[bool | None, str] = {True: "yes", False: "no", None: ""}


def _motion(request: HttpRequest, row: m.Motion) -> Iterator[Box]:
    people = elected(request).by_key(row.mover, row.seconder)
    yield Box("text", "What was moved?", row.text, missing="Write what was moved")
    yield Box("mover", "Who moved it?", key_of(row.mover), "choice", people, blank="Nobody is named")
    yield Box("seconder", "Who seconded it?", key_of(row.seconder), "choice", people, blank="Nobody")
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
    needed = list(moving.MAJORITIES.items())
    yield Box(f"{under}-majority", "Which majority was needed?", vote.majority, "choice", needed, blank=moving.ORDINARY)
    people = names_of(there, vote.casting)
    yield Box(f"{under}-casting", "Was there a casting vote?", key_of(vote.casting), "choice", people, blank="No")
    yield Box(
        f"{under}-result", "What came of it?", vote.result, "choice", list(moving.RESULTS.items()), blank="Not known"
    )


def _recounted(vote: m.VoteEvent, told: dict[str, Any]) -> Recount:
    under = f"vote-{vote.place}"
    of = {name.removeprefix(f"{under}-"): value for name, value in told.items() if name.startswith(f"{under}-")}
    facts = {name: of.pop(name) for name in ("how", "yes", "no", "abstain", "casting", "result", "majority")}
    people = {each.key: each for each in m.Person.objects.filter(reference__in=[f"person/{key}" for key in of])}
    names = {people[key]: option for key, option in of.items() if option}
    count = (facts["yes"], facts["no"], facts["abstain"])
    casting, majority = person_of(facts["casting"]), facts["majority"]
    return Recount(vote, facts["how"], count, facts["result"], names, casting, majority)


def _correct_motion(_: HttpRequest, row: m.Motion, told: dict[str, Any], why: Correction) -> None:
    votes = [_recounted(each, told) for each in row.vote_events.order_by("place")]
    correct_motion(
        motion=row, text=told["text"], mover=person_of(told["mover"]), seconder=person_of(told["seconder"]), why=why,
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
    people = elected(request).by_key(row.person)
    yield Box("person", "Who declared it?", row.person.key, "choice", people, missing="Choose who declared it")
    yield Box("kind", "What kind of interest?", row.kind, "choice", _KINDS, missing="Choose")
    yield Box("text", "What is it?", row.reason)
    took, left = (_CODES[each] for each in (row.participated, row.left_the_room))
    yield Box("participated", "Did they take part?", took, "choice", YES_NO, blank="It was not said")
    yield Box("left_the_room", "Did they leave the room?", left, "choice", YES_NO, blank="It was not said")


def _correct_declaration(_: HttpRequest, row: m.Declaration, told: dict[str, Any], why: Correction) -> None:
    correct_declaration(
        declaration=row, person=person_of(told["person"]) or row.person, kind=told["kind"], reason=told["text"],
        participated=_SAID.get(told["participated"]), left_the_room=_SAID.get(told["left_the_room"]), why=why,
    )  # fmt: skip


def _decision(request: HttpRequest, row: m.Decision) -> Iterator[Box]:
    """A decision by itself, its paragraphs by their numbers, and what was said of it. What was not said then is not said now."""
    bodies = {each.code: each.name for each in (*meeting_bodies(request), *filter(None, [row.recommends_to]))}
    to, recommended = row.recommends_to.code if row.recommends_to else "", ("outcome", "recommended")
    yield Box("title", "What was decided about?", row.title, "line", missing="Write what was decided about")
    hint = "Such as 24 12 2026. Its reference stays as it was given"
    missing = "Write the day on which it was decided"
    yield Box("taken_on", "On which day?", day_of(row.taken_on), "day", hint=hint, missing=missing)
    yield Box("outcome", "What became of it?", row.outcome, "choice", list(OUTCOMES.items()), missing="Choose")
    yield Box(
        "recommends_to", "Recommended: to whom?", to, "choice", list(bodies.items()), blank="Nobody",
        missing="Choose to whom it is recommended", only=recommended,
    )  # fmt: skip
    for each in row.resolutions.order_by("place"):
        missing = "Write the paragraph. Its number is cited, so it stays"
        yield Box(f"paragraph-{each.place}", f"Paragraph {each.number}", each.text, missing=missing)
    for name in filter(lambda name: getattr(row, name), SAID):
        yield Box(name, LABELS[name], getattr(row, name), missing="This was said, so it is not left blank")


def _correct_decision(_: HttpRequest, row: m.Decision, told: dict[str, Any], why: Correction) -> None:
    to = m.Organization.objects.filter(code=told["recommends_to"]).first()
    correct_decision(
        decision=row, paragraphs={each.number: told[f"paragraph-{each.place}"] for each in row.resolutions.all()},
        said={name: told[name] for name in SAID if name in told}, why=why,
        of_itself=OfItself(told["title"], told["taken_on"], told["outcome"], to),
    )  # fmt: skip


def _live(item: m.AgendaItem) -> str:
    return f"{reverse('decide:clerk-live', args=[item.meeting.key])}?item={item.key}"


MEETINGS: Mapping[str, Form] = {
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
    "decision": Form(
        "Put a decision right", m.Decision, lambda row: reverse("decide:clerk-decision", args=[row.key]), _decision,
        _correct_decision, lambda row: (row.item.meeting if row.item else None, row.item),
    ),
}  # fmt: skip
"""Each kind of record of a meeting that is put right, by the kind in its reference."""
