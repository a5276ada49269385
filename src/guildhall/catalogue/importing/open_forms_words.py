"""The words of an export: in the form's own language, with translations beside them; in HTML."""

from dataclasses import dataclass

from guildhall.catalogue.importing.losses import Report
from guildhall.catalogue.importing.xgov_words import Owner, Words
from guildhall.kernel.model import Json, Text

Part = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Wording:
    """Reads words in every language that a part has them in."""

    words: Words

    @property
    def language(self) -> str:
        return self.words.language

    @property
    def report(self) -> Report:
        return self.words.report

    def label(self, part: Part, key: str, owner: Owner) -> Text | None:
        """Words on one line, or ``None``."""
        return self.words.label(self._each(part, key), owner)

    def guidance(self, part: Part, key: str, owner: Owner) -> Text | None:
        """Words in Markdown, or ``None``."""
        return self.words.guidance(self._each(part, key), owner)

    def _each(self, part: Part, key: str) -> Json:
        found = {self.language: part.get(key)}
        inner = part.get("openForms")
        for given in (part.get("translations"), inner.get("translations") if isinstance(inner, dict) else None):
            for language, words in given.items() if isinstance(given, dict) else ():
                told = words.get(key) if isinstance(words, dict) else None
                if isinstance(told, str) and told.strip():
                    found[str(language)] = told
        return found
