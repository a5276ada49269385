"""Promises of ``guildhall services render``: one service as a channel shows it, in a file."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader
from tests.rooms.commandline import refused, said
from tests.rooms.council import SERVICES

from guildhall.kernel.loading import load_service
from guildhall.serve.publishing.editions import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]


@pytest.mark.parametrize("channel", ["phone", "counter"])
@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("service", sorted(path.stem for path in SERVICES.glob("*.yaml")))
def test_a_script_says_every_question_of_a_service(
    service: str, channel: str, language: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "render", service, "--channel", channel, "--lang", language, "--at", "2026-11-22", "-o", "script.txt")
    script = (folder / "script.txt").read_text(encoding="utf-8")
    for step in load_service((SERVICES / f"{service}.yaml").read_text()).steps:
        assert (step.say or step.label)[language] in script


@pytest.mark.parametrize(
    ("language", "when"),
    [
        ("en", "   When: The round is not over until 4pm on your collection day.\n"),
        ("cy", "   Pryd: Nid yw'r rownd ar ben tan 4pm ar eich diwrnod casglu.\n"),
    ],
)
def test_a_script_says_when_a_call_ends_early(
    language: str, when: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "render", "missed-bin", "--channel", "phone", "--lang", language, "-o", "script.txt")
    assert when in (folder / "script.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("channel", ["phone", "counter"])
def test_a_script_speaks_of_whoever_is_asked_as_they_throughout(
    channel: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "render", "missed-bin", "--channel", channel, "-o", "script.txt")
    script = (folder / "script.txt").read_text(encoding="utf-8")
    assert "Only if they answered" in script
    assert "Only if you" not in script


@pytest.mark.parametrize("language", ["en", "cy"])
def test_machines_are_told_the_same_as_the_council_serves(
    language: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "render", "missed-bin", "--channel", "api", "--lang", language, "-o", "openapi.json")
    rendered = json.loads((folder / "openapi.json").read_text(encoding="utf-8"))
    text = (SERVICES / "missed-bin.yaml").read_text(encoding="utf-8")
    publish(text=text, by="post", at=datetime(2026, 11, 22, tzinfo=UTC))
    served = Client().get("/api/v1/services/missed-bin/openapi.json", {"lang": language})
    assert rendered == json.loads(served.content)
    assert set(rendered["components"]["schemas"]["Answers"]["properties"]) == {
        each.id for each in load_service(text).steps
    }


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ("missed-bin", "--channel", "phone", "--at", "soon", "-o", "x"),
            "soon is not a date: write it like 2026-04-01",
        ),
        (
            ("missed-bin", "--channel", "phone", "--lang", "fr", "-o", "x"),
            "missed-bin is not written in fr: it has en, cy",
        ),
        (
            ("missed-bin", "--channel", "phone", "-o", "no/such/place"),
            "no/such/place cannot be written: no such file or directory",
        ),
        (("missed-bin", "--channel", "phone", "-o", "."), ". cannot be written: is a directory"),
        (("web-only.yaml", "--channel", "phone", "-o", "x"), "w is not offered on phone"),
    ],
)
def test_what_cannot_be_rendered_is_refused_in_one_line(
    words: tuple[str, ...], line: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "web-only.yaml").write_text("{id: w, title: {en: W}, channels: {web: {}}}")
    assert refused(capsys, "render", *words) == [line]


def test_the_web_pages_stand_in_one_file_in_order_with_every_field(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "render", "missed-bin", "--channel", "web", "--lang", "cy", "-o", "pages.html")
    html = (folder / "pages.html").read_text(encoding="utf-8")
    service = load_service((SERVICES / "missed-bin.yaml").read_text())
    places = [html.index(f'id="page-question-{step.id}"') for step in service.steps]
    assert places == sorted(places)
    assert all(f'name="{step.id}' in html for step in service.steps)
    assert html.count("<html") == html.count("</main>") == 1
    assert 'lang="cy"' in html


def test_the_printed_form_is_a_pdf_with_every_question(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "render", "missed-bin", "--channel", "paper", "-o", "form.pdf")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(folder / "form.pdf").pages).split())
    service = load_service((SERVICES / "missed-bin.yaml").read_text())
    assert all(step.label["en"] in text for step in service.steps)
