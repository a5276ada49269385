"""References and codes that people read aloud, copy by hand and type: `7QX4-M3KD`.

Pure. The alphabet leaves out what looks or sounds alike (0 and O, 1, I and L, 2 and Z, 5 and S,
8 and B, U and V) and the letters that make words in English or Welsh. It has 23 signs, a prime
number, so that one check character finds every single wrong sign and every swap of two signs.
"""

from typing import Protocol

ALPHABET = "23456789CDFGHJKMNPQRTVX"
LENGTH = 8
GROUP = 4

# What a reader may take a sign for, and the sign it can only have been.
_MISREAD = str.maketrans({"O": "Q", "0": "Q", "S": "5", "Z": "2", "B": "8", "U": "V"})
_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}

_SPELLED = {
    "en": {
        "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven",
        "8": "eight", "9": "nine", "C": "C for Charlie", "D": "D for Delta",
        "F": "F for Foxtrot", "G": "G for Golf", "H": "H for Hotel", "J": "J for Juliet",
        "K": "K for Kilo", "M": "M for Mike", "N": "N for November", "P": "P for Papa",
        "Q": "Q for Quebec", "R": "R for Romeo", "T": "T for Tango", "V": "V for Victor",
        "X": "X for X-ray",
    },
    "cy": {
        "2": "dau", "3": "tri", "4": "pedwar", "5": "pump", "6": "chwech", "7": "saith",
        "8": "wyth", "9": "naw", "C": "C am Caernarfon", "D": "D am Dinbych",
        "F": "F am Foxtrot", "G": "G am Gwynedd", "H": "H am Harlech", "J": "J am Jac",
        "K": "K am Kilo", "M": "M am Machynlleth", "N": "N am Nefyn", "P": "P am Pwllheli",
        "Q": "Q am Quebec", "R": "R am Rhyl", "T": "T am Tywyn", "V": "V am Victor",
        "X": "X am X-ray",
    },
}  # fmt: skip


class Random(Protocol):
    """Where chance comes from: `random.SystemRandom()` in use, a seeded one in tests."""

    def randrange(self, stop: int, /) -> int:
        """A whole number from 0 up to, not including, `stop`."""


def new_reference(random: Random, *, length: int = LENGTH) -> str:
    """A new reference of `length` signs, the last of them the check character, in groups of four.

    Raises `ValueError` when the length is not from 3 to 22.
    """
    if not 3 <= length < len(ALPHABET):
        raise ValueError("A reference has from 3 to 22 signs.")
    drawn = random.randrange(len(ALPHABET) ** (length - 1))  # once for all signs: the system gives chance slowly
    signs = ""
    for _ in range(length - 1):
        drawn, place = divmod(drawn, len(ALPHABET))
        signs += ALPHABET[place]
    return _grouped(signs + _check_character(signs))


def tidy(text: str) -> str:
    """A reference as we write it, from what somebody typed: any case, spaces, dashes, look-alikes.

    What cannot be a reference comes back tidied too, and is not sound.
    """
    return _grouped("".join(c for c in text.upper() if c.isalnum()).translate(_MISREAD))


def is_sound(text: str) -> bool:
    """Whether a reference, once tidied, has its right check character.

    Finds any one wrong sign and any two signs swapped.
    """
    signs = tidy(text).replace("-", "")
    if not 3 <= len(signs) < len(ALPHABET) or not set(signs) <= _VALUE.keys():
        return False
    return signs[-1] == _check_character(signs[:-1])


def spelled(text: str, language: str) -> tuple[str, ...]:
    """How to say each sign aloud, in `en` or `cy`: `("seven", "Q for Quebec", …)`."""
    said = _SPELLED[language]
    return tuple(said[sign] for sign in tidy(text).replace("-", "") if sign in said)


def _check_character(signs: str) -> str:
    """The sign that makes the weighted sum a multiple of 23.

    Weights 2, 3, 4… differ for each place and the check character weighs 1. A wrong sign changes
    the sum by weight x difference, a swap by difference of weights x difference of signs: neither
    can be a multiple of a prime that is larger than both.
    """
    total = sum([weight * _VALUE[sign] for weight, sign in enumerate(signs, start=2)])
    return ALPHABET[-total % len(ALPHABET)]


def _grouped(signs: str) -> str:
    return "-".join([signs[first : first + GROUP] for first in range(0, len(signs), GROUP)])
