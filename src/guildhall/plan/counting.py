"""How many answered a consultation, and how many said each thing, by way in: those whose cases were read and those counted elsewhere.

Where few did, the number is withheld (``kernel.measures.figures``): they could be known by it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count

from guildhall.kernel.measures import Figure, Group, shown
from guildhall.plan import models as m


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there were, by way in: the most first, and what is withheld last. A ``count`` that is withheld is ``None``."""

    whole: int | None
    parts: tuple[Figure, ...]

    @property
    def withholds(self) -> bool:
        """Whether any number of it is withheld."""
        return self.whole is None or any(each.withheld for each in self.parts)

    def by_channel(self) -> Mapping[str, int | None]:
        """How many by each way in."""
        return {str(each.part): each.count for each in self.parts}


_ANY = ""
"""Any of the ways in by which few came."""

Of = tuple[int, int | None]
"""The keys of a consultation and of one of its findings; none for all who answered."""


def counted(consultations: Collection[m.Consultation]) -> Mapping[Of, Counted]:
    """What may be shown of each consultation and of each finding. Three statements."""
    people: dict[Of, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for told in m.Heard.objects.filter(consultation__in=consultations):
        people[told.consultation_id, told.finding_id][told.channel] += told.people
    read = m.Voice.objects.filter(consultation__in=consultations)
    for key, channel, number in read.values_list("consultation", "channel").annotate(Count("pk")).order_by():
        people[key, None][channel] += number
    raised = read.filter(raised__isnull=False).values_list("consultation", "raised", "channel")
    for key, finding, channel, number in raised.annotate(Count("pk")).order_by():
        people[key, finding][channel] += number
    all_of = {key: _shown(by_channel) for (key, finding), by_channel in people.items() if finding is None}
    hidden = {key: {str(each.part) for each in told.parts if each.withheld} for key, told in all_of.items()}
    return {of: _within(by_channel, hidden.get(of[0], set())) for of, by_channel in people.items()}


def _within(by_channel: Mapping[str, int], hidden: Collection[str]) -> Counted:
    """What may be shown where it is withheld how many came by some of the ways in: those are one way here, and each is withheld.

    So neither the rest of a total tells of one of them, nor whether a finding has it.
    """
    few = sum(by_channel.get(each, 0) for each in hidden)
    told = _shown(
        {each: number for each, number in by_channel.items() if each not in hidden} | ({_ANY: few} if few else {})
    )
    parts = [each for each in told.parts if each.part != _ANY]
    if few:
        parts += [Figure(each, None, None, withheld=True) for each in hidden]
    return Counted(told.whole, tuple(sorted(parts, key=_most_first)))


def _most_first(each: Figure) -> tuple[bool, int, str]:
    return each.count is None, -(each.count or 0), str(each.part)


def _shown(by_channel: Mapping[str, int]) -> Counted:
    """That nobody came by a way in tells of nobody, and is said."""
    some = {channel: number for channel, number in by_channel.items() if number}
    whole = Group(None, sum(some.values()))
    told, parts = shown("count", whole, [Group(*each) for each in sorted(some.items())])
    none = [Figure(channel, 0, None) for channel in sorted(set(by_channel) - set(some))]
    return Counted(0 if not some else told.count, tuple(sorted((*parts, *none), key=_most_first)))
