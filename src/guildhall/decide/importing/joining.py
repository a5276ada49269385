"""Find the body, post, person, matter or meeting that a page names, or enter it. Whoever is not surely the same is not joined."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as clock_time

from guildhall.decide import models as m
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
    """Who brings pages in, and when. ``touched`` are the records that were made or filled in, ``new`` those that were made."""

    actor: Actor
    at: datetime
    new: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)

    def made(self, reference: str) -> None:
        self.new.append(reference)
        self.touched.append(reference)


def is_councillor(words: str) -> bool:
    """Whether words name a person by how they are addressed."""
    return _STYLE.match(words.strip()) is not None


def body(hand: Hand, name: str, day: date | None) -> m.Organization:
    """The body of this name that there was on a day. One that had ended by then, or not begun, is another."""
    plain = without_span(name)
    span = _SPAN.search(name)
    began, ended = (_short_date(each) for each in span.groups()) if span else (None, None)
    key = folded(plain)
    keys = _FULL_COUNCIL if key in _FULL_COUNCIL else {key, key.removeprefix("the ")}
    for row in m.Organization.objects.filter(name_key__in=keys).order_by("id"):
        if began is not None and row.founded_on != began:
            continue
        if day is None or ((row.founded_on or day) <= day <= (row.dissolved_on or day)):
            return row
    row = bodies.found_body(
        name=plain.title() if plain.isupper() else plain,
        kind=_kind_of(key),
        founded_on=began,
        actor=hand.actor,
        at=hand.at,
    )
    if ended is not None:
        bodies.dissolve_body(body=row, on=ended, actor=hand.actor, at=hand.at)
    hand.new.append(row.reference)
    return row


def without_span(name: str) -> str:
    """A body's name without the days that a page may print behind it: "Executive - for meetings from 03/06/00 to 26/04/11"."""
    return " ".join(_SPAN.sub("", name).split())


def post(hand: Hand, label: str) -> m.Post:
    """The post of this name."""
    plain = re.sub(r"^the ", "", " ".join(label.split()), flags=re.I)
    row = m.Post.objects.filter(label_key=folded(plain), dissolved_on=None).order_by("id").first()
    if row is None:
        held_by = "member" if _MEMBERS_POSTS.search(plain) else "officer"
        row = bodies.make_post(label=plain, held_by=held_by, actor=hand.actor, at=hand.at)
        hand.new.append(row.reference)
    return row


def person(hand: Hand, words: str, kind: str = "member") -> m.Person:
    """The person of exactly this name. A surname alone, or other initials, is somebody else until somebody says otherwise."""
    style, name = _apart(words)
    row = m.Person.objects.filter(name_key=name_key(words), kind=kind).order_by("id").first()
    if row is None:
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


def matter(hand: Hand, title: str, day: date | None, kind: str = "other") -> m.Matter | None:
    """The matter of this title; none for what stands on every agenda. ``kind`` is said where it is new."""
    if _ROUTINE.match(title.strip()):
        return None
    row = m.Matter.objects.filter(title_key=folded(title)[:400]).order_by("id").first()
    if row is None:
        row = matters.raise_matter(title=title, kind=kind, on=day, actor=hand.actor, at=hand.at)
        hand.made(row.reference)
    return row


def meeting(hand: Hand, of: m.Organization, day: date | None, time: str = "", known: str = "") -> m.Meeting:
    """The body's meeting of that day, and at that time where several are known. Without a day: ``known``, else a new one."""
    rows = list(m.Meeting.objects.filter(organization=of, day=day).order_by("id")) if day else []
    starts_at = _moment(day, time)
    same = [each for each in rows if starts_at is None or each.starts_at in (None, starts_at)] or rows
    if day is None and known:
        same = list(m.Meeting.objects.filter(reference=known))
    if same:
        row = same[0]
        if row.starts_at is None and starts_at is not None:
            row.starts_at = starts_at
            row.save(update_fields=["starts_at"])
            hand.touched.append(row.reference)
        return row
    row = meetings.call_meeting(body=of, day=day, starts_at=starts_at, actor=hand.actor, at=hand.at)
    hand.made(row.reference)
    return row


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


def _short_date(text: str) -> date:
    day, month, year = (int(each) for each in text.split("/"))
    return date(year if year > 99 else 2000 + year, month, day)


def _moment(day: date | None, time: str) -> datetime | None:
    if day is None or not time:
        return None
    hour, _, minute = time.partition(":")
    return datetime.combine(day, clock_time(int(hour), int(minute or 0)), LONDON)
