"""Whether somebody had the authority to bring a version of a strategy to where it is said to be. Every refusal is told at once.

A new version is in force only by a resolution of the body that adopts the strategy, or by a use of a delegated power that this body
gave over it. A use changes what its two texts show, all of it and nothing else: any other passage was changed by nobody.
Whether what they show lies within the scope of the power is not worked out: a named officer said so in ``decide``, and answers for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from guildhall.kernel.model import Text, words
from guildhall.kernel.planning.comparing import Change, lines_changed

Act = Literal["consulted", "recommended", "adopted", "amended"]
"""To what a version is brought: put to consultation, recommended to the body that adopts it, adopted, or changed once in force."""

Audience = Literal["desk", "public"]

RefusalCode = Literal[
    "nothing-cited",
    "not-on-record",
    "another-matter",
    "not-the-adopting-body",
    "not-resolved",
    "not-recommended-to-it",
    "not-in-effect",
    "has-ended",
    "nothing-in-force",
    "in-force-already",
    "used-before",
    "texts-not-kept",
    "beyond-what-was-shown",
    "short-of-what-was-shown",
    "nothing-changed",
]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that everybody may read, as it stands on the day that is asked about; bodies and matters by reference."""

    reference: str
    outcome: str
    body: str
    matter: str
    taken_on: date | None
    effective: date | None
    ended: date | None
    recommended_to: str = ""


