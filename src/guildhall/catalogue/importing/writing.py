"""A definition written as YAML 1.2, so that it reads back exactly."""

from decimal import Decimal

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter

from guildhall.kernel.model import Json


class _Parts(list[str]):
    """The pieces of text, as they are written. Text has no encoding yet."""

    encoding = None

    def write(self, text: str) -> None:
        self.append(text)


class _Plain(SafeRepresenter):
    """Writes each part out in full, texts of several lines as blocks, and numbers exactly."""

    def ignore_aliases(self, data: Json) -> bool:  # a definition has no aliases
        return True


def _text(representer: _Plain, text: str) -> ScalarNode:
    return representer.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _decimal(representer: _Plain, number: Decimal) -> ScalarNode:
    plain = format(number, "f")
    return representer.represent_scalar("tag:yaml.org,2002:float", plain if "." in plain else f"{plain}.0")


_Plain.add_representer(str, _text)
_Plain.add_representer(Decimal, _decimal)


def as_yaml(definition: Json) -> str:
    """Write a definition as YAML."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _Plain
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # None only at first
    yaml.allow_unicode = True
    yaml.width = 120
    parts = _Parts()
    yaml.dump(definition, parts)
    return "".join(parts)
