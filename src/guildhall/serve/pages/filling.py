"""Filling a page of questions: what was answered, what is wrong, and what a person needs to come back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guildhall.estate.door import words as say
from guildhall.kernel.question import Refusal, Typed
from guildhall.serve.pages.keeping import Composed
from guildhall.serve.pages.pieces import Hole, Made, Piece, escaped, fill, put, together


@dataclass(frozen=True, slots=True)
class File:
    """A file that is stored already: what it is called, and the token by which the form gives it back."""

    name: str
    token: str


@dataclass(frozen=True, slots=True)
class Showing:
    """What one page of questions is to show. ``form`` is what stands in the boxes; ``parts`` are pieces filled already."""

    language: str
    page: str
    relevant: Sequence[str]
    csrf: str
    back: str
    form: Mapping[str, Typed] = field(default_factory=dict)
    refusals: Sequence[Refusal] = ()
    files: Mapping[str, Sequence[File]] = field(default_factory=dict)
    more: Mapping[str, int] = field(default_factory=dict)
    """How many items each repeating question shows, where more than are filled in."""
    resume: str = ""


def shown_page(pieces: Composed, showing: Showing) -> Made:
    """A page of questions, whole."""
    return fill(pieces[f"page {showing.page}"], _Filling(pieces, showing).give)


class _Filling:
    def __init__(self, pieces: Composed, showing: Showing) -> None:
        self.pieces = pieces
        self.showing = showing
        self.messages: dict[str, str] = {}
        self.boxes: dict[str, str] = {}
        for refusal in showing.refusals:
            self.boxes.setdefault(refusal.step, self._box_of(refusal))
            self.messages.setdefault(refusal.step, refusal.said(showing.language))
        self._ways: dict[str, Callable[[str, Hole, str], str]] = {
            "value": self._value,
            "checked": self._checked,
            "message": lambda full, _hole, _at: escaped(self.messages.get(full, "")),
            "wrong": lambda full, hole, _at: hole[2] if self.boxes[full] in hole[3:] else "",
            "told": self._told,
            "told-by": self._told_by,
            "field": lambda _full, hole, at: self._field(hole[1], at),
            "items": self._items,
            "more": lambda full, _hole, _at: str(self._count(full)),
            "files": self._files,
        }

    def give(self, hole: Hole) -> str:
        showing = self.showing
        match hole:
            case "field", path:
                return self._field(path, "") if path in showing.relevant else ""
            case "summary", *_:
                return self._summary()
            case "error-prefix", *_:
                return say("estate").say("error-prefix", showing.language) + " " if self.messages else ""
        return {"csrf": escaped(showing.csrf), "back": escaped(showing.back), "resume": showing.resume}[hole[0]]

    def _field(self, path: str, at: str) -> str:
        full = _full(path, at)
        piece = self.pieces[f"field! {path}" if full in self.messages else f"field {path}"]
        return fill(piece, lambda hole: self._in_field(hole, at))

    def _in_field(self, hole: Hole, at: str) -> str:
        if hole[0] == "at":
            return escaped(at)
        full = _full(hole[1], at)
        return self._ways[hole[0]](full, hole, at)

    def _value(self, full: str, _hole: Hole, _at: str) -> str:
        held = self.showing.form.get(full, "")
        return escaped(held if isinstance(held, str) else ", ".join(held))

    def _checked(self, full: str, hole: Hole, _at: str) -> str:
        held = self.showing.form.get(full, ())
        return " checked" if hole[2] in ([held] if isinstance(held, str) else held) else ""

    def _told(self, full: str, hole: Hole, _at: str) -> str:
        """The message, at the box that it is about: its key is ``hole[2]``, empty for the question as a whole."""
        if self.boxes[full] != hole[2]:
            return ""
        return put(self.pieces["error"], message=escaped(self.messages[full]), field=escaped(_named(full, hole[2])))

    def _told_by(self, full: str, hole: Hole, _at: str) -> str:
        """What points from a box to its message: ``hole[3]``, with the message's own name in it."""
        return hole[3].replace("*", escaped(_named(full, hole[2]))) if self.boxes[full] == hole[2] else ""

    def _items(self, at: str, hole: Hole, _at: str) -> str:
        path, count = hole[1], self._count(at)
        piece = self.pieces[f"item- {path}" if count > 1 else f"item {path}"]
        return together([self._item(piece, f"{at}.{place}", place) for place in range(count)])

    def _item(self, piece: Piece, at: str, place: int) -> str:
        return fill(piece, lambda hole: str(place + 1) if hole[0] == "number" else self._in_field(hole, at))

    def _count(self, at: str) -> int:
        places = [key[len(at) + 1 :].partition(".")[0] for key in self.showing.form if key.startswith(f"{at}.")]
        filled = max((int(place) + 1 for place in places if place.isdecimal() and len(place) < 4), default=1)
        return max(filled, self.showing.more.get(at, 1))

    def _files(self, full: str, _hole: Hole, _at: str) -> str:
        listed = self.showing.files.get(full, ())
        if not listed:
            return ""
        piece = self.pieces["file"]
        given = [put(piece, name=escaped(each.name), token=each.token, field=full) for each in listed]
        return put(self.pieces["files"], list=together(given))

    def _summary(self) -> str:
        if not self.messages:
            return ""
        links = [
            f'<a href="#{escaped(self._place(step))}">{escaped(message)}</a>' for step, message in self.messages.items()
        ]
        return put(self.pieces["summary"], errors="</li><li>".join(links))

    def _place(self, step: str) -> str:
        """Where a message leads: to the box it is about, else to the first of its question."""
        path, at = _path(step)
        boxes = [name for name, way in self._boxes(path) if way == "value"]
        if about := self.boxes[step]:
            return f"f-{step}.{about}"
        return f"f-{_full(boxes[0], at)}" if boxes else f"f-{step}"

    def _box_of(self, refusal: Refusal) -> str:
        """The box that a refusal is about, where this page has it."""
        path, _ = _path(refusal.step)
        has_it = refusal.box and any(name == f"{path}.{refusal.box}" for name, _ in self._boxes(path))
        return refusal.box if has_it else ""

    def _boxes(self, path: str) -> Iterator[tuple[str, str]]:
        """The boxes of a question, each with how it is filled."""
        holes = (part for part in self.pieces.get(f"field {path}", ()) if not isinstance(part, str))
        return ((hole[1], hole[0]) for hole in holes if hole[0] in {"value", "checked"})


def _path(step: str) -> tuple[str, str]:
    """The path under which a step's pieces are kept, and the item that it stands in."""
    parts = step.split(".")
    items = [place for place, part in enumerate(parts) if part.isdecimal() and place]
    at = ".".join(parts[: items[-1] + 1]) if items else ""
    return ".".join("*" if place in items else part for place, part in enumerate(parts)), at


def _named(full: str, box: str) -> str:
    return f"{full}.{box}" if box else full


def _full(path: str, at: str) -> str:
    """The name of a box: what comes after the last star of its path, in the item that ``at`` names."""
    _, star, rest = path.rpartition("*.")
    return f"{at}.{rest}" if star and at else path
