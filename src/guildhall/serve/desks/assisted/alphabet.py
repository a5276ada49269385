"""Spelling aloud: a word for every letter, in English (ITU's telephone alphabet) and in Welsh."""

import unicodedata

_WORDS = {
    "en": (
        "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliet Kilo Lima Mike November Oscar Papa Quebec Romeo "
        "Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu"
    ),
    "cy": (
        "Abertawe Bangor Caernarfon Dinbych Eryri Fflint Gwynedd Harlech Iorwerth Jac Kilo Llanelli Machynlleth Nefyn "
        "Owain Pwllheli Quebec Rhyl Sir Tywyn Urdd Victor Wrecsam X-ray Ynys Zulu"
    ),
}
_LETTERS = {language: {word[0]: word for word in words.split()} for language, words in _WORDS.items()}
_SAID = {
    "en": {"@": "at", ".": "dot", "-": "dash", "_": "underscore", "+": "plus", "'": "apostrophe", " ": "space"},
    "cy": {"@": "at", ".": "dot", "-": "llinell", "_": "tanlinell", "+": "plws", "'": "collnod", " ": "bwlch"},
}
_DIGITS = {
    "en": ["nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "cy": ["dim", "un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw"],
}


def spelling(text: str, language: str) -> tuple[str, ...]:
    """How to say each sign of a text: ``V for Victor``, ``at``, ``nine``. Accents are named after their letter."""
    spoken = language if language in _WORDS else "en"
    return tuple(_said(sign, spoken) for sign in text)


def _said(sign: str, language: str) -> str:
    bare = unicodedata.normalize("NFD", sign.upper())[0]
    if bare in _LETTERS[language]:
        accent = {"\u0302": "to bach", "\u0301": "acen", "\u0308": "didolnod"}.get(
            unicodedata.normalize("NFD", sign)[-1], ""
        )
        joined = f"{bare} {'for' if language == 'en' else 'am'} {_LETTERS[language][bare]}"
        return f"{joined}, {accent}" if accent else joined
    if sign.isdecimal() and sign.isascii():
        return _DIGITS[language][int(sign)]
    return _SAID[language].get(sign, sign)
