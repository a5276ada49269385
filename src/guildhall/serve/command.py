"""``guildhall services``: import a form, list the services, render, walk or check one, write the schema.

A check that finds what is in the way of publishing ends with status 1. Bad input ends with status 2 and a plain line on
standard error (an unreadable definition: each fault on its line). What is heavy is loaded only by the command that needs it:
Django by none but those that lay out pages, print and OpenAPI, or that are given the id of a service where there is a database.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from guildhall.serve.commands.files import BadInput

CHANNELS = ("web", "phone", "counter", "paper", "api")
ACTORS = ("resident", "helper", "staff")
ID_OR_FILE = "an id: as it is published in the council's database, else as it is shipped; or a file"


def services(argv: Sequence[str]) -> int:
    """Do one of the commands and return its exit status: 0, 1 for a definition that cannot be published, 2 for bad input."""
    try:
        given = _parser().parse_args(list(argv))
        return int(given.act(given))
    except BadInput as refused:
        lines = refused.lines
    except RecursionError:
        lines = ("its parts stand too deep inside one another",)
    for line in lines if sys.stderr is not None else ():
        sys.stderr.write(f"guildhall: {' '.join(line.split())}\n")
    return 2


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message}. Say: guildhall services import | list | render | schema | walk | check")


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog="guildhall services", allow_abbrev=False, description=__doc__.partition("\n")[0].replace("``", "")
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)

    importing = _command(commands.add_parser("import", help="turn a form into a definition"), "importing:import_form")
    importing.add_argument("file", metavar="FILE")
    importing.add_argument(
        "--from", dest="kind", required=True, metavar="KIND", help="the sort of form; a wrong one names them all"
    )
    importing.add_argument("-o", "--out", required=True, metavar="OUT.yaml")
    importing.add_argument(
        "--language", metavar="LANGUAGE", help="the language of its words; what the form says, else en"
    )
    importing.add_argument("--json", action="store_true", help="the report of losses as JSON")

    listing = _command(commands.add_parser("list", help="name the services"), "listing:list_services")
    listing.add_argument("--published", action="store_true", help="those in force in the council's database")
    listing.add_argument("--json", action="store_true")

    rendering = _command(commands.add_parser("render", help="lay a service out for a channel"), "rendering:render")
    rendering.add_argument("service", metavar="ID_OR_FILE", help=ID_OR_FILE)
    rendering.add_argument("--channel", required=True, choices=CHANNELS)
    rendering.add_argument("--lang", default=None, metavar="LANGUAGE")
    rendering.add_argument(
        "--at", default=None, metavar="DATE", help="as it is on this day; today where it is left out"
    )
    rendering.add_argument("-o", "--out", required=True, metavar="OUT")

    schema = _command(
        commands.add_parser("schema", help="the JSON Schema of a definition, for editors"), "schema:write_schema"
    )
    schema.add_argument("-o", "--out", default=None, metavar="OUT", help="printed where it is left out")

    walking = _command(commands.add_parser("walk", help="go through a service with answers"), "walking:walk_service")
    walking.add_argument("service", metavar="ID_OR_FILE", help=ID_OR_FILE)
    walking.add_argument("--answers", required=True, metavar="ANSWERS.json")
    walking.add_argument("--channel", required=True, choices=CHANNELS)
    walking.add_argument("--actor", default="resident", choices=ACTORS)
    walking.add_argument("--facts", default=None, metavar="FACTS.json")
    walking.add_argument(
        "--now", default=None, metavar="MOMENT", help="Europe/London where it has no zone; now where left out"
    )
    walking.add_argument("--json", action="store_true")

    checking = _command(
        commands.add_parser("check", help="find what is in the way of publishing"), "checking:check_services"
    )
    checking.add_argument("services", nargs="+", metavar="ID_OR_FILE", help=ID_OR_FILE)
    checking.add_argument("--against", default=None, metavar="OLD", help="compare with an older definition")
    checking.add_argument("--at", default=None, metavar="DATE", help="as at this day; today where it is left out")
    checking.add_argument("--json", action="store_true")
    return parser


def _command(parser: ArgumentParser, place: str) -> ArgumentParser:
    """Name the function of a command; its module is loaded only when the command is given."""
    module, _, function = place.partition(":")

    def act(given: Namespace) -> int:
        done: Callable[[Namespace], int] = getattr(import_module(f"guildhall.serve.commands.{module}"), function)
        return done(given)

    parser.set_defaults(act=act)
    return parser


if __name__ == "__main__":
    sys.exit(services(sys.argv[1:]))
