"""What the callbacks desk says: ways, outcomes, why something was stopped, and the very words to read aloud."""

from collections.abc import Mapping
from dataclasses import dataclass

from guildhall.estate.door import council, words
from guildhall.kernel.model import words as in_language
from guildhall.serve.contacts.callbacks import CallbackValue
from guildhall.serve.publishing import editions

LANGUAGES = {"en": "English", "cy": "Cymraeg (Welsh)"}
WAYS: Mapping[str, str] = {
    "voice": "Ring them",
    "relay": "Ring by text relay",
    "sms": "Send a text message",
    "email": "Send an email",
}
DONE: Mapping[str, str] = {"voice": "Rang", "relay": "Rang by text relay", "sms": "Text message", "email": "Email"}
MAY_SAY: Mapping[str, tuple[str, str]] = {
    "nothing": ("Nothing", "Leave no message. Do not say where you ring from."),
    "who-we-are": ("Who we are", "That it is the council, and not what it is about."),
    "what-about": ("What it is about", "That it is the council, and what it is about."),
}
OUTCOMES: Mapping[str, str] = {
    "spoke": "I spoke with them",
    "no-answer": "No answer",
    "somebody-else": "Somebody else answered",
    "machine": "A machine answered: I left nothing",
}
TRIED: Mapping[str, str] = {
    "spoke": "Spoke with them",
    "no-answer": "No answer",
    "somebody-else": "Somebody else answered",
    "machine": "A machine: left nothing",
    "written": "Written and sent",
    "stopped": "Stopped before anybody was rung",
}
STOPPED: Mapping[str, str] = {
    "no-voice": "They asked that nobody rings them: no voice calls",
    "bsl": "They use British Sign Language: a voice call does not reach them",
    "relay": "They can only be rung by text relay",
    "not-safe": "It is not safe to reach them at this number or address",
    "not-known-safe": "They are protected, and nobody has found out that this way is safe",
    "no-message": "Nothing may be left there that somebody else could read",
    "not-mobile": "A text message does not arrive there",
    "not-by-voice": "This promise is kept in writing, so nobody is rung",
    "by-voice": "This promise is kept by ringing them",
}
"""Why somebody must not be reached in a way, by code."""

BECAUSE: Mapping[str, str] = {
    "closed": "We are closed then",
    "nobody-free": "Nobody who can help is free then",
    "not-ready": "There is no answer for them yet",
    "asked": "They asked for another time",
}
"""Why a promise is moved, by code."""

AMISS: Mapping[str, str] = {
    "no-way": "Choose how they are called back",
    "no-number": "Write the number or address",
    "no-may-say": "Choose what may be said to whoever answers",
    "no-time": "Write a time like 14:00",
    "no-day": "Choose a day",
    "no-reason": "Choose why it is moved",
    "same-window": "It is promised for this time already. Choose another",
    "window-turned-round": "The window must end after it begins",
    "window-passed": "This window has passed already",
    "window-too-far": "Choose a day within the next 60 days",
    "closed-that-day": "Our offices are closed on this day",
    "closed-then": "Our offices are not open all that time: {open}",
}
"""What is amiss with a promise, by code."""


@dataclass(frozen=True, slots=True)
class Script:
    """What is read aloud on a call, in the language of whoever is called, and what the caller must know."""

    ask: str
    them: str
    somebody_else: str
    rule: str


def script(callback: CallbackValue, name: str) -> Script:
    """The words for one callback: nobody but the person is told more than was agreed."""
    said, language = words("serve"), callback.language
    here = council().name[language]
    return Script(
        said.say("say-callback-ask", language, name=name) if name else said.say("say-callback-ask-nobody", language),
        said.say("say-callback-them", language, council=here),
        said.say(
            f"say-callback-{callback.may_say}",
            language,
            council=here,
            telephone=council().telephone,
            about=about(callback, language),
        ),
        MAY_SAY[callback.may_say][1],
    )


def about(callback: CallbackValue, language: str) -> str:
    """What it is about, as it is said aloud: the service's title, in the person's language."""
    live = editions.current(service=callback.service) if callback.service else None
    if live is None:
        return {"en": "a question of yours", "cy": "cwestiwn gennych"}[language]
    return in_language(live.service.title, language)
