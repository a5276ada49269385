"""Find people by what somebody typed, as far as the onlooker sees. Nothing is chosen: everybody who fits is shown.

Words are sought as a name first, as it is typed, then by its beginning, then by its sound; and then as a street, or the first
line of an address. Every further thing that was given (a number, a postcode) must fit as well. Each stretch of the list costs a
fixed number of statements.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from uuid import UUID

from django.db.models import Q, QuerySet

from guildhall.estate.door import Onlooker
from guildhall.people.identity import same_as
from guildhall.people.models import ContactPoint, NameWord, Party, Residence
from guildhall.people.naming import START, Word
from guildhall.people.protection import details_seen
from guildhall.people.sought import Sought
from guildhall.people.values import Found

STRETCH = 25
_TIERS = ("name", "beginning", "sound", "address")
_SOUND, _ADDRESS = 2, 3


def search(
    *, sought: Sought, onlooker: Onlooker, after: str = "", limit: int = STRETCH
) -> tuple[tuple[Found, ...], str]:
    """A stretch of those who fit, the likeliest first, and where the next begins (empty at the end).

    A reference in what is sought is for the caller to follow: it is a case's, of which this room knows nothing. Each manner of
    finding finds all whom a stricter one does: in the first stretch these are in hand already, later the database leaves them out.
    """
    if not onlooker.people or not (sought.phone or sought.email or sought.postcode or sought.uprn or sought.words):
        return (), ""
    fitting = _with_details(sought, onlooker)
    tier, last = _mark(after)
    rows: list[tuple[str, Party]] = []
    for number, by in enumerate(_TIERS if sought.words else ("detail",)):
        if number < tier:
            continue
        wanted = limit + 1 - len(rows)
        if wanted <= 0:
            break
        found = _tier(fitting, sought, number, onlooker) if sought.words else fitting
        if last is None:
            found = found.exclude(id__in=[each.id for _, each in rows])
        elif number:
            found = found.exclude(_named(sought.words, number - 1))
        if number == tier and last is not None:
            found = found.filter(id__gt=last)
        rows += [(by, each) for each in found.order_by("id")[:wanted]]
    shown = rows[:limit]
    more = f"{_TIERS.index(shown[-1][0]) if sought.words else 0}~{shown[-1][1].id.hex}" if len(rows) > limit else ""
    return _found(shown, onlooker), more


def _with_details(sought: Sought, onlooker: Onlooker) -> QuerySet[Party]:
    rows = Party.objects.all()
    for kind, form in (("phone", sought.phone), ("email", sought.email)):
        if form:
            points = ContactPoint.objects.filter(details_seen(onlooker), kind=kind, found_by=form, until=None)
            rows = rows.filter(id__in=points.values("party_id"))
    if sought.postcode or sought.uprn:
        homes = Residence.objects.filter(details_seen(onlooker), until=None)
        if sought.postcode:
            homes = homes.filter(postcode=sought.postcode)
        if sought.uprn:
            homes = homes.filter(uprn=sought.uprn)
        if sought.house:
            homes = homes.filter(Q(found_by__startswith=f"{sought.house} ") | Q(found_by=sought.house))
        rows = rows.filter(id__in=homes.values("party_id"))
    return rows


def _tier(rows: QuerySet[Party], sought: Sought, tier: int, onlooker: Onlooker) -> QuerySet[Party]:
    """Those who fit in the manner of this tier."""
    return _living(rows, sought, onlooker) if tier == _ADDRESS else rows.filter(_named(sought.words, tier))


def _named(words: Sequence[Word], tier: int) -> Q:
    """Whoever has every word in their name, in the manner of this tier."""
    found = Q()
    for each in words:
        found &= Q(id__in=NameWord.objects.filter(_fits(each, tier)).values("party_id"))
    return found


def _living(rows: QuerySet[Party], sought: Sought, onlooker: Onlooker) -> QuerySet[Party]:
    """Those who live at a line, or in a street, that was typed; whose name is that before it, where one was typed."""
    if not sought.lines:
        return rows.none()
    return rows.filter(_named(sought.of, _SOUND), id__in=homes_at(sought.lines, onlooker).values("party_id"))


def homes_at(lines: Sequence[str], onlooker: Onlooker) -> QuerySet[Residence]:
    """Where somebody lives now by the first line of the address or its street, as far as the onlooker would be shown it.

    That neither is blank is said because the indexes hold no blank ones, which SQLite cannot tell from the lines.
    """
    line, street = Q(found_by__in=lines) & ~Q(found_by=""), Q(street__in=lines) & ~Q(street="")
    return Residence.objects.filter(details_seen(onlooker), line | street, until=None)


def _fits(word: Word, tier: int) -> Q:
    if tier == 0:
        return Q(word=word.word)
    begins = Q(start=word.start, word__startswith=word.word) if len(word.word) >= START else Q(word=word.word)
    return begins if tier == 1 or not word.sound else begins | Q(sound=word.sound)


def _mark(after: str) -> tuple[int, UUID | None]:
    """Where a stretch ended: its tier, and the last party there. A mark that is none changes nothing."""
    tier, _, key = after.partition("~")
    with suppress(ValueError):
        if 0 <= int(tier) < len(_TIERS):
            return int(tier), UUID(hex=key)
    return 0, None


def _found(rows: Sequence[tuple[str, Party]], onlooker: Onlooker) -> tuple[Found, ...]:
    """The rows with what tells one person from another. Who is linked to somebody further up is counted there."""
    same = same_as(each.id for _, each in rows)
    keys = [each.id for _, each in rows]
    homes = _homes(keys, onlooker)
    shown: list[Found] = []
    seen: set[UUID] = set()
    for by, each in rows:
        if each.id in seen:
            continue
        seen |= same[each.id]
        lives, others = homes.get(each.id, ""), len(same[each.id]) - 1
        shown.append(Found(each.reference, each.kind, each.name, by, lives, each.guarded, others))
    return tuple(shown)


def _homes(parties: Iterable[UUID], onlooker: Onlooker) -> dict[UUID, str]:
    rows = Residence.objects.filter(details_seen(onlooker), party_id__in=list(parties), until=None).order_by("id")
    return {each.party_id: in_one_line(each) for each in rows}


def in_one_line(home: Residence) -> str:
    """A residence in one line, as a list shows it."""
    if home.kind == "none":
        return "No fixed address" + (f" ({home.near})" if home.near else "")
    return ", ".join(part for part in (home.line1, home.line2, home.town, home.postcode) if part)
