"""A machine sends a file ahead of its answer: checked and cleaned as from a person, and good for one answer only."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings
from tests.rooms.council import WEDNESDAY, in_force

from guildhall.estate.door import LARGEST_FILE, open_file
from guildhall.estate.models import StoredFile
from guildhall.kernel.canonical import read_json
from guildhall.serve import clock
from guildhall.serve.casework import casefile, cases
from guildhall.serve.models import Case, Journey, Upload

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ROOT = "/api/v1/services/resident-parking-permit"
PERMIT: dict[str, Any] = {
    "address": {"line1": "7 Unlisted Row", "postcode": "ZZ9 9ZZ"}, "zone": "C", "main-home": True, "permits-already": 1,
    "vehicle": "XY70 ZZZ", "keeper": "lease", "emissions": "up-to-150", "starts": "2026-11-18",
    "proof-of-vehicle": {"later": True}, "name": "Dai Morgan", "contact-by": "email", "email": "dai@example.org",
    "reminder": False, "declaration": True,
}  # fmt: skip
"""All but the proof of home."""


@pytest.fixture(autouse=True)
def _wednesday(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "files"
    in_force("resident-parking-permit")
    with clock.standing_at(WEDNESDAY):
        yield


def a_photograph(colour: int = 1) -> bytes:
    made, exif = BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[29] = "GPSPLACE"
    Image.new("RGB", (40, 20), colour).save(made, "jpeg", exif=exif)
    return made.getvalue()


def send(
    content: bytes, key: str = "a-key-for-a-file", kind: str = "image/jpeg", name: str = "bill.jpg", **more: str
) -> Any:
    service = more.get("service", "resident-parking-permit")
    return Client(enforce_csrf_checks=True).post(
        f"/api/v1/services/{service}/files", content, content_type=kind,
        headers={"Idempotency-Key": key, "File-Name": name, "Content-Type": kind},
    )  # fmt: skip


def sent(content: bytes, key: str = "a-key-for-a-file", **more: str) -> str:
    answer = send(content, key, **more)
    assert answer.status_code == 201, answer.content
    return str(read_json(answer.content)["reference"])


def ask(where: str, *files: str, key: str = "a-key-for-a-case") -> Any:
    body = json.dumps({"answers": PERMIT | {"proof-of-home": {"files": list(files)}}})
    return Client().post(f"{ROOT}/{where}", body, content_type="application/json", headers={"Idempotency-Key": key})


def test_a_file_sent_ahead_goes_into_the_case_by_its_reference() -> None:
    reference = sent(a_photograph(), name="My%20bill.jpg")
    answer = ask("cases", reference)
    assert answer.status_code == 201, answer.content
    case = cases.find(reference=Case.objects.get().reference)
    assert casefile.documents_in(case=case) == (reference,)
    assert Upload.objects.get().journey_id == case.journey
    stored = open_file(reference=reference)
    assert stored is not None
    assert (stored.name, stored.channel, stored.stored_by) == ("My bill.jpg", "api", "")


def test_where_a_photograph_was_taken_is_left_out() -> None:
    stored = open_file(reference=sent(a_photograph()))
    assert stored is not None
    assert b"GPSPLACE" in a_photograph()
    assert b"GPSPLACE" not in stored.content


def test_the_same_file_under_the_same_key_is_kept_once() -> None:
    first, second = send(a_photograph()), send(a_photograph())
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.content == second.content
    assert StoredFile.objects.count() == 1


def test_another_file_under_the_same_key_is_a_conflict() -> None:
    sent(a_photograph())
    assert send(a_photograph(200)).status_code == 409
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "kind", "status", "code", "why"),
    [
        (b"", "image/jpeg", 422, "not-taken", "file-empty"),
        (b"\xff\xd8\xff" + b"x" * LARGEST_FILE, "image/jpeg", 413, "not-taken", "file-too-big"),
        (b"MZ a programme", "image/jpeg", 422, "not-taken", "file-disguised"),
        (b"\xff\xd8\xff no picture", "image/jpeg", 422, "not-taken", "file-damaged"),
        (b"words", "text/plain", 415, "not-a-file-type", ""),
        (b"--x", "multipart/form-data; boundary=x", 415, "not-a-file-type", ""),
    ],
    ids=["empty", "too big", "disguised", "damaged", "another type", "a form"],
)
def test_a_file_that_cannot_be_taken_is_refused_with_the_reason_and_its_key_stays_free(
    content: bytes, kind: str, status: int, code: str, why: str
) -> None:
    answer = send(content, kind=kind)
    told = read_json(answer.content)
    assert (answer.status_code, told["code"]) == (status, code)
    assert [each["code"] for each in told.get("errors", [])] == ([why] if why else [])
    assert StoredFile.objects.count() == 0
    assert send(a_photograph()).status_code == 201


@pytest.mark.parametrize("where", ["check", "cases"])
def test_a_file_that_may_not_be_used_is_refused_alike_whatever_the_reason(where: str) -> None:
    in_force("street-problem")
    in_force("resident-parking-permit")
    used = sent(a_photograph(), "key-of-the-used-one")
    assert ask("cases", used, key="the-case-before").status_code == 201
    wrong = {
        "never sent": "file/" + "0" * 32,
        "no reference": "bill.pdf",
        "in another case": used,
        "for another service": sent(a_photograph(9), "key-of-another", service="street-problem"),
    }
    before = Case.objects.count(), Journey.objects.count()
    told = {}
    for number, (why, file) in enumerate(wrong.items()):
        answer = ask(where, file, key=f"case-number-{number}")
        assert answer.status_code == (200 if where == "check" else 422)
        (error,) = read_json(answer.content)["errors"]
        assert (error["step"], error["code"]) == ("proof-of-home", "not-uploaded")
        told[why] = error["message"].replace(file, "")
    assert len(set(told.values())) == 1
    assert (Case.objects.count(), Journey.objects.count()) == before


def test_sending_the_case_again_under_its_key_is_no_second_use() -> None:
    reference = sent(a_photograph())
    first, second = ask("cases", reference), ask("cases", reference)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.content == second.content


def test_a_check_uses_nothing_up() -> None:
    reference = sent(a_photograph())
    assert read_json(ask("check", reference).content)["errors"] == []
    assert ask("cases", reference).status_code == 201


def test_each_service_tells_where_to_send_files_and_what_to_do_with_the_reference() -> None:
    document = read_json(Client().get(f"{ROOT}/openapi.json").content)
    operation = document["paths"]["/services/resident-parking-permit/files"]["post"]
    assert set(operation["requestBody"]["content"]) == {"application/pdf", "image/jpeg", "image/png"}
    assert "10 MB" in operation["description"]
    proof = document["components"]["schemas"]["Answers"]["properties"]["proof-of-home"]
    assert "Send each file first, and give here the reference" in proof["description"]
    assert read_json(Client().get(ROOT).content)["links"]["files"] == f"{ROOT}/files"
