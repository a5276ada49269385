"""Bank holidays in the four nations. The only module that loads `holidays`, and only when days are first counted."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Literal

from guildhall.kernel.clocks import Closure
from guildhall.kernel.model import Text

Nation = Literal["england", "wales", "scotland", "northern-ireland"]
NATIONS: tuple[Nation, ...] = ("england", "wales", "scotland", "northern-ireland")

_PARTS: dict[Nation, str] = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}
_IN: dict[Nation, Text] = {
    "england": {"en": "England", "cy": "Lloegr"},
    "wales": {"en": "Wales", "cy": "Cymru"},
    "scotland": {"en": "Scotland", "cy": "yr Alban"},
    "northern-ireland": {"en": "Northern Ireland", "cy": "Gogledd Iwerddon"},
}
_NAMES: dict[str, Text] = {
    "New Year's Day": {"en": "New Year’s Day", "cy": "Dydd Calan"},
    "New Year Holiday": {"en": "2 January", "cy": "2 Ionawr"},
    "Saint Patrick's Day": {"en": "St Patrick’s Day", "cy": "Dydd Sant Padrig"},
    "Good Friday": {"en": "Good Friday", "cy": "Dydd Gwener y Groglith"},
    "Easter Monday": {"en": "Easter Monday", "cy": "Dydd Llun y Pasg"},
    "May Day": {"en": "Early May bank holiday", "cy": "Gŵyl Banc dechrau mis Mai"},
    "Spring Bank Holiday": {"en": "Spring bank holiday", "cy": "Gŵyl Banc y Gwanwyn"},
    "Battle of the Boyne": {"en": "Battle of the Boyne (Orangemen’s Day)", "cy": "Brwydr y Boyne (Dydd yr Orangemen)"},
    "Summer Bank Holiday": {"en": "Summer bank holiday", "cy": "Gŵyl Banc yr Haf"},
    "Late Summer Bank Holiday": {"en": "Summer bank holiday", "cy": "Gŵyl Banc yr Haf"},
    "Saint Andrew's Day": {"en": "St Andrew’s Day", "cy": "Dydd Sant Andreas"},
    "Christmas Day": {"en": "Christmas Day", "cy": "Dydd Nadolig"},
    "Boxing Day": {"en": "Boxing Day", "cy": "Gŵyl San Steffan"},
}
"""As GOV.UK calls them. One that was proclaimed for a single year keeps the library's English name."""

_OBSERVED = " (observed)"
_SUBSTITUTE: Text = {"en": "{name} (substitute day)", "cy": "{name} (diwrnod amgen)"}


def bank_holidays(years: Iterable[int], nations: Iterable[Nation] = ("england",)) -> tuple[Closure, ...]:
    """The bank holidays of these years in any of these nations, in order, each by its name.

    Banking and Financial Dealings Act 1971, with those proclaimed for one year, Christmas Day and Good Friday, as the
    `holidays` library keeps them. Where several nations are asked about, a name says in which the day is kept, unless it is
    in all.
    """
    import holidays  # noqa: PLC0415 (heavy: loaded only when days are first counted)

    asked, kept = tuple(dict.fromkeys(nations)), tuple(years)
    found: defaultdict[tuple[date, str], list[Nation]] = defaultdict(list)
    for nation in asked:
        for day, names in holidays.country_holidays("GB", subdiv=_PARTS[nation], years=kept).items():
            for name in names.split("; "):
                found[day, name].append(nation)
    named: defaultdict[date, list[Text]] = defaultdict(list)
    for (day, name), where in found.items():
        named[day].append(_name(name) if len(where) == len(asked) else _only_in(_name(name), where))
    return tuple(Closure(day, _joined(named[day]), "bank-holiday") for day in sorted(named))


def in_england(years: Iterable[int]) -> tuple[Closure, ...]:
    """The bank holidays of England in these years."""
    return bank_holidays(years)


def _name(known: str) -> Text:
    """What a bank holiday is called in each language."""
    plain = known.removesuffix(_OBSERVED)
    name = _NAMES.get(plain, {"en": plain})
    if plain == known:
        return name
    return {language: _SUBSTITUTE[language].format(name=written) for language, written in name.items()}


def _only_in(name: Text, where: Iterable[Nation]) -> Text:
    """A name with the nations that keep the day: St Andrew’s Day (Scotland)."""
    return {
        language: f"{written} ({', '.join(_IN[nation][language] for nation in where)})"
        for language, written in name.items()
    }


def _joined(names: list[Text]) -> Text:
    """Several names of one day, in the languages that all of them have."""
    languages = [language for language in names[0] if all(language in name for name in names)]
    return {language: "; ".join(name[language] for name in names) for language in languages}
