"""What an act tells people, heard as it is written: so that it can be seen word for word before the act is really done."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import replace

from django.utils.crypto import salted_hmac

from guildhall.kernel.canonical import canonical_json
from guildhall.serve.models import Message
from guildhall.serve.telling.notices import Drafted

CODE, ADDRESS, REFERENCE = "[the new code]", "[the address to pay at]", "[the new reference]"
STANDS_IN = (CODE, ADDRESS, REFERENCE)
"""What stands in the place of words that are made anew as they go."""

_HEARD: ContextVar[list[Drafted] | None] = ContextVar("heard", default=None)
_ANEW: ContextVar[dict[str, str] | None] = ContextVar("anew", default=None)


@contextmanager
def heard() -> Iterator[list[Drafted]]:
    """Gather every notice that is written within, in its order. Nothing is kept from being written or sent."""
    found: list[Drafted] = []
    before, drawn = _HEARD.set(found), _ANEW.set({})
    try:
        yield found
    finally:
        _HEARD.reset(before)
        _ANEW.reset(drawn)


def is_heard() -> bool:
    """Whether somebody listens to what is written now."""
    return _HEARD.get() is not None


def anew(text: str, *, instead: str) -> str:
    """What is made anew each time that an act is done, such as a code: the same text. What is heard says it ``instead``."""
    made = _ANEW.get()
    if made is not None:
        made[text] = instead
    return text


def hear(draft: Drafted) -> None:
    """A notice is about to be kept."""
    listening, made = _HEARD.get(), _ANEW.get()
    if listening is not None:
        said = tuple(_foreseen(each, made or {}) for each in draft.messages)
        listening.append(replace(draft, messages=said))


def _foreseen(message: Message, made: Mapping[str, str]) -> Message:
    """A message as it can be known before it is written. Nothing of the message itself is changed."""
    shown = copy(message)
    for text, instead in made.items():
        shown.subject, shown.body = shown.subject.replace(text, instead), shown.body.replace(text, instead)
    return shown


def mark_of(drafts: Sequence[Drafted]) -> str:
    """A mark by which notices are known again: it differs as soon as a word, a way or an address does, and tells none of them."""
    told = [
        [[each.kind, each.to, each.format, each.language, each.subject, each.body] for each in draft.messages[:1]]
        for draft in drafts
    ]
    return salted_hmac("guildhall.serve.foreseeing", canonical_json(told), algorithm="sha256").hexdigest()
