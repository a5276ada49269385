"""Find the body, post, person, matter or meeting that a page names, or enter it. Whoever is not surely the same is not joined."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as clock_time

from django.db.models import F, Q, QuerySet

from guildhall.decide import models as m
from guildhall.decide.called import once_called
from guildhall.decide.keeping import bodies, matters, meetings
from guildhall.decide.references import folded
from guildhall.kernel.clocks import LONDON
from guildhall.ledger.door import Actor

_STYLE = re.compile(
    r"^((?:(?:the )?(?:councillors?|cllrs?|alderman|mayor|lord|lady|sir|dame|dr|mr|mrs|ms|miss|mx|prof|rev)\.?\s+)+)(?=\S)",
    re.I,
)
_SPAN = re.compile(r"\s*[-–(]\s*for meetings from (\d\d/\d\d/\d\d(?:\d\d)?) to (\d\d/\d\d/\d\d(?:\d\d)?)\)?$", re.I)
_FULL_COUNCIL = {"council", "full council", "the council", "county council", "city council"}
_KINDS = (
    ("sub-committee", r"\bsub[- ]?committee\b"),
    ("scrutiny", r"\bscrutiny\b"),
    ("executive", r"^(?:the )?(?:cabinet|executive)\b"),
    ("joint", r"^joint\b"),
    ("panel", r"\bpanel\b"),
    ("committee", r"\b(?:committee|board)\b"),
)
_MEMBERS_POSTS = re.compile(
    r"\b(?:cabinet member|portfolio holder|leader|chair(?:man|woman|person)?|mayor|executive member)\b", re.I
)
_ROUTINE = re.compile(
    r"^(?:apologies|declarations?|minutes|to approve the minutes|admission of the public|exclusion|procedural|change in order|"
    r"public questions?|urgent (?:items?|business)|any other)\b",
    re.I,
)  # fmt: skip
"""Items that are no matter to follow: they stand on every agenda."""


@dataclass
class Hand:
    """Who brings pages in, and when. ``touched`` are the records that were made or filled in, ``new`` those that were made.

    ``unsure`` is what could be two things, in words, until the page lists it.
    """

    actor: Actor
    at: datetime
    new: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)

    def made(self, reference: str) -> None:
        self.new.append(reference)
        self.touched.append(reference)


def is_councillor(words: str) -> bool:
    """Whether words name a person by how they are addressed."""
    return _STYLE.match(words.strip()) is not None


def body(hand: Hand, name: str, day: date | None) -> m.Organization:
    """The body of this name that there was on a day. One that had ended by then, or not begun, is another."""
    if known := known_body(name, day):
        return known
    plain, (began, ended) = without_span(name), _lived(name)
    row = bodies.found_body(
        name=plain.title() if plain.isupper() else plain,
        kind=_kind_of(folded(plain)),
        founded_on=began,
        actor=hand.actor,
        at=hand.at,
    )
    if ended is not None:
        bodies.dissolve_body(body=row, on=ended, actor=hand.actor, at=hand.at)
    hand.new.append(row.reference)
    return row


def known_body(name: str, day: date | None) -> m.Organization | None:
    """The body of this name that there was on a day, where it is here already."""
    key, (began, _) = folded(without_span(name)), _lived(name)
    keys = _FULL_COUNCIL if key in _FULL_COUNCIL else {key, key.removeprefix("the ")}
    then = [] if day is None else list(once_called(keys, "body", day))
    ever = list(once_called(keys, "body", None))
    rows = [*m.Organization.objects.filter(name_key__in=keys).order_by("id")]
    once = m.Organization.objects.in_bulk(ever, field_name="reference")
    for row in [*(once[each] for each in then), *rows, *once.values()]:
        if began is not None and row.founded_on != began:
            continue
        if day is None or ((row.founded_on or day) <= day <= (row.dissolved_on or day)):
            return row
    return None


def without_span(name: str) -> str:
    """A body's name without the days that a page may print behind it: "Executive - for meetings from 03/06/00 to 26/04/11"."""
    return " ".join(_SPAN.sub("", name).split())


def post(hand: Hand, label: str, day: date | None) -> m.Post:
    """The post of this name that there was on a day; where no day is known, the one of today, else the last one."""
    plain = re.sub(r"^the ", "", " ".join(label.split()), flags=re.I)
    key = folded(plain)
    rows = list(m.Post.objects.filter(label_key=key).order_by(F("dissolved_on").desc(nulls_first=True), "id"))
    once = m.Post.objects.in_bulk(list(once_called([key], "post", None)), field_name="reference")
    rows = [*(once[each] for each in once_called([key], "post", day) if day), *rows, *once.values()]
    was = [each for each in rows if day is None or (each.founded_on or day) <= day <= (each.dissolved_on or day)]
    if was:
        return was[0]
    held_by = "member" if _MEMBERS_POSTS.search(plain) else "officer"
    row = bodies.make_post(label=plain, held_by=held_by, actor=hand.actor, at=hand.at)
    hand.new.append(row.reference)
    return row


