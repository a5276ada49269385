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

    def by_channel(self) -> Mapping[str, int | None]:
        """How many by each way in."""
        return {str(each.part): each.count for each in self.parts}


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
    return {of: _shown(by_channel) for of, by_channel in people.items()}


def _shown(by_channel: Mapping[str, int]) -> Counted:
    """That nobody came by a way in tells of nobody, and is said."""
    some = {channel: number for channel, number in by_channel.items() if number}
    whole = Group(None, sum(some.values()))
    told, parts = shown("count", whole, [Group(*each) for each in sorted(some.items())])
    none = [Figure(channel, 0, None) for channel in sorted(set(by_channel) - set(some))]
    ordered = sorted(parts, key=lambda each: (each.count is None, -(each.count or 0), str(each.part)))
    return Counted(0 if not some else told.count, (*ordered, *none))
