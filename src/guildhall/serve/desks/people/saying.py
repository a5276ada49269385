"""What the people desk says of people: codes of needs, ways and kinds in words, and what a search was understood to be."""

from collections.abc import Mapping

from guildhall.people.door import Sought

LANGUAGES = {"en": "English", "cy": "Cymraeg (Welsh)"}

NEEDS: Mapping[str, str] = {
    "large-print": "Large print",
    "braille": "Braille",
    "audio": "On a recording",
    "easy-read": "Easy read, with pictures",
    "bsl": "British Sign Language",
    "interpreter": "An interpreter",
    "relay": "Calls by text relay: 18001 before the number",
    "no-voice": "No voice calls: write or text",
    "hearing-loop": "A hearing loop",
    "home-visit": "Visits at home",
}
SPOKEN: Mapping[str, str] = {
    "ar": "Arabic",
    "bn": "Bengali",
    "bg": "Bulgarian",
    "yue": "Cantonese",
    "zh": "Mandarin",
    "fr": "French",
    "gu": "Gujarati",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "ku": "Kurdish",
    "lt": "Lithuanian",
    "ps": "Pashto",
    "fa": "Persian",
    "pl": "Polish",
    "pt": "Portuguese",
    "pa": "Punjabi",
    "ro": "Romanian",
    "so": "Somali",
    "es": "Spanish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
}
"""Languages that an interpreter may speak, by their code (ISO 639)."""

KINDS = {"person": "Person", "organisation": "Organisation", "unknown": "Not known which"}
WAYS = {"phone": "Telephone", "email": "Email", "post": "Letter"}
USE = {"phone": "ring", "email": "email", "post": "write"}
"""What is done with a way to reach somebody: do not ring, do not write."""

FOUND_BY = {
    "name": "the name",
    "beginning": "how the name begins",
    "sound": "how the name sounds",
    "address": "where they live",
    "detail": "what was given",
    "case": "their case",
    "appointment": "their appointment",
}
HOMES = {
    "fixed": "A fixed address",
    "none": "No fixed address",
    "refuge": "A refuge, or a place that must not be known",
    "unknown": "Not known",
}


def need_in_words(code: str, language: str) -> str:
    """A need as it is read at the desk: An interpreter (Polish)."""
    said = NEEDS.get(code, code)
    return f"{said} ({SPOKEN.get(language, language)})" if language else said


def understood_as(sought: Sought) -> str:
    """What a search was taken for, so that a slip is seen: the postcode ZZ2 3JK and a name like “vera smith”."""
    parts = [
        f"the reference {sought.reference}" if sought.reference else "",
        f"the number {sought.phone}" if sought.phone else "",
        f"the email address {sought.email}" if sought.email else "",
        f"the UPRN {sought.uprn}" if sought.uprn else "",
        f"the house {sought.house}" if sought.house else "",
        f"the postcode {sought.postcode}" if sought.postcode else "",
        f"a name or a street like “{' '.join(each.word for each in sought.words)}”" if sought.words else "",
    ]
    said = [part for part in parts if part]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


TO_OTHERS = "We never say of anybody whether we know them, or where they are."
"""What an advisor says of somebody protected to whoever is not them: the same as of somebody who is not known."""
