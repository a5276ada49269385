"""Promises about papers that were sent as files: everybody can save what is published, and nobody a draft or what is exempt."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from tests.rooms.decided import AFTER, CLERK, NOW, Council, decided
from tests.rooms.deskwork import clerk
from tests.rooms.test_estate_files import a_picture

from guildhall.decide import models as m
from guildhall.decide.addresses import LANGUAGES, address, address_of
from guildhall.decide.keeping.agendas import lift_restriction, put_report, restrict
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.corrections import correct_report
from guildhall.decide.keeping.publishing import publish_agenda
from guildhall.estate.door import pdf, store_file

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": NOW}


@pytest.fixture(autouse=True)
def a_folder_for_files(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def stored(words: str, name: str = "report.pdf") -> str:
    source = f'#set document(title: "A report")\n= {words}\n'
    return str(store_file(content=pdf(source=source), name=name, by=CLERK.reference, channel="record"))


def attached(made: Council, **more: Any) -> m.Report:
    """A paper that is a file and nothing else."""
    return put_report(item=made.item, title="Opening hours", file=stored("Nine to five"), **BY, **more)


def got(row: m.Report, lang: str = "en") -> Any:
    return Client().get(address(lang, "paper", row.key))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_published_paper_that_is_a_file_is_saved_from_the_page_of_its_item(lang: str) -> None:
    made = decided(published=False)
    row = attached(made)
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    where = address(lang, "paper", row.key)
    assert f'href="{where}"' in Client().get(address_of(lang, made.item.reference)).content.decode()
    answer = got(row, lang)
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_draft_is_saved_by_nobody_here_not_even_by_those_who_keep_the_record() -> None:
    row = attached(decided(published=False))
    where = address("en", "paper", row.key)
    assert got(row).status_code == 404
    assert clerk("democratic-services").client.get(where).status_code == 404


def test_a_late_paper_is_saved_once_it_is_published_and_not_before() -> None:
    made = decided()
    row = attached(made, late_because="It came in late")
    assert got(row).status_code == 404
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=AFTER, reason="A late paper")
    assert got(row).status_code == 200


def test_the_exempt_document_of_a_published_paper_is_never_what_is_saved() -> None:
    made = decided(published=False)
    sealed = stored("The price is gooseberry")
    wholly = put_report(item=made.item, title="The price", **BY)
    partly = attached(made)
    for row in (wholly, partly):
        restrict(record=row, paragraph="3", public_interest="The price", part="Appendix", file=sealed, **BY)
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    assert got(wholly).status_code == 404
    assert got(partly).status_code == 200
    page = Client().get(address_of("en", made.item.reference)).content.decode()
    assert sealed.partition("/")[2] not in page
    assert address("en", "paper", wholly.key) not in page
    for lang in LANGUAGES:
        for key in (sealed, sealed.partition("/")[2], f"{wholly.key}.1", "x" * 5000):
            assert Client().get(f"/{lang}/papers/{key}").status_code == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_a_document_that_is_withheld_words_lead_to_what_took_its_place_and_since_when(lang: str) -> None:
    made = decided(published=False)
    row, sealed = put_report(item=made.item, title="The price", **BY), stored("The price is gooseberry")
    kept = restrict(record=row, paragraph="3", public_interest="The price", file=sealed, **BY)
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    save, where = f'href="{address(lang, "paper", row.key)}"', address_of(lang, made.item.reference)
    opened = f"{address(lang, 'paper', row.key)}?opened={kept.pk}"
    assert save not in Client().get(where).content.decode()
    why = Correction(CLERK, AFTER, "A part of it may be read")
    correct_report(report=row, title="The price", text="", address="", file=stored("It is known"), why=why)
    page = Client().get(where).content.decode()
    assert {"en": "stood in its place since 13 March 2026", "cy": "yn ei lle ers 13 Mawrth 2026"}[lang] in page
    assert (page.count(save), Client().get(opened).status_code) == (2, 404)
    lift_restriction(restriction=kept, why="It is paid", actor=CLERK, at=AFTER + timedelta(days=2))
    page = Client().get(where).content.decode()
    assert {"en": "open since 15 March 2026", "cy": "agored ers 15 Mawrth 2026"}[lang] in page
    assert {"en": "takes the place of the document above", "cy": "cymryd lle’r ddogfen uchod"}[lang] in page
    assert f'href="{opened}"' in page
    whole = Client().get(opened)
    assert whole.content.startswith(b"%PDF")
    assert whole.content != got(row, lang).content
    for other in ("0", str(kept.pk + 1), "x"):
        assert Client().get(f"{address(lang, 'paper', row.key)}?opened={other}").status_code == 404


def test_a_document_that_was_withheld_whole_is_the_papers_own_once_it_is_open() -> None:
    made = decided(published=False)
    row = put_report(item=made.item, title="The price", **BY)
    kept = restrict(record=row, paragraph="3", public_interest="The price", file=stored("The price is 3"), **BY)
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    lift_restriction(restriction=kept, why="It is paid", actor=CLERK, at=AFTER)
    page = Client().get(address_of("en", made.item.reference)).content.decode()
    assert "It has been open since 13 March 2026. It is now the document of this paper." in page
    assert "?opened=" not in page


def test_an_appendix_that_is_withheld_is_not_replaced_by_the_paper_that_it_belongs_to() -> None:
    made = decided(published=False)
    row = attached(made)
    kept = restrict(record=row, paragraph="3", public_interest="The price", part="Appendix", file=stored("3"), **BY)
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    where = address_of("en", made.item.reference)
    assert "in its place" not in Client().get(where).content.decode()
    lift_restriction(restriction=kept, why="It is paid", actor=CLERK, at=AFTER)
    page = Client().get(where).content.decode()
    assert "takes the place" not in page
    assert f"?opened={kept.pk}" in page


def test_a_name_that_would_mislead_a_browser_is_only_a_name() -> None:
    made = decided(published=False)
    picture = store_file(content=a_picture(), name='a"; x=\r\n<b>.html.jpg', by="", channel="record")
    row = put_report(item=made.item, title="A picture", file=str(picture), **BY)
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    answer = got(row)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")


def test_open_data_names_where_a_file_is_saved_and_no_file_of_a_draft() -> None:
    made = decided(published=False)
    row = attached(made)
    listed = "/open-data/oparl/file"
    assert row.key not in Client().get(listed).content.decode()
    publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=NOW)
    (told,) = [each for each in Client().get(listed).json()["data"] if each["name"] == "Opening hours"]
    assert told["downloadUrl"].endswith(address("en", "paper", row.key))
    assert told["accessUrl"] == told["downloadUrl"]
    paper = Client().get(f"/open-data/oparl/paper/{row.key}").json()
    assert paper["mainFile"]["downloadUrl"] == told["downloadUrl"]
