"""What is about somebody else is left out of what a person is given, and marked where it stood (UK GDPR, Article 15(4)).

Names of others that we know of are found wherever they stand, and so is every email address, telephone number and postcode that
is not the person's own or the council's. What nobody can know from the record an officer takes out by its words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MARKS: Mapping[str, Mapping[str, str]] = {
    "name": {"en": "[left out: somebody else's name]", "cy": "[gadawyd allan: enw rhywun arall]"},
    "staff": {"en": "[a member of staff]", "cy": "[aelod o staff]"},
    "email": {
        "en": "[left out: somebody else's email address]",
        "cy": "[gadawyd allan: cyfeiriad e-bost rhywun arall]",
    },
    "phone": {"en": "[left out: somebody else's telephone number]", "cy": "[gadawyd allan: rhif ffôn rhywun arall]"},
    "postcode": {"en": "[left out: where somebody else is]", "cy": "[gadawyd allan: ble mae rhywun arall]"},
    "officer": {"en": "[left out: about somebody else]", "cy": "[gadawyd allan: am rywun arall]"},
}
"""What stands in the place of what is left out, by why it is."""

_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "phone": re.compile(r"(?<!\d)(?:\+44|0)[\d ()-]{8,13}\d"),
    "postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE),
}
_WORD = re.compile(r"\w[\w'-]*")
_TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "the", "and", "of", "a", "council", "library"})


@dataclass(frozen=True, slots=True)
class Others:
    """Who is somebody else in a person's record: names of others and of staff; and what is the person's own, which stays."""

    names: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    own_names: frozenset[str] = frozenset()
    language: str = "en"
    _found: dict[str, re.Pattern[str] | None] = field(default_factory=dict, compare=False)

    def without(self, text: str, further: Iterable[str] = ()) -> tuple[str, tuple[str, ...]]:
        """A text without what is about others, and why each place is marked. ``further`` are an officer's own words."""
        why: list[str] = []

        def mark(reason: str) -> str:
            why.append(reason)
            return MARKS[reason][self.language]

        for said in sorted(filter(None, further), key=len, reverse=True):
            text = re.sub(re.escape(said), lambda _: mark("officer"), text, flags=re.IGNORECASE)
        for reason, names in (("staff", self.staff), ("name", self.names)):
            pattern = self._pattern(reason, names)
            text = pattern.sub(lambda _, why=reason: mark(why), text) if pattern else text  # type: ignore[misc]
        for reason, found in _PATTERNS.items():
            text = found.sub(lambda hit, why=reason: hit[0] if plain(hit[0]) in self.own else mark(why), text)  # type: ignore[misc]
        return text, tuple(why)

    def _pattern(self, reason: str, names: frozenset[str]) -> re.Pattern[str] | None:
        """One pattern for all names: each whole, and each of its words that is no word of the person's own name."""
        if reason not in self._found:
            own = {word.casefold() for name in self.own_names for word in _WORD.findall(name)}
            parts = {name.strip() for name in names if name.strip() and name.casefold() not in own}
            parts |= {
                word
                for name in parts.copy()
                for word in _WORD.findall(name)
                if word[0].isupper() and len(word) > 2 and word.casefold() not in own | _TITLES
            }
            parts = {each for each in parts if each.casefold() not in own}
            either = "|".join(re.escape(each) for each in sorted(parts, key=len, reverse=True))
            self._found[reason] = re.compile(rf"(?<!\w)(?:{either})(?!\w)") if parts else None
        return self._found[reason]


def plain(text: str) -> str:
    """A number, address or postcode without what people put between its parts, to compare it by."""
    kept = "".join(sign for sign in text.casefold() if sign.isalnum() or sign == "@")
    return f"0{kept[2:]}" if kept.startswith("44") and kept.isdigit() else kept
