"""The code on a printed form, such as ``MB-3F9A2C-EN``: which service, which exact edition of it, in which language.

The middle is the beginning of the edition's hash. A code is read however it was typed: in any case, with or without dashes,
and with letters that only look like the right ones.
"""

import re

from guildhall.serve.models import Edition
from guildhall.serve.publishing.editions import Live, NotPublished, of_hash

SIGNS = 6
"""Hexadecimal signs of the hash: sixteen million editions have different codes."""

_LANGUAGES = {"EN": "en", "CY": "cy"}
_WRITTEN = re.compile(r"([A-Z0-9]+?)([A-Z0-9]{6})(EN|CY)")
_LOOK_ALIKE = str.maketrans({"O": "0", "Q": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "T": "7"})
"""Letters that no hash has, and the digit that each looks like."""


def code_of(*, edition: str, service: str, language: str) -> str:
    """The code of a form: the service's initials, the edition, the language."""
    initials = "".join(word[0] for word in re.split(r"[^A-Za-z0-9]+", service) if word).upper()
    return f"{initials}-{edition[:SIGNS].upper()}-{language.upper()}"


def edition_of(code: str) -> tuple[Live, str]:
    """The edition that a code names, in force or not, and the form's language. Raises ``NotPublished``."""
    found = _WRITTEN.fullmatch("".join(sign for sign in code.upper() if sign.isascii() and sign.isalnum()))
    if found is None:
        raise NotPublished(code)
    initials, short, language = found.groups()
    hashes = Edition.objects.filter(hash__startswith=short.translate(_LOOK_ALIKE).lower()).values_list(
        "hash", flat=True
    )
    lives = [of_hash(edition=each) for each in hashes]
    named = [each for each in lives if _alike(code_of(edition=each.hash, service=each.id, language=language), initials)]
    if len(named) != 1:
        raise NotPublished(code)
    return named[0], _LANGUAGES[language]


def _alike(code: str, initials: str) -> bool:
    return code.partition("-")[0].translate(_LOOK_ALIKE) == initials.translate(_LOOK_ALIKE)
