"""What an act tells people, heard as it is written: so that it can be seen word for word before the act is really done."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.crypto import salted_hmac

from guildhall.kernel.canonical import canonical_json
from guildhall.serve.telling.notices import Drafted

_HEARD: ContextVar[list[Drafted] | None] = ContextVar("heard", default=None)


@contextmanager
def heard() -> Iterator[list[Drafted]]:
    """Gather every notice that is written within, in its order. Nothing is kept from being written or sent."""
    found: list[Drafted] = []
    before = _HEARD.set(found)
    try:
        yield found
    finally:
        _HEARD.reset(before)


def hear(draft: Drafted) -> None:
    """A notice is about to be kept."""
    listening = _HEARD.get()
    if listening is not None:
        listening.append(draft)


def mark_of(drafts: Sequence[Drafted]) -> str:
    """A mark by which notices are known again: it differs as soon as a word, a way or an address does, and tells none of them."""
    told = [
        [[each.kind, each.to, each.format, each.language, each.subject, each.body] for each in draft.messages[:1]]
        for draft in drafts
    ]
    return salted_hmac("guildhall.serve.foreseeing", canonical_json(told), algorithm="sha256").hexdigest()
