"""Findings about questions that cannot be said, printed or answered: each is tried on every channel's own surface."""

import re
from collections.abc import Iterable, Iterator, Mapping

from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.named import language_named, listed, question_named
from guildhall.kernel.model import Json, Text
from guildhall.kernel.question import AllRefused, Question, Refused, is_blank
from guildhall.kernel.surface import Surface

FINDS: Mapping[str, Severity] = {
    "access.not-sayable": "blocks",
    "access.not-printable": "blocks",
    "access.not-answerable": "blocks",
}

CHANNELS_NAMED = {
    "web": "on the web",
    "phone": "by telephone",
    "counter": "at the counter",
    "paper": "on paper",
    "api": "through the API",
}
_SPOKEN = ("phone", "counter")
_LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)|<[^>]*>|\S*(?:://|www\.)\S*")
_AT_A_SCREEN: Mapping[str, str] = {
    "en": (
        r"click (?:on|the|here|this|that|an?|to|each|any|continue|next|submit|save|back|start|below|above|(?=[“\"'‘]))"
        r"|clicking (?:on|the|here|this|that|an?|(?=[“\"'‘]))|(?:please|then|must|can|should) click"
        r"|scroll(?:ing)? (?:down|up|to|through)|drag and drop|upload\w*|drop-?down"
        r"|tap the (?:button|screen|link|map|icon)|press (?:the button|continue|enter)"
        r"|(?:following|next|previous|this) (?:link|screen)|links? (?:below|above)"
    ),
    "cy": (
        r"(?:g|ch)?liciwch|(?:g|ch)?licio|cliciwch|clicio|sgroliwch|llusgwch a gollwng|lanlwyth\w*|l?lwytho? i fyny|llwythwch i fyny"
        r"|uwchlwyth\w*|d?dolen(?:ni)? (?:isod|uchod)|y sgrin (?:hon|nesaf)"
    ),
}
"""Words that only somebody at a screen can follow."""
_BY_EYE: Mapping[str, str] = {
    "en": (
        r"(?:un)?tick(?:ing)? (?:the|this|an?|all|any|one|each|which)"
        r"|(?:see|shown|listed|as|information|details|given|described|statements?|image|picture|diagram|photo|table|box|boxes"
        r"|button|list|options?|map) (?:below|above|overleaf)|the (?:above|below)"
        r"|(?:following|next|previous|this) (?:page|image|picture)"
    ),
    "cy": (
        r"ticiwch (?:y|un|bob)|gwel(?:er|wch) (?:isod|uchod)|(?:llun|botwm|blwch|blychau|tabl|rhestr|opsiynau|map) (?:isod|uchod)"
        r"|y dudalen (?:hon|nesaf)"
    ),
}
"""Words that only somebody who sees the form can follow, on a screen or on paper."""
_ON_SCREEN = {language: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for language, words in _AT_A_SCREEN.items()}
_BY_SIGHT = {
    language: re.compile(rf"\b(?:{words}|{_BY_EYE[language]})(?!\w)", re.IGNORECASE)
    for language, words in _AT_A_SCREEN.items()
}
_ON_A_MAP = re.compile(r"\b(?:on|in) (?:the|a|this|our) map\b|\bar (?:y |ein )?[mf]ap\b", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"\bdescri\w+|\bnear\w*|\baddress|\bwords\b|\bd?disgrif\w+|\bger\b|\bgyfeiriad|\bcyfeiriad", re.IGNORECASE
)


def findings(examined: Examined) -> Iterator[Finding]:
    """Each question that some channel cannot lay out, take an answer to, or put into words."""
    failed = _cannot_be_laid_out(examined)
    offered = examined.service.channels.offered()
    for question in examined.service.steps:
        if channels := failed.get(question.id):
            yield _not_laid_out(examined, question, channels)
    for question in examined.questions:
        spoken = [channel for channel in _SPOKEN if channel in offered]
        if spoken and (why := _unsayable(examined, question)):
            yield _found(
                examined,
                "access.not-sayable",
                question,
                f"{question_named(question)} cannot be said {_listed(spoken)}: {why}. Write under say how it is asked aloud.",
            )
        if "paper" in offered and (why := _unprintable(examined, question)):
            yield _found(
                examined,
                "access.not-printable",
                question,
                f"{question_named(question)} makes no sense on paper: {why}. Word it so that it holds on every channel.",
            )


def _not_laid_out(examined: Examined, question: Question, channels: list[str]) -> Finding:
    kind = "access.not-answerable"
    if not {"web", "api"} & set(channels):
        kind = "access.not-sayable" if set(channels) & set(_SPOKEN) else "access.not-printable"
    inside = next((each for each in _inner(question) if each.inner()), None)
    why = (
        f"“{inside.id}” stands inside a group, where several items cannot be laid out: make it a question of its own"
        if inside
        else "an answer put down there cannot be read back: change its kind"
    )
    return _found(
        examined, kind, question, f"{question_named(question)} cannot be answered {_listed(channels)}: {why}."
    )


def _cannot_be_laid_out(examined: Examined) -> dict[str, list[str]]:
    """For each question, the channels on which an example does not come back as it was put down."""
    failed: dict[str, list[str]] = {}
    for channel, surfaces in examined.laid_out.items():
        for surface in surfaces:
            for question in _lost(examined, surface):
                failed.setdefault(question.id, []).append(channel)
    return failed


def _lost(examined: Examined, surface: Surface) -> Iterator[Question]:
    """The questions of a surface whose example does not settle to the same when it is read back."""
    examples = examined.examples
    given = {question.id: examples[question.id] for question in surface.questions if question.id in examples}
    form, kept = surface.fill(given)
    read = surface.read(form) | kept
    for question in surface.questions:
        if question.id not in given:
            continue
        laid_out = not form or _has_boxes(question, given[question.id], surface)
        if not laid_out or _settled(examined, question, read.get(question.id)) != examined.settled[question.id]:
            yield question


def _has_boxes(question: Question, value: Json, surface: Surface) -> bool:
    """Whether every part of an answer has a box of its own on the surface."""
    keys = {box.key for box in question.boxes(surface.style)}
    for key in question.write(value, surface.style):
        item, dot, rest = key.partition(".")
        if key not in keys and not (dot and item.isdecimal() and question.inner() and rest in keys):
            return False
    return True


def _settled(examined: Examined, question: Question, value: Json) -> Json:
    try:
        return None if is_blank(value) else question.settle(value, examined.before)
    except (Refused, AllRefused):
        return None


def _unsayable(examined: Examined, question: Question) -> str | None:
    """Why the words of a question cannot be read out; nothing where they can."""
    texts = [question.say] if question.say else [question.label, question.help, getattr(question, "statement", None)]
    if (why := _why_not(examined, texts, _BY_SIGHT)) is not None:
        return why
    for said in (question.say or question.label).values() if question.kind == "place" else ():
        if _ON_A_MAP.search(said) and not _DESCRIBED.search(said):
            return "it asks for a place on a map, which cannot be pointed at: ask where it is, in words"
    return None


def _unprintable(examined: Examined, question: Question) -> str | None:
    return _why_not(examined, [question.label, question.help, getattr(question, "statement", None)], _ON_SCREEN)


def _why_not(examined: Examined, texts: Iterable[Text | None], by_sight: Mapping[str, re.Pattern[str]]) -> str | None:
    for text in texts:
        for language, said in (text or {}).items():
            if language not in examined.service.languages or not said.strip():
                continue
            if not any(letter.isalnum() for letter in _LINK.sub("", said)):
                return f"in {language_named(language)} it is only a link or a picture"
            if (pattern := by_sight.get(language)) and (match := pattern.search(said)):
                return f"it says “{match[0]}”"
    return None


def _inner(question: Question) -> Iterator[Question]:
    for each in question.inner():
        yield each
        yield from _inner(each)


def _listed(channels: Iterable[str]) -> str:
    return listed([CHANNELS_NAMED.get(each, each) for each in channels], "or")


def _found(examined: Examined, kind: str, question: Question, message: str) -> Finding:
    return examined.finding(kind, FINDS[kind], question.id, message)