def person(hand: Hand, words: str, kind: str = "member") -> m.Person | None:
    """The person of exactly this name: a co-opted member is a member. A surname alone, or other initials, is somebody else.

    ``None`` where several here have this name: whom the page means is then told as unsure, and nobody is chosen.
    """
    kinds = ("member", "co-opted") if kind == "member" else (kind,)
    return _one_of_name(hand, words, kinds, kind)


def attendant(hand: Hand, words: str, kind: str = "other") -> m.Person | None:
    """Who was in attendance. Nobody is a member by that alone: one whom the page does not call a councillor is entered as none.

    Where a member has the same name, that they may be the same is told as unsure. ``None`` as for ``person``.
    """
    if is_councillor(words):
        return person(hand, words)
    known = len(hand.new)
    row = _one_of_name(hand, words, ("officer", "other"), kind)
    if row is not None and len(hand.new) > known:
        for each in m.Person.objects.filter(name_key=row.name_key, kind__in=("member", "co-opted")).order_by("id"):
            hand.unsure.append(f"{row.name}, who was in attendance, may be {each.style} {each.name}".replace("  ", " "))
    return row


def _one_of_name(hand: Hand, words: str, kinds: Sequence[str], kind: str) -> m.Person | None:
    style, name = _apart(words)
    key = name_key(words)
    of_name = Q(name_key=key) | Q(reference__in=once_called([key], "person", None))
    rows = list(m.Person.objects.filter(of_name, kind__in=kinds).order_by("id")[:2])
    if len(rows) > 1:
        hand.unsure.append(
            f"More than one person here is called {name}: choose whom the page means, and enter it for them"
        )
        return None
    if rows:
        return rows[0]
    row = bodies.enter_person(name=name, style=style, kind=kind, actor=hand.actor, at=hand.at)
    hand.new.append(row.reference)
    return row


def name_key(words: str) -> str:
    """What a person so named would be known by."""
    return folded(_apart(words)[1])


def alike(who: m.Person) -> list[m.Person]:
    """Others who may be the same: they have the same last name, and nothing that differs is written in full."""
    last = who.name_key.split()[-1]
    others = m.Person.objects.filter(kind=who.kind, name_key__endswith=last).exclude(pk=who.pk)
    return [each for each in others if each.name_key.split()[-1] == last and _may_be(each.name_key, who.name_key)]


def matter(
    hand: Hand,
    title: str,
    day: date | None,
    *,
    among: Collection[m.Organization | m.Post | None],
    kind: str = "other",
    apart: bool = False,
) -> m.Matter | None:
    """The matter of this title; none for what stands on every agenda. ``kind`` is said where it is new.

    A title alone makes nothing one matter. It is the same one where a strategy is named, or where one of those ``among`` whom
    it is met it before: they had it on an agenda, planned it, decided it, or it was recommended to them. Else it is told, and
    none is given, so that somebody who knows ties it; or, for what cannot do without, another one (``apart``).
    """
    if _ROUTINE.match(title.strip()):
        return None
    rows = list(m.Matter.objects.filter(title_key=folded(title)[:400]).order_by("id"))
    same = next((each for each in rows if "strategy" in (kind, each.kind)), None) or _met_by(rows, among)
    if rows and same is None:
        known = ", ".join(each.reference for each in rows)
        hand.unsure.append(
            f"“{title}” may be {known}, of which only the title is known to be the same: it was not tied to it"
        )
    if same is None and (apart or not rows):
        same = matters.raise_matter(title=title, kind=kind, on=day, actor=hand.actor, at=hand.at)
        hand.made(same.reference)
    return same


def _met_by(rows: Sequence[m.Matter], among: Collection[m.Organization | m.Post | None]) -> m.Matter | None:
    """The first of these matters that one of these bodies or posts had before."""
    of = [each for each in among if isinstance(each, m.Organization)]
    by = [each for each in among if isinstance(each, m.Post)]
    met = m.Matter.objects.filter(pk__in=[each.pk for each in rows]).filter(
        Q(items__meeting__organization__in=of)
        | Q(plan_entries__organization__in=of)
        | Q(plan_entries__post__in=by)
        | Q(decisions__organization__in=of)
        | Q(decisions__recommends_to__in=of)
        | Q(decisions__post__in=by)
    )
    return met.order_by("id").first()


