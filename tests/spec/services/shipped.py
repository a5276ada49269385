"""The definitions that are shipped with the demo council, read from their folder."""

from collections.abc import Iterator
from importlib.resources import files

from pydantic import BaseModel

from guildhall import catalogue
from guildhall.kernel.journey import Compiled
from guildhall.kernel.loading import load_service
from guildhall.kernel.model import Text
from guildhall.kernel.service import Service

FOLDER = files(catalogue) / catalogue.SERVICES
SHIPPED: dict[str, Service] = {
    found.name.removesuffix(".yaml"): load_service(found.read_text(encoding="utf-8"), found.name)
    for found in sorted(FOLDER.iterdir(), key=lambda each: each.name)
    if found.name.endswith(".yaml")
}
COMPILED = {name: Compiled(service) for name, service in SHIPPED.items()}


def texts(service: Service) -> Iterator[tuple[str, Text]]:
    """Every text for people in a definition, with the way to it: ``steps.0.label``."""
    yield from _texts(service, "")


def _texts(part: object, way: str) -> Iterator[tuple[str, Text]]:
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), f"{way}.{name}" if way else name)
    elif isinstance(part, tuple):
        for place, each in enumerate(part):
            yield from _texts(each, f"{way}.{place}")
    elif isinstance(part, dict) and part and part.keys() <= {"en", "cy"} and not way.endswith("finds"):
        yield way, part
    elif isinstance(part, dict) and way.endswith("messages"):
        for code, each in part.items():
            yield from _texts(each, f"{way}.{code}")
