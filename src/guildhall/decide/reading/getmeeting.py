"""ModernGov's GetMeeting XML, laid out as the page of the meeting is, so that it is read by the same rules.

No document type, no entity and no reference to another file is accepted; nothing is fetched.
"""

from xml.parsers.expat import ExpatError, ParserCreate

from guildhall.decide.reading.markup import is_html, text_of
from guildhall.decide.reading.record import Unreadable

DEEPEST = 30
"""Elements inside one another; GetMeeting has six."""
_HEAD = ("meetingdate", "meetingtime", "meetinglocation", "meetingstatus", "committeetitle")
_ITEM = (
    "agendaitemtitle",
    "fulldisplaynumberformat",
    "agendatext",
    "minutesnonemptyhtmlbody",
    "decisionnonemptyhtmlbody",
    "refertocommittee",
)


def is_xml(text: str) -> bool:
    """Whether a text is XML."""
    return text.lstrip("\ufeff \t\r\n").startswith(("<?xml", "<meeting"))


def layout(held: str) -> str:
    """A meeting's XML as the text of its page. Raises ``Unreadable``."""
    meeting = _parsed(held)
    items = meeting.items
    bodies = {each["refertocommittee"] for each in items if each.get("refertocommittee")} | meeting.committees
    head = meeting.head
    lines = ["Agenda and minutes"]
    if len(bodies) == 1:
        lines.append(f"Committee: {bodies.pop()}")
    if head.get("meetingdate"):
        lines.append(f"Date/Time: {head['meetingdate']} - {head.get('meetingtime', '')}".rstrip(" -"))
    lines += [
        f"{label}: {head[name]}"
        for label, name in (("Status", "meetingstatus"), ("Venue", "meetinglocation"))
        if head.get(name)
    ]
    lines += (
        ["Attendees:", *(f"{name} | {role} | {status}" for name, role, status in meeting.attendees)]
        if meeting.attendees
        else []
    )
    lines += ["Items", "No. Item"]
    for item in items:
        lines += _item(item)
    return "\n".join(lines) + "\n"


def _item(item: dict[str, str]) -> list[str]:
    lines = [item.get("fulldisplaynumberformat", ""), item.get("agendaitemtitle", "")]
    for label, name in (
        ("", "agendatext"),
        ("Decision:", "decisionnonemptyhtmlbody"),
        ("Minutes:", "minutesnonemptyhtmlbody"),
    ):
        inner = item.get(name, "")
        words = text_of(inner) if is_html(inner) else inner
        lines += [label, words.strip()] if words.strip() else []
    return [each for each in lines if each]


class _Meeting:
    """What is kept of the XML while it goes by."""

    def __init__(self) -> None:
        self.head: dict[str, str] = {}
        self.items: list[dict[str, str]] = []
        self.attendees: list[tuple[str, str, str]] = []
        self.committees: set[str] = set()
        self.path: list[str] = []
        self.words: list[str] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        self.path.append(name.lower())
        self.words = []
        if len(self.path) > DEEPEST:
            raise Unreadable("its XML stands too deep inside itself")
        if self.path[0] != "meeting":
            raise Unreadable("its XML is no meeting as GetMeeting gives it")
        if self.path[-1] == "agendaitem":
            self.items.append({})
        if self.path[-1] == "attendee" and given.get("name"):
            plain = [
                " ".join(given.get(each, "").replace("|", " ").split())
                for each in ("name", "roledescription", "attendance")
            ]
            self.attendees.append((plain[0], plain[1], plain[2] or "-"))

    def end(self, _: str) -> None:
        name, words = self.path.pop(), "".join(self.words).strip()
        self.words = []
        if not words:
            return
        if self.path == ["meeting"] and name in _HEAD:
            self.head[name] = " ".join(words.split())
        elif self.path[-1:] == ["agendaitem"] and name in _ITEM:
            self.items[-1][name] = words if name.endswith(("body", "text")) else " ".join(words.split())
        elif name == "committeetitle":
            self.committees.add(" ".join(words.split()))

    def text(self, words: str) -> None:
        self.words.append(words)


def _parsed(held: str) -> _Meeting:
    meeting, parser = _Meeting(), ParserCreate()

    def refuse(*_: object) -> None:
        raise Unreadable("its XML declares a document type, which is not accepted")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = meeting.start
    parser.EndElementHandler = meeting.end
    parser.CharacterDataHandler = meeting.text
    try:
        parser.Parse(held.encode("utf-8"), True)
    except ExpatError as fault:
        raise Unreadable(f"its XML is cut off or broken at line {fault.lineno}") from None
    return meeting
