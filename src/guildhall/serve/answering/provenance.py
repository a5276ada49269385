"""Where answers came from: who gave each of them, for whom, by which channel and when.

Most pages show answers and not their provenance, so it is told apart only for whoever looks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from guildhall.ledger.door import Actor
from guildhall.serve.answering.rows import moment

Source = tuple[str, str, str, str, datetime | str]
"""As a row keeps it: channel, actor's kind, actor, for whom, when."""


@dataclass(frozen=True, slots=True)
class Given:
    """Where an answer came from."""

    channel: str
    actor: Actor
    on_behalf_of: str
    at: datetime


class Provenance(Mapping[str, Given]):
    """Where each of a journey's answers came from, by step."""

    def __init__(self, sources: Mapping[str, Source] | None = None) -> None:
        self._sources = sources or {}

    def __getitem__(self, step: str) -> Given:
        channel, kind, reference, for_whom, at = self._sources[step]
        return Given(channel, Actor(kind, reference), for_whom, moment(at))  # type: ignore[arg-type]

    def __contains__(self, step: object) -> bool:
        return step in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def joined(self, steps: Iterable[str], source: Source) -> "Provenance":
        """The same, with answers to these steps that came from one source."""
        return Provenance({**self._sources, **dict.fromkeys(steps, source)})
