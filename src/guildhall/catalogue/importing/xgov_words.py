"""The words of an XGov form: a text, or one for each language, in HTML and with places for answers (``{{ name }}``)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from guildhall.catalogue.importing.losses import Report
from guildhall.catalogue.importing.markdown import Markdown, plain
from guildhall.kernel.model import Json, Text

_PLACE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Owner:
    """What words belong to, as a report names it."""

    what: str
    name: str
    page: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """Reads words and reports what of them cannot be carried over."""

    language: str
    report: Report

    def label(self, value: Json, owner: Owner) -> Text | None:
        """Words on one line, or ``None`` where there are none."""
        return self._each(value, owner, plain)

    def guidance(self, value: Json, owner: Owner) -> Text | None:
        """Words in Markdown, or ``None`` where there are none."""

        def of(html: str) -> str:
            found = Markdown(html)
            for target in found.inner_links:
                self.report.lost(
                    "link", target, f"the words of {owner.what} {owner.name} stay, the link goes", owner.page
                )
            for element in found.left_out:
                self.report.lost("element", f"<{element}> in {owner.name}", "only words are carried over", owner.page)
            return found.text

        return self._each(value, owner, of)

    def _each(self, value: Json, owner: Owner, clean: Callable[[str], str]) -> Text | None:
        given = value if isinstance(value, dict) else {self.language: value}
        cleaned = {
            str(language): words
            for language, text in given.items()
            if isinstance(text, str) and _LANGUAGE.fullmatch(str(language)) and (words := clean(text))
        }
        for words in cleaned.values():
            for place in dict.fromkeys(_PLACE.findall(words)):
                self.report.lost(
                    owner.what, owner.name, f"the place {place} is kept as text: nothing is filled in", owner.page
                )
        return cleaned or None


def joined(parts: list[Text]) -> Text | None:
    """Several pieces of guidance, one under the other, in each language."""
    languages = dict.fromkeys(language for part in parts for language in part)
    return {each: "\n\n".join(part[each] for part in parts if each in part) for each in languages} or None