def meeting(
    hand: Hand, of: m.Organization, day: date, time: str = "", *, number: str = "", title: str = ""
) -> m.Meeting | None:
    """The body's meeting of that day, or a new one. A body that met twice on one day has two: the time tells them apart.

    Where the page says none, an item of this ``number`` and ``title`` does that stands on the agenda of one of them alone. Else
    none is given, and it is told.
    """
    rows = list(m.Meeting.objects.filter(organization=of, day=day).prefetch_related("changes").order_by("id"))
    starts_at = _moment(day, time)
    if rows and starts_at is None:
        with_it = {each.meeting_id: each.meeting for each in _items(number, title).filter(meeting__in=rows)}
        same = rows if len(rows) == 1 else list(with_it.values())
        if len(same) != 1:
            times = ", ".join(each.reference for each in rows)
            hand.unsure.append(
                f"{of.name} met more than once on {day} ({times}), and the page does not say at which of them"
            )
            return None
        return same[0]
    row = next((each for each in rows if starts_at in _starts(each)), None)
    if row is None and len(rows) == 1 and rows[0].starts_at is None:
        row = rows[0]
        row.starts_at = starts_at
        row.save(update_fields=["starts_at"])
        hand.touched.append(row.reference)
    if row is None:
        row = meetings.call_meeting(body=of, day=day, starts_at=starts_at, actor=hand.actor, at=hand.at)
        hand.made(row.reference)
        if rows:
            hand.unsure.append(
                f"{of.name} met at another time on {day} too ({rows[0]}): {row} is taken to be another meeting"
            )
    return row


def undated_meeting(
    hand: Hand, of: m.Organization, *, known: str, number: str, title: str, texts: Sequence[str]
) -> m.Meeting:
    """The body's meeting on a day that nobody knows, at which just this was resolved; or ``known``, else a new one."""
    if known:
        return m.Meeting.objects.get(reference=known)
    rows = list(_items(number, title).filter(meeting__organization=of, meeting__day=None))
    for row in rows:
        resolved = m.Resolution.objects.filter(decision__item=row).order_by("decision__id", "place")
        if [folded(each.text) for each in resolved] == [folded(each) for each in texts]:
            if not texts:
                hand.unsure.append(
                    f"No day is said, and nothing resolved: it is taken to be {row}, which has the same title"
                )
            return row.meeting
    made = meetings.call_meeting(body=of, day=None, actor=hand.actor, at=hand.at)
    hand.made(made.reference)
    if rows:
        hand.unsure.append(
            f"No day is said: {made} may be {rows[0].meeting}, where something else was resolved of “{title}”"
        )
    return made


def _items(number: str, title: str) -> QuerySet[m.AgendaItem]:
    """Items of a number and a title, with their meetings, whatever body's they are."""
    return m.AgendaItem.objects.filter(number=number, title__iexact=title).select_related("meeting").order_by("id")


def _starts(row: m.Meeting) -> list[datetime | None]:
    """When a meeting starts, and when it was to start before it was moved."""
    return [row.starts_at, *(each.was_at for each in row.changes.all() if each.was_at is not None)]


def _apart(words: str) -> tuple[str, str]:
    plain = " ".join(words.split(",", maxsplit=1)[0].split())
    style = _STYLE.match(plain)
    return (style.group(1).strip(), plain[style.end() :].strip()) if style else ("", plain)


def _kind_of(key: str) -> str:
    if key in _FULL_COUNCIL:
        return "council"
    return next((kind for kind, pattern in _KINDS if re.search(pattern, key)), "other")


def _may_be(one: str, other: str) -> bool:
    """Whether two names of one surname leave open that they are one person's."""
    pairs = zip(one.split()[:-1], other.split()[:-1], strict=False)
    return all(a == b or ((len(a) == 1 or len(b) == 1) and a[0] == b[0]) for a, b in pairs)


def _lived(name: str) -> tuple[date | None, date | None]:
    """From when to when a body was, where its name is printed with that."""
    span = _SPAN.search(name)
    began, ended = (_short_date(each) for each in span.groups()) if span else (None, None)
    return began, ended


def _short_date(text: str) -> date:
    day, month, year = (int(each) for each in text.split("/"))
    return date(year if year > 99 else 2000 + year, month, day)


def _moment(day: date | None, time: str) -> datetime | None:
    if day is None or not time:
        return None
    hour, _, minute = time.partition(":")
    return datetime.combine(day, clock_time(int(hour), int(minute or 0)), LONDON)
