"""Whoever adds a column of words to serve says in ``privacy`` what becomes of it: emptied, or it names nobody."""

from collections.abc import Mapping
from importlib.resources import files

from django.apps import apps
from django.db.models import CharField, TextField
from ruamel.yaml import YAML

from guildhall.serve.privacy.personal import BY_REFERENCE, OF_A_PARTY, ON_CASES, ON_JOURNEYS, THE_CASE

IMPERSONAL = files("guildhall.serve.privacy").joinpath("impersonal.yaml").read_text(encoding="utf-8")
NOT_PERSONAL: Mapping[str, str] = YAML(typ="safe").load(IMPERSONAL)
JUDGED: dict[str, set[str]] = {"Case": set(THE_CASE)}
for each in (*ON_JOURNEYS, *ON_CASES, *BY_REFERENCE, *OF_A_PARTY):
    columns = {column.name for column in each.model._meta.fields} if each.goes else set(each.emptied)
    JUDGED.setdefault(each.model.__name__, set()).update(columns)


def test_every_column_of_words_is_emptied_with_its_case_or_said_to_name_nobody() -> None:
    unjudged = []
    for model in apps.get_app_config("serve").get_models():
        name = model.__name__
        wordy = {each.name for each in model._meta.fields if isinstance(each, CharField | TextField)}
        left = wordy - JUDGED.get(name, set()) - set(NOT_PERSONAL.get(name, "").split())
        unjudged += [f"{name}.{column}" for column in sorted(left)]
    assert unjudged == []


def test_nothing_is_said_of_a_column_that_does_not_exist() -> None:
    for name, said in NOT_PERSONAL.items():
        columns = {each.name for each in apps.get_app_config("serve").get_model(name)._meta.fields}
        assert set(said.split()) <= columns, name
