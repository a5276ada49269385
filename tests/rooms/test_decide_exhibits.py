"""Promises about exhibits: a copy of what members saw is deposited at the desk, and stays as it was whatever becomes of the rest."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as config
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests.rooms.decided import AFTER, CLERK, NOW, Council, decided, put_right
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.test_clerk_agenda import SCAN

from guildhall.decide import models as m
from guildhall.decide.addresses import LANGUAGES, address, address_of
from guildhall.decide.copying.inert import inert
from guildhall.decide.keeping.exhibits import deposit
from guildhall.estate.door import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HOSTILE = """<!doctype html><html lang="en"><title>A <b>page</title><body onload="alert(1)"><main id="x" onclick="alert(2)">
<h1 style="color:red">Hours</h1><script>alert(3)</script><p onmouseover=alert(4)>Nine &lt;script&gt; to five
<a href="javascript:alert(5)">a</a><a href=" jAvAsCrIpT:alert(6)">b</a><a href="data:text/html,x">c</a><a href="/en">home</a>
<img src=x onerror=alert(7)><iframe srcdoc="<script>alert(8)</script>">framed</iframe><svg><script>alert(9)</script></svg>
<form action="/en"><input name=q></form><style>*{}</style></p></div></b><ul><li>open</main><script>alert(10)</script>"""


@pytest.fixture(autouse=True)
def a_folder_for_files(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def made() -> Iterator[Council]:
    with standing_at(AFTER):
        yield decided()


def desk(made: Council) -> Clerk:
    return clerk("democratic-services").open(f"/desk/record/items/{made.item.key}")


def got(row: m.Exhibit, lang: str = "en") -> Any:
    return Client().get(address(lang, "exhibit", row.key))


def page_copied(made: Council, where: str) -> m.Exhibit:
    desk(made).press("Deposit it", {"exhibit_title": "The decision", "exhibit_kind": "page", "exhibit_page": where})
    return m.Exhibit.objects.get()


def test_a_page_is_deposited_and_stays_when_the_live_page_moves_on(made: Council) -> None:
    where = address_of("en", made.decision.reference)
    row = page_copied(made, where)
    before = got(row)
    assert "The Digital Strategy be adopted" in before.content.decode()
    put_right(made, "Another text", "A slip")
    assert "Another text" in Client().get(where).content.decode()
    after = got(row)
    assert after.content == before.content
    assert sha256(after.content).hexdigest() == row.sha256
    assert (row.source, row.deposited_at) == (where, AFTER)
    assert row.deposited_by.startswith("account/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_the_item_leads_to_the_copy_and_names_its_fingerprint(made: Council, lang: str) -> None:
    row = page_copied(made, f"{config.ADDRESS}/cy/penderfyniadau")
    page = Client().get(address_of(lang, made.item.reference)).content.decode()
    assert f'href="{address(lang, "exhibit", row.key)}"' in page
    assert row.sha256 in page
    assert '<html lang="cy">' in got(row).content.decode()


def test_the_desk_says_who_deposited_it_and_when(made: Council) -> None:
    at = desk(made).press(
        "Deposit it", {"exhibit_title": "All of them", "exhibit_kind": "page", "exhibit_page": "/en/decisions"}
    )
    assert "All of them" in at.main
    assert "13 March 2026, by " in at.main
    assert "an earlier system" not in at.main


def test_a_figure_that_was_sent_is_served_as_the_very_bytes_that_were_kept(made: Council) -> None:
    sent = SimpleUploadedFile("figure.pdf", SCAN, "application/pdf")
    desk(made).press("Deposit it", {"exhibit_title": "A figure", "exhibit_kind": "figure", "exhibit_file": sent})
    row = m.Exhibit.objects.get()
    answer = got(row)
    assert sha256(answer.content).hexdigest() == row.sha256
    assert answer.headers["Content-Disposition"] == 'attachment; filename="figure.pdf"'


@pytest.mark.parametrize(("where", "kind"), [
    ("/open-data/records/decisions.csv", "text/csv"), ("/open-data/records/decisions.json", "application/json"),
    ("/open-data/records/en/wards/harbour.atom", "application/atom+xml"),
])  # fmt: skip
def test_open_data_is_deposited_by_its_address_and_stays_as_it_was(made: Council, where: str, kind: str) -> None:
    live = Client().get(where).content
    row = page_copied(made, where)
    assert (row.source, row.media_type, row.file) == (where, kind, "")
    m.Decision.objects.update(title="Another")
    assert Client().get(where).content != live
    assert got(row).content == live
    assert sha256(live).hexdigest() == row.sha256


def test_a_document_of_the_house_is_deposited_by_its_address_and_saved_as_what_it_is(made: Council) -> None:
    where = address("en", "printed", made.decision.key, "decision")
    row = page_copied(made, where)
    answer = got(row)
    assert (row.source, row.media_type) == (where, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert sha256(answer.content).hexdigest() == row.sha256
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{made.decision.key}.pdf"'


@pytest.mark.parametrize(
    "where",
    [
        "/desk/record", "/account/login/", "/en/decisions/no-such", "/open-data/records/x.csv", "https://example.org/en", "//example.org",
        "/en/../desk/record", "/en/%2e%2e/desk", "en/decisions", "/en\\decisions", "file:///etc/passwd", "/en/" + "9" * 480, "/english",
        "/en/decisions/%00", "<script>alert(1)</script>",
    ],
)  # fmt: skip
def test_what_is_no_page_for_everybody_is_not_deposited_and_says_so_at_its_box(made: Council, where: str) -> None:
    at = desk(made).press("Deposit it", {"exhibit_title": "X", "exhibit_kind": "page", "exhibit_page": where})
    assert at.page.get_element_by_id("exhibit_page-error") is not None
    assert at.value("exhibit_title") == "X"
    assert at.value("exhibit_page") == where
    assert not m.Exhibit.objects.exists()


def test_a_draft_is_not_copied_though_whoever_asks_keeps_the_record() -> None:
    with standing_at(AFTER):
        made = decided(published=False)
        where = address_of("en", made.decision.reference)
        at = desk(made).press("Deposit it", {"exhibit_title": "X", "exhibit_kind": "page", "exhibit_page": where})
        assert at.page.get_element_by_id("exhibit_page-error") is not None
        assert not m.Exhibit.objects.exists()


def test_an_exhibit_on_a_draft_is_opened_by_nobody() -> None:
    made = decided(published=False)
    row = deposit(title="A figure", kind="figure", content="42", item=made.item, actor=CLERK, at=NOW)
    assert got(row).status_code == 404
    assert clerk("democratic-services").client.get(address("en", "exhibit", row.key)).status_code == 404


def test_blank_boxes_are_said_at_each_and_a_file_that_was_taken_is_not_lost(made: Council) -> None:
    at = desk(made).press("Deposit it", {"exhibit_title": ""})
    wrong = {each.get("id") for each in at.page.xpath("//main//form//p[contains(@class, 'error')]")}
    assert wrong == {"exhibit_title-error", "exhibit_page-error"}
    sent = SimpleUploadedFile("figure.pdf", SCAN, "application/pdf")
    at.press("Deposit it", {"exhibit_title": "", "exhibit_kind": "figure", "exhibit_file": sent})
    assert "figure.pdf was taken already" in at.main
    at.press("Deposit it", {"exhibit_title": "A figure"})
    assert m.Exhibit.objects.get().file.startswith("file/")


def test_a_copy_can_only_be_read(made: Council) -> None:
    row = deposit(
        title="A page", kind="page", content=HOSTILE, media_type="text/html", item=made.item, actor=CLERK, at=AFTER
    )
    answer = got(row)
    assert answer.content == HOSTILE.encode()  # whatever was deposited is served as it is, and can do nothing
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy.split("; ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "alert" not in Client().get(address_of("en", made.item.reference)).content.decode()


def test_of_a_page_its_words_stay_and_nothing_that_runs_loads_or_is_filled_in() -> None:
    made = inert(HOSTILE, base="https://council.example")
    for gone in (
        "alert",
        "script>",
        "onload",
        "onclick",
        "style",
        "<img",
        "iframe",
        "svg",
        "<form",
        "<input",
        "javascript",
        "data:",
    ):
        assert gone not in made.replace("&lt;script&gt;", "")
    assert "<h1>Hours</h1>" in made
    assert "Nine &lt;script&gt; to five" in made
    assert '<a href="https://council.example/en">home</a>' in made
    assert made.endswith("</p><ul><li>open</li></ul>\n</main>\n</html>\n")
    assert inert(made, base="https://council.example") == made
