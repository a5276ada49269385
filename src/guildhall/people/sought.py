"""What somebody typed to find a person, understood: a reference, a number, an email address, a postcode, a name. Pure.

One box takes them all, in any order and any mixture: `vera smith zz2 3jk`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

import phonenumbers

from guildhall.estate.door import is_sound, tidy
from guildhall.people.naming import Word, folded, line_of, street_of, words_of

LONGEST = 200
_EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+")
_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?)\s*([0-9][a-z]{2})\b", re.IGNORECASE)
_UPRN = re.compile(r"\buprn\s*([0-9]{1,12})\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w])(?:\+|\(|0)[0-9()\s.-]{6,}[0-9]")
_REFERENCE = re.compile(r"\b[0-9a-z]{4}[\s-]?[0-9a-z]{4}\b", re.IGNORECASE)
_HOUSE = re.compile(r"[0-9]+[a-z]?")


@dataclass(frozen=True, slots=True)
class Sought:
    """What was understood. Everything that is given must fit whoever is found; a reference is enough by itself."""

    reference: str = ""
    phone: str = ""
    email: str = ""
    postcode: str = ""
    uprn: str = ""
    house: str = ""
    words: tuple[Word, ...] = ()
    lines: tuple[str, ...] = field(default=(), compare=False)
    """The same words as they may be the first line of an address, or its street: up to each comma, for the town often follows."""
    of: tuple[Word, ...] = field(default=(), compare=False)
    """The words of a name that stood before a comma, where the line came after it: `vera smith, weir terrace`."""

    @property
    def nothing(self) -> bool:
        """Whether nothing was understood by which anybody could be found."""
        return not (self.reference or self.phone or self.email or self.postcode or self.uprn or self.words)


def understood(text: str, *, references: bool = True) -> Sought:
    """Take a search apart. What a piece was taken for, no other piece is made of.

    Without ``references`` none is looked for: some names look like one, and the caller has found that this leads nowhere.
    """
    left = " ".join(text[:LONGEST].replace("\x00", "").split())
    email, left = _taken(_EMAIL, left)
    uprn, left = _taken(_UPRN, left)
    postcode, left = _taken(_POSTCODE, left)
    phone, left = _number_in(left)
    reference = ""
    for each in _REFERENCE.finditer(left) if references else ():
        if is_sound(each[0]):
            reference, left = tidy(each[0]), left.replace(each[0], " ")
            break
    house, left = _taken(_HOUSE, left) if postcode else ("", left)
    before, _comma, after = left.partition(",")
    named = len(after.split()) > 1 and not any(map(str.isdigit, before))
    return Sought(
        reference=reference,
        phone=phone,
        email=folded(email),
        postcode=re.sub(r"\s*([0-9][A-Z]{2})$", r" \1", postcode.upper()),
        uprn=re.sub(r"\D", "", uprn),
        house=folded(house),
        words=words_of(left),
        lines=tuple(_lines(after if named else left)),
        of=words_of(before) if named else (),
    )


def _lines(text: str) -> Iterator[str]:
    for part in accumulate(text.split(","), "{},{}".format):
        line = line_of(part)
        if street_of(line):
            yield line


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    return (found[0], f"{text[: found.start()]} {text[found.end() :]}") if found else ("", text)


def _number_in(text: str) -> tuple[str, str]:
    """A telephone number in its one form (E.164), and the text without it."""
    for found in _NUMBER.finditer(text):
        try:
            number = phonenumbers.parse(found[0], "GB")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return form, f"{text[: found.start()]} {text[found.end() :]}"
    return "", text
