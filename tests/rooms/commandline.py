"""Somebody who types `guildhall services …`, and reads what it prints or the lines with which it refuses."""

import json

import pytest

from guildhall.kernel.model import Json
from guildhall.serve.command import services

KEYS = {"outcome", "asked", "unasked", "case", "reasons", "errors"}
"""What a walk tells of."""
NUMBERS = """
id: numbers
title: {en: Numbers}
channels: {web: {}, phone: {}, counter: {}, paper: {}, api: {}}
steps:
  - {id: measure, kind: decimal, label: {en: How much?}}
  - {id: day, kind: date, label: {en: When?}, notAfter: {today: true, plus: {workingDays: 2}}}
outcomes:
  - {id: noted, kind: submit, title: {en: Noted}}
"""


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command prints when all is well."""
    assert services(words) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """The lines with which a command refuses."""
    assert services(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    lines = told.err.splitlines()
    assert all(line.startswith("guildhall: ") for line in lines)
    return [line.removeprefix("guildhall: ") for line in lines]


def walked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Json]:
    """What a walk tells of, as JSON."""
    found = json.loads(said(capsys, "walk", *words, "--json"))
    assert set(found) == KEYS
    return dict(found)
