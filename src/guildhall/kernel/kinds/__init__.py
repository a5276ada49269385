"""The kinds of question. Each is one file in this folder; adding a kind is adding a file.

A module here that defines a subclass of ``Question`` with a ``kind`` is found when the kernel is loaded, takes its place in
``AnyQuestion``, and so in the definition, its JSON Schema and every channel.
"""

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Union, get_args

from pydantic import Field

from guildhall.kernel.question import Question

_modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]


def _kind_of(question: type[Question]) -> str:
    return str(get_args(question.model_fields["kind"].annotation)[0])


KINDS: dict[str, type[Question]] = {
    _kind_of(found): found
    for module in _modules
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, Question) and get_args(found.model_fields["kind"].annotation)
}
"""Every kind by its name in a definition."""

if TYPE_CHECKING:
    AnyQuestion = Question
else:
    AnyQuestion = Annotated[Union[tuple(KINDS.values())], Field(discriminator="kind")]  # noqa: UP007  # made from the folder

for _found in KINDS.values():
    _found.model_rebuild(_types_namespace={"AnyQuestion": AnyQuestion})
