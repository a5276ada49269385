"""What an import gives: a definition, and the name of everything that could not be carried over."""

from dataclasses import dataclass, field

from guildhall.kernel.model import Json


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing of the source that the definition does not hold, or holds otherwise.

    ``what`` is its sort (form, page, component, option, condition, link...), ``name`` the source's own name for it, ``page``
    the path of the source page it stands on.
    """

    what: str
    name: str
    reason: str
    page: str | None = None

    def __str__(self) -> str:
        place = f" on {self.page}" if self.page and self.page != self.name else ""
        return f"{self.what} {self.name}{place}: {self.reason}"

    def as_json(self) -> dict[str, Json]:
        return {"what": self.what, "name": self.name, "page": self.page, "reason": self.reason}


@dataclass(slots=True)
class Report:
    """The losses of one import, in the order in which they were met, none twice."""

    losses: dict[Loss, None] = field(default_factory=dict)

    def lost(self, what: str, name: object, reason: str, page: str | None = None) -> None:
        """Note one loss, each part of it on one line."""
        named = " ".join(str(name).split()) or "(no name)"
        where = None if page is None else " ".join(page.split())
        self.losses[Loss(what, named, " ".join(reason.split()), where)] = None


@dataclass(frozen=True, slots=True)
class Imported:
    """A definition as plain JSON, and what was lost on the way."""

    definition: dict[str, Json]
    losses: tuple[Loss, ...]


class NotThatForm(Exception):  # named for what happened
    """A file that is not what it claims to be. The message is one plain line."""

    code = "not-that-form"
