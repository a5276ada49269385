"""``guildhall places``: bring places of help in from a file, write them out as open data, or take up the council's gazetteer.

Bad input ends with status 2 and one line for each fault; then nothing was kept.
"""

import sqlite3
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from guildhall.kernel.canonical import canonical_json
from guildhall.ledger.door import Actor
from guildhall.serve.clock import now
from guildhall.serve.commands.files import BadInput, show, text_of_file, why, write_file
from guildhall.serve.gazetteer.laying import lay_out
from guildhall.serve.gazetteer.reading import NotAGazetteer
from guildhall.serve.places import hsds
from guildhall.serve.places.hsds import reading, writing
from guildhall.serve.places.keeping import Kept, keep
from guildhall.serve.places.known import places as all_places
from guildhall.serve.places.record import Fault, Unreadable, records

HOUSE = Actor("system")


def places(argv: Sequence[str]) -> int:
    """Do one of the commands and return its exit status: 0, or 2 for bad input."""
    try:
        given = _parser().parse_args(list(argv))
        act: Callable[[Namespace], None] = given.act
        act(given)
    except BadInput as refused:
        lines: Sequence[str] = refused.lines
    except Unreadable as unreadable:
        lines = [*map(str, unreadable.faults), f"{len(unreadable.faults)} faults, so nothing was kept"]
    else:
        return 0
    for line in lines:
        sys.stderr.write(f"guildhall: {' '.join(line.split())}\n")
    return 2


def read_yaml(text: str) -> reading.Read:
    """Places as they are written by hand: a list under ``places``. Raises ``Unreadable`` with every fault."""
    try:
        told: Any = YAML(typ="safe").load(text)
    except YAMLError as error:
        raise Unreadable(Fault("the file", "YAML", str(error).splitlines()[0])) from None
    held = told.get("places") if isinstance(told, Mapping) else None
    if not isinstance(held, list):
        raise Unreadable(Fault("the file", "places", "there is no list of places in it"))
    named = [(_name(each, number), each) for number, each in enumerate(held, 1)]
    return reading.Read(records(named), ())


READERS: Mapping[str, Callable[[str], reading.Read]] = {"hsds": reading.read, "yaml": read_yaml}
"""What a file may be, and how it is read."""


def _import(given: Namespace) -> None:
    read = READERS.get(given.kind)
    if read is None:
        raise BadInput(f"there is no importer for {given.kind}: write --from {' or '.join(READERS)}")
    found = read(text_of_file(given.file))
    source = "" if given.kind == "yaml" else given.kind
    kept = keep(records=found.records, source=source, actor=HOUSE, at=now())
    losses = found.losses
    if given.json:
        report = {name: list(getattr(kept, name)) for name in ("added", "changed", "same", "absent")}
        show(canonical_json(report | {"losses": [loss.as_json() for loss in losses]}) + "\n")
        return
    show(_told(kept))
    if losses:
        sys.stderr.write("".join([f"Not carried over ({len(losses)}):\n", *(f"  {loss}\n" for loss in losses)]))


def _gazetteer(given: Namespace) -> None:
    try:
        with Path(given.file).open(encoding="utf-8-sig", newline="") as lines:
            laid = lay_out(lines=lines, to=Path(settings.GAZETTEER))
    except NotAGazetteer as refused:
        raise BadInput(f"{given.file}, {refused}; nothing was changed") from None
    except (OSError, sqlite3.Error) as error:
        reason = why(error) if isinstance(error, OSError) else str(error)
        raise BadInput(f"{given.file} cannot be taken up: {reason}") from None
    show(f"{laid.postcodes} postcodes, {laid.homes} homes and {laid.wards} wards are known.\n")


def _export(given: Namespace) -> None:
    found = all_places(at=now())
    page = writing.page(found, number=1, size=max(1, len(found)), address=settings.ADDRESS)
    write_file(given.out, (canonical_json(dict(page)) + "\n").encode())


def _told(kept: Kept) -> str:
    lines = [f"{len(kept.added)} added, {len(kept.changed)} changed, {len(kept.same)} as they were."]
    lines += [f"Not in the file, left as it is: {name}" for name in kept.absent]
    return "\n".join(lines) + "\n"


def _name(told: object, number: int) -> str:
    name = told.get("slug") if isinstance(told, Mapping) else None
    return str(name or f"place {number}")


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadInput(
            f"{message}. Say: guildhall places import FILE --from hsds | yaml, export -o OUT.json, or gazetteer FILE.csv"
        )


def _parser() -> ArgumentParser:
    parser = _Parser(prog="guildhall places", allow_abbrev=False, description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    importing = commands.add_parser("import", help="bring places in from a file")
    importing.add_argument("file", metavar="FILE")
    importing.add_argument("--from", dest="kind", required=True, metavar="KIND", help=f"hsds ({hsds.NAME}) or yaml")
    importing.add_argument("--json", action="store_true", help="the report as JSON")
    importing.set_defaults(act=_import)
    locating = commands.add_parser("gazetteer", help="take up where postcodes and homes lie, and in which ward")
    locating.add_argument("file", metavar="FILE.csv")
    locating.set_defaults(act=_gazetteer)
    exporting = commands.add_parser("export", help=f"write every place out as {hsds.NAME}")
    exporting.add_argument("-o", "--out", required=True, metavar="OUT.json")
    exporting.set_defaults(act=_export)
    return parser
