"""What the tests of importers share: a form broken in many ways, always the same, and a walk that goes alike on every channel."""

import json
import random
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

from guildhall.catalogue.importing import READERS, Imported, NotThatForm
from guildhall.catalogue.importing.writing import as_yaml
from guildhall.channels import SURFACES
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.clocks import LONDON
from guildhall.kernel.journey import Compiled
from guildhall.kernel.loading import kept_service, load_service
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import Service
from guildhall.kernel.walk import walk

FIXTURES = Path(__file__).parents[1] / "fixtures"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "forms"
AROUND = Circumstances(datetime(2026, 11, 22, 9, tzinfo=LONDON))
HUNDRED = range(100)
_UNPRINTED = re.compile(r"\\u00[01]|[\x7f-\x9f\ud800-\udfff]")
_OTHERWISE: tuple[Json, ...] = (
    None, True, -1, 10**40, "", " ", "a b", "/who", "\x00", "{{ x }}", "é" * 600, [], {}, [[]], [{}], {"var": []},
    [1, "a", None], "__proto__",
)  # fmt: skip


def loaded(imported: Imported) -> Service:
    """An imported definition, written out and read again."""
    return load_service(as_yaml(imported.definition))


def alike(service: Service, answers: dict[str, Json], around: Circumstances = AROUND) -> dict[str, Json]:
    """How a journey goes on every channel, which must be one and the same."""
    compiled = Compiled(service)
    found = {
        channel: walk(compiled, surface, answers, replace(around, channel=channel)).as_json(service.languages[0])
        for channel, surface in SURFACES.items()
    }
    assert len({canonical_json(each) for each in found.values()}) == 1, found
    return found["web"]


def lines_of_refusal(kind: str, form: str | BytesIO) -> list[str]:
    """With what lines a form was refused; none for one that was imported, which then loads and goes alike everywhere."""
    try:
        imported = READERS[kind](form, service="broken")
    except NotThatForm as refused:
        return str(refused).splitlines()
    document = canonical_json(imported.definition)
    assert not _UNPRINTED.search(document)
    alike(kept_service(document), {})
    assert all("\n" not in str(loss) for loss in imported.losses)
    return []


def broken(form: Json, way: int) -> Json:
    """A copy of a form with something missing, doubled or turned into something else. The same way breaks it alike."""
    chance = random.Random(way)  # the same each time, which is all that is asked of it
    copy = json.loads(json.dumps(form, default=str))
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        holder, key = chance.choice(list(_places(copy)))
        deed = chance.randrange(4)
        if deed == 0:
            del holder[key]
        elif deed == 1 and isinstance(holder, list):
            holder.append(holder[key])
        elif deed == 2 and isinstance(holder, dict):
            holder[f"{key}x"] = holder.pop(key)
        else:
            holder[key] = deepcopy(chance.choice(_OTHERWISE))
        if not list(_places(copy)):
            break
    return copy


def cut(form: str, way: int) -> str:
    """A form that breaks off somewhere."""
    return form[: random.Random(way).randrange(len(form))]  # the same each time


def _places(part: Json) -> Iterator[tuple[Json, Json]]:
    for key, held in list(part.items()) if isinstance(part, dict) else list(enumerate(part)):
        yield part, key
        if isinstance(held, dict | list):
            yield from _places(held)
