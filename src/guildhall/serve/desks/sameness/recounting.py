"""What was made while two records were taken for one person, each thing as the review tells it."""

from dataclasses import dataclass
from datetime import date, datetime

from guildhall.kernel.clocks.saying import day_in_full
from guildhall.people.door import sameness
from guildhall.serve.contacts.interactions import REASONS
from guildhall.serve.desks.cases.lists import WAYS, title_of
from guildhall.serve.desks.helping.telling import BASES
from guildhall.serve.desks.people.saying import LANGUAGES, NEEDS, SPOKEN
from guildhall.serve.desks.telling import when
from guildhall.serve.parting.made import Made

_KINDS = {
    "case": "Case",
    "contact": "Contact",
    "callback": "Promise to call back",
    "message": "Message",
    "appointment": "Appointment",
    "journey": "Begun, and not sent",
    "post": "Post held for them",
    "request": "Request about their information",
    "hold": "Legal hold",
    "contact-point": "Way to reach them",
    "residence": "Address",
    "need": "Need",
    "belonging": "Speaks for an organisation",
    "speaker": "Somebody speaks for them",
    "representation": "Somebody acts for them",
    "acting": "Acts for somebody",
    "protection": "Protection of where they are and how they are reached",
    "name": "Name",
    "birth": "Day of birth",
    "language": "Language",
    "spoken": "Language of their interpreter",
    "preferred": "Way they prefer",
    "preferred-no": "Way they prefer no more",
    "safe-yes": "Safe to use",
    "safe-no": "Not safe to use",
    "safe-not-known": "Not known to be safe",
    "message-yes": "A message may be left",
    "message-no": "Leave no message",
    "message-not-known": "Not known whether a message may be left",
    "ended-way": "Way to reach them, ended",
    "ended-belonging": "Spoke for an organisation, ended",
    "ended-speaker": "Somebody spoke for them, ended",
}
_WRITTEN_OVER = {"name", "birth", "language", "spoken"}
_ASKED = {"access": "To see what we hold", "erasure": "To have it erased"}


@dataclass(frozen=True, slots=True)
class Recounted:
    """One thing: what, when, and of whose records it is now. ``box`` names its boxes in the form."""

    record: str
    box: str
    kind: str
    when: str
    how: str
    about: str
    case: str
    of: str
    language: str


def recounted(each: Made | sameness.Kept, at: datetime) -> Recounted:
    """One thing in words. No statement."""
    box = each.record.replace("/", "-").lower()
    kind, moment = _KINDS[each.kind], when(each.at, at)
    if isinstance(each, Made):
        how = WAYS.get(each.channel, "")
        if each.kind == "contact":
            about = REASONS.get(each.about, each.about.replace("-", " ").capitalize())
        elif each.kind == "request":
            about = _ASKED[each.about]
        else:
            about = each.about or (title_of(each.service) if each.service else "")
        return Recounted(each.record, box, kind, moment, how, about, each.case, each.of, each.language)
    if each.kind in _WRITTEN_OVER:
        before = f"instead of {_said(each.kind, each.before)}" if each.before else "not known before"
        return Recounted(each.record, box, kind, moment, before, _said(each.kind, each.about), "", each.of, "")
    about = {"need": NEEDS, "representation": BASES, "acting": BASES}.get(each.kind, {}).get(each.about, each.about)
    return Recounted(each.record, box, kind, moment, "", about, "", each.of, "")


def _said(kind: str, value: str) -> str:
    """A name, a day of birth or a language in words."""
    if kind == "birth" and value:
        return day_in_full(date.fromisoformat(value), "en")
    said = {"language": LANGUAGES, "spoken": SPOKEN}.get(kind, {})
    return said.get(value, value) or "not known"
