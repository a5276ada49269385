"""Findings about translation: words missing in a language, left behind when the English changed, or saying something else."""

import re
from collections.abc import Iterator, Mapping

from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.international import is_worded
from guildhall.kernel.gate.named import language_named, listed, shortened
from guildhall.kernel.gate.texts import Placed, texts
from guildhall.kernel.gate.words_filled import PLACE
from guildhall.kernel.model import Text
from guildhall.kernel.service import ApprovedWords

FINDS: Mapping[str, Severity] = {
    "words.missing-translation": "blocks",
    "words.stale-translation": "blocks",
    "words.identical-translation": "warns",
    "words.unlike-translation": "blocks",
    "words.unchecked-welsh": "warns",
}

_LINK = re.compile(r"\]\(([^)\s]+)[^)]*\)|(?<![(\w])(?:https?://|www\.)\S+")
_TELEPHONE = re.compile(r"(?<![\d£.,/-])\+?\d(?:[\d ]|\(0\)){7,}\d(?![\d/-])")
_HOLDS_SOMETHING = re.compile(r"[{(\d]|://|www")
_MOST_NAMED = 4


def findings(examined: Examined) -> Iterator[Finding]:
    """What each declared language lacks, or says otherwise than the language it was translated from."""
    languages = examined.service.languages
    yield from _missing(examined)
    yield from _stale(examined)
    for placed in examined.texts:
        source = _source(languages)
        for language in languages:
            said, told = placed.text.get(source, ""), placed.text.get(language, "")
            if language == source or not said.strip() or not told.strip():
                continue
            if said.strip().casefold() == told.strip().casefold() and is_worded(told):
                yield _found(
                    examined,
                    "words.identical-translation",
                    placed,
                    f"The {language_named(language)} of {placed.named} is the same as the {language_named(source)}:"
                    f" translate “{shortened(told)}”, or leave it if it reads alike in both.",
                )
            for difference in _differences(said, told, source, language):
                yield _found(examined, "words.unlike-translation", placed, f"In {placed.named}, {difference}.")
    yield from _unchecked(examined)


def _missing(examined: Examined) -> Iterator[Finding]:
    """One finding for each part and language, which names what is missing there."""
    for language in examined.service.languages:
        missing: dict[str | None, list[Placed]] = {}
        for placed in examined.texts:
            if not placed.text.get(language, "").strip():
                missing.setdefault(placed.step, []).append(placed)
        for places in missing.values():
            names = list(dict.fromkeys(placed.named for placed in places))
            told = names[:_MOST_NAMED] + ([f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else [])
            yield _found(
                examined,
                "words.missing-translation",
                places[0],
                f"There is no {language_named(language)} for {listed(told)}: write it, or take {language_named(language)}"
                " from the languages of the service.",
            )


def _stale(examined: Examined) -> Iterator[Finding]:
    """Texts whose first language changed against the older definition, and whose other languages did not."""
    if examined.old is None:
        return
    source = _source(examined.service.languages)
    before = {placed.key: placed.text for placed in texts(examined.old)}
    for placed in examined.texts:
        old = before.get(placed.key)
        if old is None or not _changed(old, placed.text, source):
            continue
        for language in examined.service.languages:
            kept = language != source and old.get(language, "").strip() and not _changed(old, placed.text, language)
            if kept:
                yield _found(
                    examined,
                    "words.stale-translation",
                    placed,
                    f"The {language_named(source)} of {placed.named} was “{shortened(old[source])}” and is now"
                    f" “{shortened(placed.text[source])}”, but the {language_named(language)} was left as it was:"
                    " translate it again.",
                )


def _changed(old: Text, new: Text, language: str) -> bool:
    """Whether the words changed; a full stop or a capital more or less changes nothing."""
    first, second = old.get(language, ""), new.get(language, "")
    return bool(first.strip() and second.strip()) and _bare(first) != _bare(second)


def _bare(said: str) -> list[str]:
    return re.findall(r"[\w'’£%]+", said.casefold())


def _differences(said: str, told: str, source: str, language: str) -> Iterator[str]:
    """What one language holds and the other does not: a place to be filled, a link, a telephone number."""
    first, second = language_named(source), language_named(language)
    if not (_HOLDS_SOMETHING.search(said) or _HOLDS_SOMETHING.search(told)):
        return
    for named, pattern, by_name in (
        ("place to be filled", PLACE, True),
        ("link", _LINK, False),
        ("telephone number", _TELEPHONE, False),
    ):
        here, there = (_found_in(pattern, each, by_name=by_name) for each in (said, told))
        if (here != there) if by_name else (len(here) != len(there)):
            more, less = (first, second) if len(here) > len(there) or here - there else (second, first)
            held = sorted(here - there or there - here)
            shown = f" ({listed(held)})" if held else ""
            yield f"the {more} has a {named} that the {less} has not{shown}: give both the same"


def _found_in(pattern: re.Pattern[str], said: str, *, by_name: bool) -> set[str]:
    if by_name:
        return set(pattern.findall(said))
    return {" ".join(match[0].split()).rstrip(".,;:") for match in pattern.finditer(said)}


def _unchecked(examined: Examined) -> Iterator[Finding]:
    """Welsh beside another language is marked unchecked until a named speaker has approved the words as they are."""
    languages = examined.service.languages
    if "cy" not in languages or _source(languages) == "cy":
        return
    approved, old = examined.service.approved.get("cy"), examined.old
    again = (
        old is not None and approved is not None and approved == old.approved.get("cy") and _rewritten(examined, "cy")
    )
    if approved is None:
        message = "Nobody who speaks Welsh has approved the Welsh: write under approved who did, and on which day."
    elif again:
        message = f"The Welsh has changed since {_said(approved)}: have it approved again."
    else:
        return
    kind = "words.unchecked-welsh"
    yield examined.finding(kind, FINDS[kind], None, message)


def _said(approved: ApprovedWords) -> str:
    return f"{approved.by} approved it on {approved.on.isoformat()}"


def _rewritten(examined: Examined, language: str) -> bool:
    before = {placed.key: placed.text for placed in texts(examined.old)} if examined.old else {}
    return any(
        placed.text.get(language, "").strip() != before.get(placed.key, {}).get(language, "").strip()
        for placed in examined.texts
    )


def _source(languages: tuple[str, ...]) -> str:
    """The language that the others are translated from: English where it is among them."""
    return "en" if "en" in languages or not languages else languages[0]


def _found(examined: Examined, kind: str, placed: Placed, message: str) -> Finding:
    return examined.finding(kind, FINDS[kind], placed.step, message)
