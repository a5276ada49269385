"""Opinions: that somebody disagrees in writing with how far a commitment is said to be kept. They change no figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from guildhall.decide import door as decide
from guildhall.estate.door import AccountValue, Role, display_names, words
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.ledger.door import Actor, EventType, Value, record
from guildhall.plan import door as plan
from guildhall.understand import happened
from guildhall.understand.addresses import LANGUAGES
from guildhall.understand.models import Opinion

SIGNERS: tuple[Role, ...] = ("strategy-officer", "service-officer", "monitoring-officer")
"""Whoever answers for what the figures are about, and may say that they see them differently."""

_AS_THEMSELVES = "role/"
"""How what is kept begins where somebody signs by name and role, and for no post."""


class NotTaken(ValueError):
    """An opinion was refused, or its withdrawal: nothing was changed. ``code`` says why, ``box`` which part of it is amiss."""

    def __init__(self, code: str, box: str) -> None:
        super().__init__(f"{code}: {box}")
        self.code, self.box = code, box


@dataclass(frozen=True, slots=True)
class Voiced:
    """An opinion that stands: who wrote it, the local day, and the words by language.

    ``post`` is the post in which they wrote it, by name and with its pages, or, where they wrote as themselves, their name and role.
    """

    number: int
    commitment: str
    post: Mapping[str, str] = field(hash=False)
    addresses: Mapping[str, str] = field(hash=False)
    on: date
    words: Mapping[str, str] = field(hash=False)
    by: str


def signatures(*, account: AccountValue, on: date) -> dict[str, Mapping[str, str]]:
    """As whom somebody may sign on a day, by the code that is kept: each post that they hold, and themselves, by name and role."""
    posts = decide.posts_held(name=account.display_name, on=on)
    roles = dict.fromkeys(each.role for each in account.roles if each.role in SIGNERS)
    return {each.reference: each.name for each in posts} | {
        f"{_AS_THEMSELVES}{role}": _themselves(account.display_name, role) for role in roles
    }


def give(
    *,
    strategy: str,
    commitment: str,
    post: str,
    words: str,
    account: AccountValue,
    at: datetime,
    words_cy: str = "",
) -> Opinion:
    """Keep what somebody says of a commitment that is in force. ``post`` is one of their own ``signatures`` on that day.

    Raises ``NotTaken`` (``no-such-commitment``, ``not-your-post``, ``missing``).
    """
    actor = Actor("staff", account.reference)
    undertaken = plan.undertaken(strategy=strategy, code=commitment, on=local(at).date())
    if undertaken is None or not undertaken.in_force:
        raise NotTaken("no-such-commitment", "commitment")
    if post not in signatures(account=account, on=local(at).date()):
        raise NotTaken("not-your-post", "post")
    if not words.strip():
        raise NotTaken("missing", "words")
    with transaction.atomic():
        row = Opinion.objects.create(
            strategy=strategy, commitment=commitment, post=post, words=words.strip(), words_cy=words_cy.strip(), at=at,
            by=actor.reference,
        )  # fmt: skip
        _tell(row, happened.OPINION_GIVEN, actor, at, post=post)
    return row


def withdraw(*, number: int, actor: Actor, at: datetime) -> None:
    """Take back what one has written oneself. Said again, it changes nothing. Raises ``NotTaken`` (``not-yours``)."""
    with transaction.atomic():
        row = Opinion.objects.select_for_update().filter(pk=number, by=actor.reference).first()
        if row is None:
            raise NotTaken("not-yours", "opinion")
        if row.withdrawn_at is None:
            row.withdrawn_at = at
            row.save(update_fields=["withdrawn_at"])
            _tell(row, happened.OPINION_WITHDRAWN, actor, at)


def on_commitment(*, strategy: str, commitment: str) -> tuple[Voiced, ...]:
    """The opinions on a commitment that stand, the oldest first. At most three statements."""
    return _voiced(_standing().filter(strategy=strategy, commitment=commitment))


def on_strategy(*, strategy: str, by: date) -> tuple[Voiced, ...]:
    """The opinions on any commitment of a strategy that were given by the end of a local day and stand, the oldest first.

    At most three statements.
    """
    return _voiced(_standing().filter(strategy=strategy, at__lt=moment_of(by + timedelta(days=1))))


def all_standing(*, most: int = 100) -> tuple[Voiced, ...]:
    """The newest opinions that stand, of every commitment. At most three statements."""
    return _voiced(_standing().order_by("-id")[:most])


def _standing() -> QuerySet[Opinion]:
    return Opinion.objects.filter(withdrawn_at=None).order_by("id")


def _voiced(rows: Iterable[Opinion]) -> tuple[Voiced, ...]:
    held = list(rows)
    posts = decide.posts(references={each.post for each in held}) if held else {}
    alone = {each.by for each in held if each.post.startswith(_AS_THEMSELVES)}
    names = display_names(references=alone) if alone else {}
    return tuple(
        Voiced(
            each.pk,
            each.commitment,
            posts[each.post].name if each.post in posts else _themselves(names.get(each.by, ""), each.post),
            posts[each.post].addresses if each.post in posts else {},
            local(each.at).date(),
            {"en": each.words, "cy": each.words_cy} if each.words_cy else {"en": each.words},
            each.by,
        )
        for each in held
    )


def _themselves(name: str, role: str) -> Mapping[str, str]:
    """Ffion Garland, strategy officer."""
    code = role.removeprefix(_AS_THEMSELVES)
    told = {lang: words("understand").say(f"role-{code}", lang) for lang in LANGUAGES}
    return {lang: ", ".join(filter(None, (name, said))) for lang, said in told.items()}


def _tell(row: Opinion, event: EventType, actor: Actor, at: datetime, *, post: str = "") -> None:
    data: dict[str, Value] = {"opinion": row.pk, "commitment": row.commitment}
    if post:
        data["post"] = post
    record(subject=row.strategy, type=event.name, actor=actor, at=at, visibility="staff", data=data)
