"""Every way in ends with one question on how it was, which nobody must answer, kept apart from the case."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.db.models import ForeignKey
from django.test import Client
from pypdf import PdfReader
from tests.rooms.council import MISSED_BIN, WEDNESDAY, in_force
from tests.rooms.deskwork import clerk

from guildhall.channels.paper import sheet
from guildhall.kernel.canonical import read_json
from guildhall.serve import clock
from guildhall.serve.answering import satisfaction
from guildhall.serve.desks.paper.codes import code_of
from guildhall.serve.models import Case, KeyedForm, Posted, Satisfaction
from guildhall.serve.publishing.editions import Live

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ROOT = "/api/v1/services/missed-bin"
ANSWERS = MISSED_BIN | {"address": {"line1": "9 Unlisted Row", "postcode": "ZZ9 9ZZ"}, "collection-day": "2026-11-17"}


@pytest.fixture(autouse=True)
def live() -> Iterator[Live]:
    with clock.standing_at(WEDNESDAY):
        yield in_force()


def kept() -> list[tuple[str, str, int]]:
    return [(each.service, each.channel, each.score) for each in Satisfaction.objects.order_by("id")]


def post(path: str, body: Any, key: str = "a-key-for-this") -> Any:
    text = body if isinstance(body, str) else json.dumps(body)
    return Client().post(path, text, content_type="application/json", headers={"Idempotency-Key": key})


# What is kept


def test_what_is_kept_leads_to_no_case_and_no_person() -> None:
    assert not [field.name for field in Satisfaction._meta.get_fields() if isinstance(field, ForeignKey)]
    satisfaction.keep(service="missed-bin", channel="api", score=4, on=WEDNESDAY.date(), once="a-key-for-this")
    named = Posted.objects.get()
    assert "a-key-for-this" not in named.key
    assert (named.body_hash, named.answer, named.case_id) == ("", "null", None)
    assert clock.now() != named.at


# By API


def test_the_answer_to_a_submission_names_where_to_say_how_it_was() -> None:
    answer = read_json(post(f"{ROOT}/cases", {"answers": ANSWERS}).content)
    assert answer["satisfaction"] == f"{ROOT}/satisfaction"
    said = post(answer["satisfaction"], {"score": 5})
    assert (said.status_code, read_json(said.content)) == (200, {"kept": True})
    assert kept() == [("missed-bin", "api", 5)]


def test_advice_too_names_where_to_say_how_it_was() -> None:
    answer = read_json(post(f"{ROOT}/cases", {"answers": ANSWERS | {"collection-day": "2026-11-02"}}).content)
    assert (answer["outcome"]["kind"], answer["satisfaction"]) == ("exit", f"{ROOT}/satisfaction")


def test_sent_again_under_the_same_key_it_counts_once() -> None:
    for score in (5, 5, 1):
        assert post(f"{ROOT}/satisfaction", {"score": score}).status_code == 200
    post(f"{ROOT}/satisfaction", {"score": 2}, "another-key-for-it")
    assert kept() == [("missed-bin", "api", 5), ("missed-bin", "api", 2)]


@pytest.mark.parametrize(
    "body",
    [{"score": 0}, {"score": 6}, {"score": "5"}, {"score": True}, {"score": None}, {}, [], {"score": 5, "name": "V"}],
)
def test_what_is_no_score_is_told_in_plain_words(body: Any) -> None:
    answer = post(f"{ROOT}/satisfaction", body)
    told = read_json(answer.content)
    assert (answer.status_code, told["code"]) == (422, "not-a-score")
    assert "from 1, very bad, to 5, very good" in told["title"]
    assert kept() == []


@pytest.mark.parametrize(
    ("key", "service", "status"), [("short", "missed-bin", 400), ("a-key-for-this", "nothing", 404)]
)
def test_it_needs_a_key_and_a_service(key: str, service: str, status: int) -> None:
    assert post(f"/api/v1/services/{service}/satisfaction", {"score": 5}, key).status_code == status


# On paper


@pytest.mark.parametrize(
    ("address", "asked", "apart"),
    [
        ("/en/services/missed-bin/form.pdf", "How was this for you?", "We keep your answer apart from this form"),
        ("/cy/gwasanaethau/missed-bin/ffurflen.pdf", "Sut oedd hyn i chi?", "Cadwn eich ateb ar wahân i'r ffurflen"),
    ],
)
def test_a_printed_form_ends_with_the_question_and_says_that_it_is_kept_apart(
    address: str, asked: str, apart: str
) -> None:
    printed = PdfReader(BytesIO(Client().get(address).content))
    text = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
    assert text.count(asked) == 1
    assert apart in text


def keyed(live: Live, score: str, **more: str) -> Any:
    form, _ = sheet(live.compiled, "en").fill(ANSWERS)
    typed = {name: str(held) for name, held in form.items()} | {"handed-in": "18 11 2026", "nonce": "one"}
    somebody = clerk("advisor", name=f"C{Case.objects.count()} {more.get('clerk', 'One')}")
    here = f"/desk/paper/{code_of(edition=live.hash, service=live.id, language='en')}"
    return Client.post(_logged_in(somebody), here, typed | {"satisfaction": score} | more)


def _logged_in(somebody: Any) -> Client:
    client: Client = somebody.client
    client.handler.enforce_csrf_checks = False
    return client


def test_what_was_ticked_is_keyed_in_a_field_of_its_own_and_kept_apart(live: Live) -> None:
    assert keyed(live, "4").status_code == 302
    assert kept() == [("missed-bin", "paper", 4)]
    assert "satisfaction" not in read_json(KeyedForm.objects.get().form)
    assert "satisfaction" not in read_json(Case.objects.get().answers)


@pytest.mark.parametrize("blank", ["", " ", "!"])
def test_left_blank_or_not_readable_nothing_is_kept_and_nothing_held_up(live: Live, blank: str) -> None:
    assert keyed(live, blank).status_code == 302
    assert kept() == []


@pytest.mark.parametrize("wrong", ["6", "good", "4 5"])
def test_a_slip_of_the_clerks_is_told_before_the_case_is_opened(live: Live, wrong: str) -> None:
    answer = keyed(live, wrong)
    assert answer.status_code == 400
    assert "Type a number from 1 to 5" in answer.content.decode()
    assert Case.objects.count() == 0


def test_a_form_keyed_twice_counts_once(live: Live) -> None:
    keyed(live, "4", clerk="One")
    keyed(live, "4", clerk="Two")
    assert Case.objects.count() == 1
    assert kept() == [("missed-bin", "paper", 4)]
