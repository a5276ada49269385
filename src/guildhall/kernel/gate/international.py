"""Whether some words are in a language at all: names, numbers, addresses and international words read alike in every one."""

import re

_NO_WORDS = re.compile(
    r"\{[^{}]*\}"  # a place to be filled
    r"|\]\([^)]*\)"  # the target of a link
    r"|\S*(?:://|www\.|@)\S*"  # an address on the web or of mail
    r"|\S*\d\S*"  # a number, a postcode, a code
    r"|\b\w+\.(?:uk|org|com|gov|net|wales|cymru)\S*"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _each(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_EVERYDAY = _each(
    """
    about address age agree answer apply back cancel change child children collection colour continue cost date
    dates day description details expired female friday full gender goodbye hello help how income job male
    married message monday month monthly name names never next no none number occupation optional other partner
    pay phone please postcode property reason reference rent saturday send single sunday surname telephone
    tenant thank thanks thursday time title today tuesday type vehicle wednesday week weekly what when where
    which who why yearly yes you your cyfeiriad dyddiad enw ffôn ie na nac neu oes pryd pwy rhif ydw ydy ydyw
    """
)
"""Words of every form that read otherwise in the other language, even when they stand alone or begin with a capital."""
_JOINING = _each(
    """
    a and at by for in o of on the under upon y yr
    """
)
"""Words without a capital that stand inside a name: Bank of Scotland, Newcastle upon Tyne, Bro Morgannwg a'r Fro."""
_ALIKE = _each(
    """
    app audio bar bws cctv css de fax fibre gas gp html internet la laptop le mini pdf person plan podcast
    problem radio sms tablet taxi tram url van video wi-fi wifi zip
    """
)
"""Words that are written alike in many languages."""


def is_worded(said: str) -> bool:
    """Say whether this would read otherwise in another language.

    It would where a word has no capital, unless it is one that is written alike in many languages; and where a word is one
    that every form uses. Everything else is taken for a name, so that no name ever raises an alarm.
    """
    for word in _WORD.findall(_NO_WORDS.sub(" ", said)):
        small = word.casefold()
        if small in _EVERYDAY:
            return True
        if word == small and len(small) > 1 and small not in _ALIKE | _JOINING:
            return True
    return False
