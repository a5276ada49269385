"""Duties to publish in time, as data: how many days, how they are read, what they count from, and the rule each comes from.

England's, for principal councils. What was read, and where. S.I. 2012/2089: regulations 5, 6(1) and (2), 8 and the beginning of 9,
and the titles of all others, on legislation.gov.uk. Local Government Act 1972: that sections 100A(6) and 100B(3) and (4) have said
five clear days in England since S.I. 2002/715, from that Order; schedule 12, paragraph 4(1A), as a law publisher quotes it. Not read,
written from general knowledge, for a lawyer to look at: regulations 9(2), 10, 11, 12 and 13 themselves; Local Government Act 2000,
sections 9F(4) and 9FE (two months as the same words stand in S.I. 2009/1919, regulation 6); schedule 12, paragraph 41.

None of these says which days of the week are clear days. The readings here are what councils mostly publish: five are working days,
twenty-eight are days of the calendar. A council's profile sets others; it can lengthen what the law sets, and never shorten it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from guildhall.kernel.clocks.clear_days import READINGS, ReadingName
from guildhall.kernel.model import Text

Body = Literal["executive", "council", "committee"]
"""Who meets: the executive or a committee of it, Full Council, or another committee of the council."""

Runs = Literal["before", "after", "within", "promptly"]
"""So many clear days before an event; so many after publication; within so many months; as soon as reasonably practicable."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be done by when. ``count`` is clear days, or months where it runs ``within``; ``None`` where no number is set.

    ``only`` limits it to key decisions or to meetings in private; ``instead`` names the duty that holds where it cannot be kept.
    """

    id: str
    name: Text = field(hash=False)
    counts_from: Text = field(hash=False)
    by: Text = field(hash=False)
    runs: Runs
    count: int | None
    reading: ReadingName
    source: str
    bodies: frozenset[Body] = frozenset({"executive"})
    only: Literal["key", "private", None] = None
    instead: str | None = None
    set_by: Literal["law", "constitution"] = "law"


class DutiesRefused(ValueError):
    """A profile says something of the duties that cannot stand. ``faults`` are all of them, in words."""

    code = "duties-refused"

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


_REGULATIONS = "Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012, regulation"
_ACT_1972 = "Local Government Act 1972,"
_PROPER_OFFICER: Text = {"en": "The proper officer", "cy": "Y swyddog priodol"}
_BODY: Text = {"en": "The body that will decide", "cy": "Y corff a fydd yn penderfynu"}
_MEETING: Text = {"en": "the day of the meeting, counted back", "cy": "diwrnod y cyfarfod, gan gyfrif yn ôl"}
_DECISION: Text = {"en": "the day of the decision, counted back", "cy": "diwrnod y penderfyniad, gan gyfrif yn ôl"}
_MADE: Text = {"en": "the day on which the decision is made", "cy": "y diwrnod y gwneir y penderfyniad"}

ENGLAND: tuple[Duty, ...] = (
    Duty(
        "key-decision-notice",
        {"en": "Notice of a key decision", "cy": "Hysbysiad o benderfyniad allweddol"},
        _DECISION,
        _BODY,
        "before",
        28,
        "calendar",
        f"{_REGULATIONS} 9(2)",
        only="key",
        instead="general-exception",
    ),
    Duty(
        "general-exception",
        {
            "en": "Notice under the general exception, where 28 days are impracticable",
            "cy": "Hysbysiad o dan yr eithriad cyffredinol, lle nad yw 28 diwrnod yn ymarferol",
        },
        _DECISION,
        _PROPER_OFFICER,
        "before",
        5,
        "working",
        f"{_REGULATIONS} 10",
        only="key",
        instead="special-urgency",
    ),
    Duty(
        "special-urgency",
        {
            "en": "Notice of special urgency, where 5 days are impracticable too",
            "cy": "Hysbysiad o frys arbennig, lle nad yw 5 diwrnod yn ymarferol ychwaith",
        },
        {
            "en": "the day on which the chair of scrutiny agreed that it is urgent",
            "cy": "y diwrnod y cytunodd y cadeirydd craffu ei fod yn fater brys",
        },
        {"en": "Whoever will decide", "cy": "Pwy bynnag a fydd yn penderfynu"},
        "promptly",
        None,
        "working",
        f"{_REGULATIONS} 11",
        only="key",
    ),
    Duty(
        "private-meeting-notice",
        {"en": "Notice of a meeting in private", "cy": "Hysbysiad o gyfarfod preifat"},
        _MEETING,
        _BODY,
        "before",
        28,
        "calendar",
        f"{_REGULATIONS} 5(2)",
        only="private",
        instead="private-urgency",
    ),
    Duty(
        "private-meeting-further-notice",
        {
            "en": "Further notice of a meeting in private, with what people said",
            "cy": "Hysbysiad pellach o gyfarfod preifat, gyda'r sylwadau a ddaeth i law",
        },
        _MEETING,
        _BODY,
        "before",
        5,
        "working",
        f"{_REGULATIONS} 5(4)",
        only="private",
        instead="private-urgency",
    ),
    Duty(
        "private-urgency",
        {
            "en": "Notice that a private meeting is urgent, where those are impracticable",
            "cy": "Hysbysiad bod cyfarfod preifat yn fater brys, lle nad yw'r rheini'n ymarferol",
        },
        {
            "en": "the day on which the chair of scrutiny agreed that it is urgent",
            "cy": "y diwrnod y cytunodd y cadeirydd craffu ei fod yn fater brys",
        },
        _BODY,
        "promptly",
        None,
        "working",
        f"{_REGULATIONS} 5(6)",
        only="private",
    ),
    Duty(
        "executive-meeting-notice",
        {"en": "Notice of the time and place", "cy": "Hysbysiad o'r amser a'r lle"},
        _MEETING,
        _BODY,
        "before",
        5,
        "working",
        f"{_REGULATIONS} 6(1)",
    ),
    Duty(
        "executive-agenda",
        {"en": "Agenda and reports", "cy": "Agenda ac adroddiadau"},
        _MEETING,
        _PROPER_OFFICER,
        "before",
        5,
        "working",
        f"{_REGULATIONS}s 6(2) and 7",
    ),
    Duty(
        "meeting-notice",
        {"en": "Notice of the time and place", "cy": "Hysbysiad o'r amser a'r lle"},
        _MEETING,
        _PROPER_OFFICER,
        "before",
        5,
        "working",
        f"{_ACT_1972} section 100A(6)",
        bodies=frozenset({"council", "committee"}),
    ),
    Duty(
        "agenda",
        {"en": "Agenda and reports", "cy": "Agenda ac adroddiadau"},
        _MEETING,
        _PROPER_OFFICER,
        "before",
        5,
        "working",
        f"{_ACT_1972} section 100B(3) and (4)",
        bodies=frozenset({"council", "committee"}),
    ),
    Duty(
        "summons",
        {"en": "Summons to members", "cy": "Gwŷs i aelodau"},
        _MEETING,
        _PROPER_OFFICER,
        "before",
        5,
        "working",
        f"{_ACT_1972} schedule 12, paragraph 4(1A)",
        bodies=frozenset({"council"}),
    ),
    Duty(
        "decision-record",
        {"en": "Record of the decision", "cy": "Cofnod o'r penderfyniad"},
        _MADE,
        _PROPER_OFFICER,
        "promptly",
        None,
        "working",
        f"{_REGULATIONS}s 12 and 13",
    ),
    Duty(
        "call-in",
        {"en": "Time to call the decision in", "cy": "Amser i alw'r penderfyniad i mewn"},
        {
            "en": "the day on which the decision is published",
            "cy": "y diwrnod y cyhoeddir y penderfyniad",
        },
        {"en": "Members of scrutiny", "cy": "Aelodau craffu"},
        "after",
        5,
        "working",
        "The council's constitution; Local Government Act 2000, section 9F(4)",
        set_by="constitution",
    ),
    Duty(
        "minutes",
        {"en": "Minutes, approved at a later meeting", "cy": "Cofnodion, a gymeradwyir mewn cyfarfod diweddarach"},
        {"en": "the next suitable meeting", "cy": "y cyfarfod addas nesaf"},
        _PROPER_OFFICER,
        "promptly",
        None,
        "working",
        f"{_ACT_1972} schedule 12, paragraph 41",
        bodies=frozenset({"executive", "council", "committee"}),
    ),
    Duty(
        "scrutiny-response",
        {"en": "Response to scrutiny", "cy": "Ymateb i'r pwyllgor craffu"},
        {
            "en": "the day on which the recommendations, or the notice if later, are received, which is the first",
            "cy": "y diwrnod y daw'r argymhellion, neu'r hysbysiad os yw'n hwyrach, i law; hwnnw yw'r cyntaf",
        },
        {"en": "The executive", "cy": "Y weithrediaeth"},
        "within",
        2,
        "calendar",
        "Local Government Act 2000, section 9FE",
    ),
)

Duties = Mapping[str, Duty]
"""Each duty by its id, as one council holds it."""

_OF_ENGLAND: Duties = MappingProxyType({duty.id: duty for duty in ENGLAND})


def duties(profile: Mapping[str, Any] | None = None) -> Duties:
    """England's duties with what a council's profile says of them: ``{"call-in": {"days": 3, "reading": "working"}}``.

    Raises ``DutiesRefused``, with every fault at once: a duty or a reading that is not known, a number that is none, less time
    than the law gives.
    """
    faults = tuple(fault for id_, said in (profile or {}).items() for fault in _faults(id_, said))
    if faults:
        raise DutiesRefused(faults)
    told = {id_: _as_told(_OF_ENGLAND[id_], said) for id_, said in (profile or {}).items()}
    return MappingProxyType({**_OF_ENGLAND, **told})


def _faults(id_: str, said: Any) -> list[str]:
    duty = _OF_ENGLAND.get(id_)
    if duty is None:
        return [f"{id_}: no such duty; there are {', '.join(sorted(_OF_ENGLAND))}."]
    if not isinstance(said, Mapping):
        return [f"{id_}: say days, reading or both."]
    found = [f"{id_}: {key}: say days, reading or both." for key in said if key not in {"days", "reading"}]
    if "reading" in said and said["reading"] not in list(READINGS):
        found.append(f"{id_}: {said['reading']}: no such reading; there are {', '.join(READINGS)}.")
    if "days" not in said:
        return found
    days = said["days"]
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= 400:
        found.append(f"{id_}: days must be a whole number from 0 to 400.")
    elif duty.runs not in {"before", "after"}:
        found.append(f"{id_}: it is not counted in clear days.")
    elif duty.set_by == "law" and duty.count is not None and days < duty.count:
        found.append(f"{id_}: the law gives {duty.count} clear days ({duty.source}); a council cannot give fewer.")
    return found


def _as_told(duty: Duty, said: Mapping[str, Any]) -> Duty:
    return replace(duty, count=said.get("days", duty.count), reading=said.get("reading", duty.reading))