@dataclass(frozen=True, slots=True)
class Used:
    """A use of a delegated power: the decision that gave the power, the day, the texts before and after (empty where none were kept)."""

    reference: str
    given_by: Decided | None
    on: date
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done to a strategy: by which body it is adopted, what matter it is, and what the version changes of the one in force.

    ``has_one_in_force`` says that there is one; ``used_before`` that what is cited changed it into another version already.
    """

    act: Act
    adopter: str
    matter: str
    on: date
    changed: tuple[Change, ...] = ()
    has_one_in_force: bool = False
    used_before: bool = False


@dataclass(frozen=True, slots=True)
class Unauthorised:
    """One reason why something may not be done to a strategy. ``about`` is the record, the body or the passage that it is about."""

    code: RefusalCode
    about: str = ""

    def said(self, audience: Audience, language: str = "en") -> str:
        return words(REFUSALS[self.code][audience], language).format(about=self.about)


class NoAuthority(ValueError):
    """A strategy was not changed, because nobody had the authority. ``refused`` has every reason."""

    code = "no-authority"

    def __init__(self, refused: Sequence[Unauthorised]) -> None:
        super().__init__(" ".join(each.said("desk") for each in refused))
        self.refused = tuple(refused)


def refusals(asked: Asked, by: Decided | Used | None) -> tuple[Unauthorised, ...]:
    """Every reason why it may not be done; none where it may."""
    if by is None:
        return (Unauthorised("nothing-cited"),)
    if isinstance(by, Used):
        return tuple(_by_a_use(asked, by))
    return tuple(_by_a_decision(asked, by))


def _by_a_decision(asked: Asked, by: Decided) -> Iterator[Unauthorised]:
    if by.matter != asked.matter:
        yield Unauthorised("another-matter", by.reference)
    match asked.act:
        case "recommended":
            if by.outcome != "recommended" or by.recommended_to != asked.adopter:
                yield Unauthorised("not-recommended-to-it", by.reference)
            elif by.taken_on is None or by.taken_on > asked.on:
                yield Unauthorised("not-in-effect", by.reference)
        case "consulted":
            yield from _resolved(by, asked.on)
        case "adopted" | "amended":
            if by.body != asked.adopter or not asked.adopter:
                yield Unauthorised("not-the-adopting-body", by.reference)
            yield from _resolved(by, asked.on)
            if asked.act == "amended" and not asked.has_one_in_force:
                yield Unauthorised("nothing-in-force")
            if asked.has_one_in_force and asked.act == "adopted":
                yield Unauthorised("in-force-already")
            if asked.act == "amended" and not asked.changed:
                yield Unauthorised("nothing-changed")
            if asked.act == "amended" and asked.used_before:
                yield Unauthorised("used-before", by.reference)


def _by_a_use(asked: Asked, use: Used) -> Iterator[Unauthorised]:
    given = use.given_by
    if asked.act != "amended":
        yield Unauthorised("not-resolved", use.reference)
    if given is None:
        yield Unauthorised("not-on-record", use.reference)
    else:
        if given.matter != asked.matter:
            yield Unauthorised("another-matter", given.reference)
        if given.body != asked.adopter or not asked.adopter:
            yield Unauthorised("not-the-adopting-body", given.reference)
        yield from _resolved(given, use.on)
    if not asked.has_one_in_force:
        yield Unauthorised("nothing-in-force")
    if asked.used_before:
        yield Unauthorised("used-before", use.reference)
    if not (use.before.strip() and use.after.strip()):
        yield Unauthorised("texts-not-kept", use.reference)
    elif not asked.changed:
        yield Unauthorised("nothing-changed")
    else:
        yield from _against_what_was_shown(asked.changed, use)


def _resolved(by: Decided, on: date) -> Iterator[Unauthorised]:
    """It was decided and had effect on the day; what is only recommended, noted or called in has none."""
    if by.outcome != "resolved":
        yield Unauthorised("not-resolved", by.reference)
    elif by.effective is None or by.effective > on:
        yield Unauthorised("not-in-effect", by.reference)
    elif by.ended is not None and by.ended <= on:
        yield Unauthorised("has-ended", by.reference)


def _against_what_was_shown(changed: tuple[Change, ...], use: Used) -> Iterator[Unauthorised]:
    """Where the version and the use's texts part, line by line: a line of one of these alone is gone or new in the version, and no other.

    The texts are kept in English. A passage that was changed in another language alone is shown by neither.
    """
    gone, new = lines_changed(changed, "en")
    before, after = (frozenset(map(str.strip, text.splitlines())) - {""} for text in (use.before, use.after))
    for each in sorted((gone - (before - after)) | (new - (after - before))):
        yield Unauthorised("beyond-what-was-shown", each)
    for each in sorted(((before - after) - gone) | ((after - before) - new)):
        yield Unauthorised("short-of-what-was-shown", each)
    for change in changed:
        if change.kind == "moved":
            yield Unauthorised("beyond-what-was-shown", f"{change.code}: {change.was} → {change.now}")
        for passage in change.passages:
            one, other = passage.before or {}, passage.after or {}
            if one.get("en") == other.get("en"):
                said = next(
                    text for language, text in (other or one).items() if one.get(language) != other.get(language)
                )
                yield Unauthorised("beyond-what-was-shown", said)


_NOT_ADOPTED: Text = {
    "en": "The body that adopts this strategy has not decided it.",
    "cy": "Nid yw’r corff sy’n mabwysiadu’r strategaeth hon wedi penderfynu arno.",
}
_NOT_SHOWN: Text = {
    "en": "What was changed is not shown by the use of a power that is named for it.",
    "cy": "Nid yw’r defnydd o bŵer a enwir ar ei gyfer yn dangos yr hyn a newidiwyd.",
}
_NOT_ITS_OWN: Text = {
    "en": "The decision named for it is about something else.",
    "cy": "Mae’r penderfyniad a enwir ar ei gyfer yn ymwneud â rhywbeth arall.",
}

REFUSALS: dict[RefusalCode, dict[Audience, Text]] = {
    "nothing-cited": {
        "desk": {"en": "Name the decision, or the use of a delegated power, by which this is done."},
        "public": {"en": "No decision is named for it.", "cy": "Ni enwir unrhyw benderfyniad ar ei gyfer."},
    },
    "not-on-record": {
        "desk": {
            "en": "There is no published decision or use of a power called {about}. Publish it first, or check its reference."
        },
        "public": {
            "en": "The decision named for it is not published.",
            "cy": "Nid yw’r penderfyniad a enwir ar ei gyfer wedi’i gyhoeddi.",
        },
    },
    "another-matter": {
        "desk": {"en": "{about} is about another matter than this strategy. Name one that is about it."},
        "public": _NOT_ITS_OWN,
    },
    "not-the-adopting-body": {
        "desk": {"en": "{about} was not decided by the body that adopts this strategy. Bring it before that body."},
        "public": _NOT_ADOPTED,
    },
    "not-resolved": {
        "desk": {"en": "{about} did not resolve this. What is recommended, noted or put off adopts nothing."},
        "public": _NOT_ADOPTED,
    },
    "not-recommended-to-it": {
        "desk": {"en": "{about} recommends nothing to the body that adopts this strategy."},
        "public": _NOT_ITS_OWN,
    },
    "not-in-effect": {
        "desk": {"en": "{about} had no effect on that day. Wait until it has."},
        "public": {"en": "The decision had not come into effect.", "cy": "Nid oedd y penderfyniad wedi dod i rym."},
    },
    "has-ended": {
        "desk": {"en": "{about} was revoked or replaced before that day. Look for the one in force."},
        "public": {"en": "The decision was no longer in force.", "cy": "Nid oedd y penderfyniad mewn grym mwyach."},
    },
    "nothing-in-force": {
        "desk": {"en": "No version of this strategy is in force that could be changed. Have one adopted first."},
        "public": {"en": "The strategy is not in force.", "cy": "Nid yw’r strategaeth mewn grym."},
    },
    "in-force-already": {
        "desk": {"en": "A version of this strategy is in force. Say that this one amends it."},
        "public": {
            "en": "A version of the strategy was in force already.",
            "cy": "Roedd fersiwn o’r strategaeth mewn grym eisoes.",
        },
    },
    "used-before": {
        "desk": {"en": "{about} made another version already. Name what this change was decided by."},
        "public": {
            "en": "What is named for it made another change.",
            "cy": "Gwnaeth yr hyn a enwir ar ei gyfer newid arall.",
        },
    },
    "texts-not-kept": {
        "desk": {
            "en": "{about} does not hold the text before and after. Put it right first: without them nobody sees what it changed."
        },
        "public": _NOT_SHOWN,
    },
    "beyond-what-was-shown": {
        "desk": {"en": "This passage was changed, and the texts of the use do not show it: {about}"},
        "public": _NOT_SHOWN,
    },
    "short-of-what-was-shown": {
        "desk": {"en": "The texts of the use show a change of this passage that the version does not make: {about}"},
        "public": _NOT_SHOWN,
    },
    "nothing-changed": {
        "desk": {"en": "This version says what the one in force says. There is nothing to amend."},
        "public": {"en": "Nothing was changed.", "cy": "Ni newidiwyd dim."},
    },
}
