"""Whether a power was given: where the paragraph in which it stands has got to, which is not always where its decision has.

What is recommended has the effect that whoever resolves it gives it, paragraph by paragraph. One that they struck out, or worded
otherwise, never has any; where they gave the power in other words, their own paragraph gives it, and it is recorded as theirs.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Q

from guildhall.decide import models as m
from guildhall.decide.authority.standing import paths
from guildhall.decide.references import folded
from guildhall.decide.sight import PUBLIC, seen
from guildhall.estate.door import Onlooker
from guildhall.kernel.authority.values import Path

Words = frozenset[str]


def given(
    powers: Collection[m.Delegation], *, on: date, onlooker: Onlooker = PUBLIC, stood: Mapping[int, Path] | None = None
) -> dict[int, Path]:
    """The path of what gave each power, as it stood at the end of a day, by the power's key, from what an onlooker may see.

    The council's standing scheme stands while the power is not revoked. The powers come with the ``item``, ``plan_entry`` and
    ``recommends_to`` of their decisions; ``stood`` are the paths of those, where they are known already. Asks the database as
    often, however many powers there are.
    """
    decisions = {each.decision.pk: each.decision for each in powers if each.decision is not None}
    stood = paths(list(decisions.values()), on=on, onlooker=onlooker) if stood is None else stood
    adopted = [key for key, each in decisions.items() if each.outcome == "recommended" and stood[key].effective]
    asked, resolved = _paragraphs(adopted, on, onlooker)
    found = {}
    for each in powers:
        key = each.decision_id
        path = stood[key] if key is not None else Path(None, (), (), each.starts_on or date.min, None, None)
        if key in adopted and not _words(each, asked[key]) <= resolved[key]:
            path = replace(path, effective=None, due=None, ended=path.effective)
        revoked = each.revoked_on
        gone = revoked is not None and revoked <= on
        found[each.pk] = replace(path, ended=min(path.ended or revoked, revoked)) if gone and revoked else path
    return found


def _words(power: m.Delegation, paragraphs: Mapping[str, str]) -> Words:
    """What had to be resolved for it: its paragraph with the parts of that; every one, where nobody said in which it stands."""
    if power.resolution is None:
        return frozenset(paragraphs.values())
    number = power.resolution.number
    return frozenset(text for each, text in paragraphs.items() if each == number or each.startswith(f"{number}."))


def _paragraphs(
    recommended: Collection[int], on: date, onlooker: Onlooker
) -> tuple[Mapping[int, Mapping[str, str]], Mapping[int, Words]]:
    """The paragraphs of recommendations by their numbers, and what was resolved on each by a day, in the words of those who did."""
    asked: dict[int, dict[str, str]] = {each: {} for each in recommended}
    resolved = dict.fromkeys(recommended, Words())
    if recommended:
        settling = seen(m.Decision, onlooker).filter(resolves__in=recommended, outcome="resolved", taken_on__lte=on)
        rows = m.Resolution.objects.filter(Q(decision__in=recommended) | Q(decision__in=settling.values("pk")))
        for decision, settles, number, text in rows.values_list("decision", "decision__resolves", "number", "text"):
            if decision in asked:
                asked[decision][number] = _said(text)
            elif settles is not None:
                resolved[settles] |= {_said(text)}
    return asked, resolved


def _said(text: str) -> str:
    """The words of a paragraph, whatever its stops and capitals; with or without the "That" with which it is moved."""
    return folded(text).removeprefix("that ")
