"""The copy of what is held about somebody as an accessible PDF, made from what was released and nothing else."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from guildhall.estate.door import pdf, showable
from guildhall.estate.door import words as say
from guildhall.kernel.kinds.date import in_words
from guildhall.serve.privacy.gathering import label

_LAYOUT = """#set document(title: {title})
#set text(size: 12pt, lang: {language}, hyphenate: false)
#set par(leading: 0.7em, spacing: 1.1em)
#set page(paper: "a4", margin: 22mm, numbering: "1 / 1")
#show heading: set block(above: 1.6em, below: 0.8em)
= #{title}
{opening}

"""


def printed(*, pack: Mapping[str, Any]) -> bytes:
    """The copy as PDF/UA. Raises ``Unprintable``."""
    language = str(pack["language"])
    said = say("serve")
    title = said.say("rights-pack-title", language, name=pack["name"])
    opening = said.say("rights-pack-opens", language, council=pack["council"], day=_day(pack["on"], language))
    parts = [_LAYOUT.format(title=_text(title), language=_text(language), opening=f"#{_text(opening)}")]
    for each in pack["held"]:
        heading = " ".join(filter(None, (each["called"], _day(each["on"], language), each["case"])))
        parts.append(f"== #{_text(heading)}\n")
        parts += [f"/ #{_text(line['label'])}: #{_lines(line['text'])}\n" for line in each["said"]]
        if "document" in each:
            parts.append(f"/ #{_text(label('file', language))}: #{_text(each['document']['name'])}\n")
    if pack["leftOutWhole"]:
        parts.append(f"== #{_text(said.say('rights-pack-not-given', language))}\n")
        parts += [_not_given(each, language) for each in pack["leftOutWhole"]]
    if pack["looks"]:
        parts.append(f"== #{_text(label('looks', language))}\n")
        looks = [f"{_day(each['on'], language)}: {_role(each['role'], language)}" for each in pack["looks"]]
        parts += [f"- #{_text(each)}\n" for each in dict.fromkeys(looks)]  # on however many pages that day
    parts.append(f"== #{_text(said.say('rights-pack-rights', language))}\n")
    parts.append(f"#{_text(said.say('rights-challenge', language))}\n")
    return pdf(source="\n".join(parts))


def _not_given(each: Mapping[str, str], language: str) -> str:
    what = " ".join(filter(None, (each["called"], _day(each["on"], language), each["case"])))
    return f"/ #{_text(what)}: #{_lines(each['why'])}\n"


def _role(role: str, language: str) -> str:
    return say("serve").say(f"rights-role-{role}", language)


def _day(on: str, language: str) -> str:
    return in_words(date.fromisoformat(on).isoformat(), language) if on else ""


def _text(text: object) -> str:
    """A text as typst reads it in code: what people write is never read as layout."""
    return json.dumps(showable(str(text)), ensure_ascii=False)


def _lines(text: str) -> str:
    return "{" + "; linebreak(); ".join(_text(each) for each in text.split("\n")) + "}"
