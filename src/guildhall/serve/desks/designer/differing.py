"""What differs between the edition in force and a draft, part by part, in words."""

from dataclasses import dataclass

from guildhall.kernel.service import Service
from guildhall.serve.designing.known import called
from guildhall.serve.designing.merging import Differing, clash
from guildhall.serve.designing.parts import ONE, SERVICE, TITLES, every, fields_for, outline
from guildhall.serve.designing.standing import Standing


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that is new, gone or changed. ``path`` leads to it in the draft, empty where it is gone."""

    what: str
    called: str
    how: str
    path: str
    fields: tuple[Differing, ...] = ()


def differences(live: Service, standing: Standing) -> tuple[Difference, ...]:
    """Every part that differs, in the order in which a designer thinks of them."""
    old, new = live.to_json(), standing.document
    found = []
    own = [each for each in clash({}, old, new, fields_for(SERVICE, new)) if each.label in _own_labels(new)]
    if own:
        found.append(Difference(ONE[SERVICE], "The service's own facts", "changed", SERVICE, tuple(own)))
    for sort in TITLES:
        before = {each.path: each for each in every(outline(old, sort))}
        after = {each.path: each for each in every(outline(new, sort))}
        for path, each in after.items():
            if path not in before:
                found.append(Difference(ONE[sort], each.called, "new", path))
            elif before[path].part != each.part:
                fields = clash({}, before[path].part, each.part, fields_for(sort, each.part))
                found.append(Difference(ONE[sort], each.called, "changed", path, fields))
        found += [
            Difference(ONE[sort], called(each.part), "gone", "") for path, each in before.items() if path not in after
        ]
        kept = [path for path in before if path in after]
        if kept != [path for path in after if path in before]:
            found.append(Difference(ONE[sort], TITLES[sort], "in another order", ""))
    return tuple(found)


def _own_labels(document: dict[str, object]) -> set[str]:
    return {each.label for each in fields_for(SERVICE, document)}
