"""A draft of the minutes, drawn from what was recorded at the meeting. Nothing is added that was not; what is exempt is left out."""

from collections.abc import Iterator, Mapping

from guildhall.decide import models as m
from guildhall.decide.keeping.minutes import Passage
from guildhall.kernel.clocks import local

_HOW = {"assent": "by assent", "show": "on a show of hands", "recorded": "on a recorded vote", "ballot": "by ballot"}
_OUTCOMES = {
    "resolved": "RESOLVED",
    "recommended": "RECOMMENDED",
    "noted": "NOTED",
    "deferred": "DEFERRED",
    "refused": "REFUSED",
    "referred": "REFERRED",
}
_OPTIONS = {"yes": "For", "no": "Against", "abstain": "Abstaining", "not-voting": "Not voting", "absent": "Absent"}
_WENT: Mapping[bool | None, str] = {True: " They left the room.", False: " They stayed in the room.", None: ""}
_TOOK: Mapping[bool | None, str] = {True: " They took part.", False: " They took no part.", None: ""}
_HERE = {"chair": "Present", "member": "Present", "substitute": "Present"}


def drawn(meeting: m.Meeting) -> list[Passage]:
    """Who was there, then each item in the order in which it was taken, then when it ended. Only passages that say something."""
    items = list(m.AgendaItem.objects.filter(meeting=meeting).order_by("place"))
    items.sort(key=lambda each: (each.taken is None, each.taken or 0, each.place))
    passages: list[Passage] = [(None, "", "\n".join(_there(meeting)))]
    passages += [(item, item.number, "\n".join(_at(item))) for item in items]
    passages.append((None, "", "\n".join(_ended(meeting))))
    return [each for each in passages if each[2]]


def _there(meeting: m.Meeting) -> Iterator[str]:
    rows = m.Attendance.objects.filter(meeting=meeting).select_related("person", "substitute_for").order_by("id")
    under: dict[str, list[str]] = {}
    for row in rows:
        heading = _HERE.get(row.capacity, "In attendance") if row.status == "present" else row.status.capitalize()
        under.setdefault(heading, []).append(_named(row))
    for heading in ("Present", "Apologies", "Absent", "In attendance"):
        if heading in under:
            yield f"{heading}: {'; '.join(under[heading])}."


def _named(row: m.Attendance) -> str:
    said = _person(row.person)
    if row.capacity == "chair":
        said += " (Chair)"
    if row.substitute_for:
        said += f" (substitute for {_person(row.substitute_for)})"
    if row.remote:
        said += ", remotely"
    if row.arrived_at:
        said += f", from {local(row.arrived_at):%-H:%M}"
    if row.left_at:
        said += f", until {local(row.left_at):%-H:%M}"
    return said


def _at(item: m.AgendaItem) -> Iterator[str]:
    if item.withdrawn_at:
        yield f"This item was withdrawn: {item.withdrawn_why}"
    for each in item.declarations.select_related("person").order_by("id"):
        yield _declared(each)
    for motion in item.motions.select_related("mover", "seconder", "amends").order_by("place"):
        yield from _moved(motion)
    for undertaking in item.undertakings.select_related("by", "by_post").order_by("id"):
        name = [_person(undertaking.by)] if undertaking.by else []
        who = ", ".join([*name, f"the {undertaking.by_post.label}"] if undertaking.by_post else name)
        due = f" By {undertaking.due_on:%-d %B %Y}." if undertaking.due_on else ""
        undertook = f"{who[0].upper()}{who[1:]} undertook" if who else "It was undertaken"
        yield f"{undertook}: {undertaking.text}{due}"
    for decision in item.decisions.select_related("recommends_to").order_by("id"):
        to = f" to {decision.recommends_to.name}" if decision.recommends_to else ""
        yield f"{_OUTCOMES[decision.outcome]}{to}:"
        yield from (f"{each.number}. {each.text}" for each in decision.resolutions.order_by("place"))
        yield from (f"{label}: {text}" for label, text in _why(decision) if text)


def _declared(row: m.Declaration) -> str:
    said = f"{_person(row.person)} declared a {row.kind.replace('-', ' ')} interest: {row.reason}".strip().rstrip(".")
    return f"{said}.{_WENT[row.left_the_room]}{_TOOK[row.participated]}"


def _moved(motion: m.Motion) -> Iterator[str]:
    what = "an amendment" if motion.amends else "a motion"
    by = f"{_person(motion.mover)} moved {what}" if motion.mover else f"{what.capitalize()} was moved"
    second = f", seconded by {_person(motion.seconder)}" if motion.seconder else ""
    yield f"{by}{second}: {motion.text}"
    if motion.withdrawn_at:
        yield "It was withdrawn."
    for vote in motion.vote_events.order_by("place"):
        yield _voted(vote)


_NEEDED: Mapping[str, str] = {
    "two-thirds-of-votes": "A majority of two thirds of those voting",
    "half-of-members": "A majority of all members",
    "two-thirds-of-members": "A majority of two thirds of all members",
}


def _voted(vote: m.VoteEvent) -> str:
    said = {"pass": "It was carried", "fail": "It was lost"}.get(vote.result, "It was voted on")
    said += f" {_HOW[vote.how]}" if vote.how in _HOW else ""
    counts = ((vote.yes, "for"), (vote.no, "against"), (vote.abstain, "abstaining"))
    numbers = ", ".join(f"{count} {label}" for count, label in counts if count is not None)
    said += f": {numbers}." if numbers else "."
    said += f" {_NEEDED[vote.majority]} was needed." if vote.majority else ""
    names: dict[str, list[str]] = {}
    for each in vote.votes.select_related("person").order_by("id"):
        names.setdefault(each.option, []).append(_person(each.person))
    for option, label in _OPTIONS.items():
        said += f" {label}: {', '.join(names[option])}." if option in names else ""
    return f"{said} The casting vote was {_person(vote.casting)}'s." if vote.casting else said


def _why(decision: m.Decision) -> tuple[tuple[str, str | None], ...]:
    return (
        ("Reasons", decision.reasons),
        ("Options rejected", decision.options_rejected),
        ("Conflicts of interest", decision.conflicts),
    )


def _ended(meeting: m.Meeting) -> Iterator[str]:
    for change in meeting.changes.filter(kind__in=("begun", "ended")).order_by("at"):
        yield f"The meeting {'began' if change.kind == 'begun' else 'ended'} at {local(change.at):%-H:%M}."


def _person(person: m.Person) -> str:
    return f"{person.style} {person.name}".strip()
