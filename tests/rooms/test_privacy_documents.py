"""Promises about the documents of a copy: each looked at first, given byte for byte or left out with a reason that is told."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdf
import pytest
from django.conf import settings
from tests.rooms.acquainted import ASHA
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.privacy_world import WYN, Held, held_of_vera
from tests.rooms.test_web_payments import photograph

from guildhall.estate.door import open_file
from guildhall.kernel.canonical import read_json
from guildhall.people.door import protect
from guildhall.serve.casework import papers
from guildhall.serve.casework.cases import happenings
from guildhall.serve.models import Attachment, Considered, Release
from guildhall.serve.privacy import documents, giving, requests
from guildhall.serve.privacy.judging import NoReason

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def wyn() -> Clerk:
    """Who sees to the law of people's records."""
    return clerk("information-governance", name="Wyn Keating")


def with_two_documents() -> tuple[Held, list[str]]:
    """Vera asks for a copy; two documents of hers lie in her open case."""
    held = held_of_vera(wanted="copy")
    for name in ("gate.png", "neighbour.png"):
        sent = ((photograph().read(), name),)
        papers.add(case=held.open_case, title="A photograph", channel="paper", sent=sent, actor=ASHA, at=WEDNESDAY)
    requests.prove(request=held.request, known_by="document", actor=WYN, at=WEDNESDAY)
    files = list(Attachment.objects.order_by("id").values_list("file", flat=True))
    return held, files


def decide(held: Held, left: str = "") -> None:
    """Give all but one document."""
    after = "more"
    while after:
        items, after = giving.to_review(request=held.request, after="" if after == "more" else after)
        for each in items:
            decided = "leave-out" if each.record == left else "give"
            why = "It shows your neighbour's children." if decided == "leave-out" else ""
            giving.review(
                request=held.request, item=each.id, decided=decided, leave_out=(), why=why, actor=WYN, at=WEDNESDAY
            )


def released(held: Held) -> ZipFile:
    giving.release(request=requests.find(reference=held.request.case.reference), actor=WYN, at=WEDNESDAY)
    with documents.packed(pack=read_json(Release.objects.get().pack)) as made:
        return ZipFile(BytesIO(made.read()))


def test_the_copy_holds_the_documents_byte_for_byte_and_names_nobody_in_its_names() -> None:
    held, files = with_two_documents()
    decide(held)
    whole, reference = released(held), held.request.case.reference
    assert whole.namelist() == [f"{reference}.pdf", f"{reference}.json", "documents/1.png", "documents/2.png"]
    for name, file in zip(whole.namelist()[2:], files, strict=True):
        kept = open_file(reference=file)
        assert kept is not None
        assert whole.read(name) == kept.content


def test_a_document_is_left_out_with_a_reason_that_the_person_reads() -> None:
    held, files = with_two_documents()
    [item] = [each for each in giving.to_review(request=held.request)[0] if each.record == files[1]]
    with pytest.raises(NoReason):
        giving.review(request=held.request, item=item.id, decided="leave-out", leave_out=(), actor=WYN, at=WEDNESDAY)
    decide(held, left=files[1])
    whole = released(held)
    assert [each for each in whole.namelist() if each.startswith("documents/")] == ["documents/1.png"]
    pages = pypdf.PdfReader(BytesIO(whole.read(whole.namelist()[0]))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "It shows your neighbour's children." in text.replace("\u2019", "'")
    assert "documents/1.png" in text
    assert "neighbour.png" not in text


def test_a_document_that_cannot_be_read_stops_the_release_until_it_is_left_out() -> None:
    held, files = with_two_documents()
    decide(held)
    key = files[0].removeprefix("file/")
    (Path(settings.MEDIA_ROOT) / key[:2] / key).write_bytes(b"something else")
    with pytest.raises(documents.NotReadable):
        released(held)
    assert not Release.objects.exists()
    decide(held, left=files[0])
    assert "documents/1.png" in released(held).namelist()


def test_it_is_looked_at_and_left_out_at_the_desk_and_who_looked_is_written_down(wyn: Clerk) -> None:
    held, files = with_two_documents()
    wyn.open(f"/desk/privacy/requests/{held.request.case.reference}")
    number = Considered.objects.get(record=files[1]).pk
    address = f"/desk/privacy/requests/{held.request.case.reference}/documents/{number}"
    answer = wyn.client.get(address)
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
    opened = [each for each in happenings(case=held.open_case, audience="staff") if each.type == "document.opened"]
    assert [each.actor.reference for each in opened] == [wyn.reference]
    wyn.press("I looked at these", {f"decided-{number}": "leave-out"})
    assert wyn.status == 409
    assert wyn.page.xpath(f'//a[@href="#why-{number}"]')
    wyn.press("I looked at these", {f"why-{number}": "It shows somebody else."})
    wyn.press("Release it, once")
    assert wyn.page.xpath('//a[contains(@href, "/copy.zip")]')
    whole: Any = wyn.client.get(f"/desk/privacy/requests/{held.request.case.reference}/copy.zip")
    assert "documents/1.png" in ZipFile(BytesIO(b"".join(whole.streaming_content))).namelist()
    assert wyn.client.get(address).status_code == 404


def test_the_documents_of_somebody_protected_open_for_nobody_but_those_who_keep_people_safe(wyn: Clerk) -> None:
    held, files = with_two_documents()
    giving.to_review(request=held.request)
    protect(reference=held.vera, actor=ASHA, at=WEDNESDAY)
    number = Considered.objects.get(record=files[0]).pk
    for last in (f"documents/{number}", "copy.zip"):
        assert wyn.client.get(f"/desk/privacy/requests/{held.request.case.reference}/{last}").status_code == 404
