"""What a commitment promises, what became of an earlier one, an amount and a day, in words: English and Welsh."""

from datetime import date
from decimal import Decimal

from guildhall.kernel.canonical import plain_number
from guildhall.kernel.clocks.clear_days_said import day_inside
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import Text, words
from guildhall.kernel.planning.strategy import How, Kind, Promise

BECAME: dict[How, Text] = {
    "kept": {"en": "Kept, word for word", "cy": "Wedi’i gadw, air am air"},
    "continued": {"en": "Goes on", "cy": "Yn parhau"},
    "changed": {"en": "Goes on in other words", "cy": "Yn parhau mewn geiriau eraill"},
    "finished": {"en": "Done", "cy": "Wedi’i gwblhau"},
    "dropped": {"en": "Given up", "cy": "Wedi’i ollwng"},
}
"""What became of a commitment of the predecessor."""

KINDS: dict[Kind, Text] = {
    "number": {"en": "A number", "cy": "Rhif"},
    "share": {"en": "A share", "cy": "Cyfran"},
    "milestone": {"en": "A milestone", "cy": "Carreg filltir"},
    "yes-or-no": {"en": "Something that happens or not", "cy": "Rhywbeth sy’n digwydd neu beidio"},
}
"""How something is promised."""

_UNREAD: Text = {
    "en": "Nobody has said yet how this is measured.",
    "cy": "Nid oes neb wedi dweud eto sut y caiff hyn ei fesur.",
}
_HAPPENS: Text = {"en": "It happens, or it does not.", "cy": "Mae’n digwydd, neu nid yw’n digwydd."}
_BY: Text = {"en": "by {day}", "cy": "erbyn {day}"}
_TARGETS: dict[str, Text] = {
    "up": {"en": "At least {amount}", "cy": "O leiaf {amount}"},
    "down": {"en": "At most {amount}", "cy": "Dim mwy na {amount}"},
}
_MEASURED: Text = {"en": "measured as “{name}”", "cy": "wedi’i fesur fel “{name}”"}
_BASELINE: Text = {"en": "{amount} on {day} ({source})", "cy": "{amount} ar {day} ({source})"}


def number_in_words(value: Decimal) -> str:
    """12,500.5."""
    whole = value.to_integral_value()
    return f"{whole:,}" if value == whole else plain_number(value)


def by_day(day: date, language: str) -> str:
    """By when: `by Thursday 6 April 2028`."""
    return words(_BY, language).format(day=day_inside(day, language))


def target_in_words(promise: Promise, language: str) -> str:
    """What is promised: at least 95% by a day. Where nobody has read yet what it is, this is said."""
    if promise.kind is None:
        return words(_UNREAD, language)
    if promise.target is None or promise.direction is None:
        return by_day(promise.by, language) if promise.by else words(_HAPPENS, language)
    unit = "%" if promise.kind == "share" else f" {words(promise.unit, language)}" if promise.unit else ""
    said = words(_TARGETS[promise.direction], language).format(amount=number_in_words(promise.target) + unit)
    return f"{said} {by_day(promise.by, language)}" if promise.by else said


def promise_in_words(promise: Promise, language: str) -> str:
    """All of a promise, so that no part of it changes unseen: its words, its kind, its measure, its target and where it began."""
    parts = [
        words(promise.said, language) if promise.said else "",
        words(KINDS[promise.kind], language) if promise.kind else "",
    ]
    if promise.measure:
        parts.append(words(_MEASURED, language).format(name=promise.measure))
    parts.append(target_in_words(promise, language))
    if start := promise.baseline:
        amount = f"{number_in_words(start.value)} {words(start.unit, language)}".strip()
        day, source = in_words(start.on.isoformat(), language), words(start.source, language)
        parts.append(words(_BASELINE, language).format(amount=amount, day=day, source=source))
    return " · ".join(filter(None, parts))


def became_in_words(how: How, as_: tuple[str, ...], language: str) -> str:
    """What became of an earlier commitment, and as which it goes on."""
    said = words(BECAME[how], language)
    return f"{said}: {', '.join(as_)}" if as_ else said
