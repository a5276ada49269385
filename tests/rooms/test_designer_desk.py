"""Promises of the designer's desk."""

from gzip import decompress
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.estate.door import Role
from guildhall.ledger.door import Actor
from guildhall.serve.models import Draft, Revision
from guildhall.serve.publishing import drafts, editions

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def begun(nia: Clerk) -> Clerk:
    """A draft of the missed bin, open at its overview."""
    in_force()
    editions.forget()
    return nia.open("/desk/designs").press("Begin a draft")


PAGES = (
    "",
    "/parts/service",
    "/parts/steps/bin",
    "/parts/steps/collection-day",
    "/parts/steps/where-left",
    "/parts/outcomes/reported",
    "/parts/outcomes/wait-for-the-round",
    "/parts/rules/round-not-over",
    "/parts/facts/last-collection",
    "/parts/tests/~0",
    "/publication",
    "/trials",
    "/comparison",
    "/cases",
    "/revisions",
    "/channels/phone",
    "/channels/api",
    "/walk/en",
    "/walk/cy/address",
)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_draft_opens(nia: Clerk, page: str) -> None:
    begun(nia)
    nia.open(f"{nia.address}{page}")
    assert nia.status == 200, nia.words


def test_a_draft_is_walked_in_a_browser_that_takes_packed_pages(nia: Clerk) -> None:
    begun(nia)
    answer = nia.client.get(f"{nia.address}/walk/en/address", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert answer.status_code == 200
    text = decompress(answer.content) if answer.headers.get("Content-Encoding") == "gzip" else answer.content
    assert "Address line 1" in text.decode()


def test_a_draft_begins_blank_with_nothing_but_a_title(nia: Clerk) -> None:
    nia.open("/desk/designs").press("Begin", {"title.en": "Report a swan", "title.cy": "Alarch"}, form=0)
    assert nia.status == 200
    assert Draft.objects.get().service == "report-a-swan"
    assert "Report a swan" in nia.main


@pytest.mark.parametrize("role", ["advisor", "service-officer"])
def test_only_designers_and_administrators_come_to_this_desk(nia: Clerk, role: Role) -> None:
    begun(nia)
    somebody = clerk(role, name="Asha Pell")
    for page in ("/desk/designs", nia.address, *(f"{nia.address}{each}" for each in PAGES)):
        assert somebody.open(page).status == 403, page
    assert Client().get("/desk/designs").status_code == 302
    assert clerk("administrator", name="Jo Marlow").open(nia.address).status == 200


def test_a_condition_is_put_together_from_menus_without_script(nia: Clerk) -> None:
    begun(nia).open(f"{nia.address}/parts/steps/where-left")
    root = nia.address
    assert "When you answered “Yes” to “Do our crew usually fetch the bin from the house for you?”." in nia.main
    nia.press("Show what can be asked", {"showWhen.how": "any", "showWhen.1.about": "answer:bin"})
    assert nia.has("showWhen.1.asks")
    assert Draft.objects.get().revision == 1
    nia.press("Show what can be asked", {"showWhen.1.asks": "isOneOf"})
    nia.press("Save", {"showWhen.1.value": ["garden", "food"]})
    assert "or you answered “Garden waste (brown bin)” to “Which bin was missed?”" in nia.main
    held = drafts.listed()[0].document["steps"][4]["showWhen"]
    assert held == {"any": [{"answer": "assisted", "is": True}, {"answer": "bin", "isOneOf": ["garden", "food"]}]}
    nia.open(root).press("Save", {"showWhen.0.about": "", "showWhen.1.about": ""})
    assert "showWhen" not in drafts.listed()[0].document["steps"][4]


def test_questions_are_added_in_their_place_worded_moved_and_taken_out(nia: Clerk) -> None:
    begun(nia)
    root = nia.address
    nia.press("Add a question", {"kind": "date", "words.en": "When did you move in?", "after": "steps/bin"})
    assert nia.status == 200
    nia.press("Save", {"label.cy": "Pryd symudoch chi i mewn?", "notAfter.from": "today"})
    steps = [each["id"] for each in drafts.listed()[0].document["steps"]]
    assert steps[:3] == ["address", "bin", "when-did-you-move-in"]
    assert drafts.listed()[0].document["steps"][2]["notAfter"] == {"today": True}
    moving = nia.open(root).page.xpath("//form[contains(@action, 'when-did-you-move-in')]")[0]
    token = dict(moving.form_values())
    nia.client.post(moving.get("action"), token | {"move": "up"})
    assert [each["id"] for each in drafts.listed()[0].document["steps"]][1] == "when-did-you-move-in"
    nia.open(f"{root}/parts/steps/when-did-you-move-in").press("Take this question out")
    assert "when-did-you-move-in" not in str(drafts.listed()[0].document)


def test_a_question_with_another_code_is_called_so_everywhere(nia: Clerk) -> None:
    begun(nia).open(f"{nia.address}/parts/steps/assisted").press("Save", {"id": "fetched"})
    document = drafts.listed()[0].document
    assert document["steps"][4]["showWhen"] == {"answer": "fetched", "is": True}
    assert document["tests"][0]["answers"]["fetched"] is False
    assert nia.address.split("?")[0].endswith("/parts/steps/fetched")


def test_the_second_to_save_is_told_keeps_what_was_typed_and_may_put_it_in_anyway(nia: Clerk) -> None:
    begun(nia)
    root = nia.address
    jo = clerk("administrator", name="Jo Marlow")
    for each in (nia, jo):
        each.open(f"{root}/parts/steps/bin")
    nia.press("Save", {"label.en": "Which of your bins?"})
    jo.press("Save", {"label.en": "Which bin did we miss?"})
    assert jo.status == 409
    assert "Nia Brandt saved this meanwhile." in jo.words
    assert jo.value("label.en") == "Which bin did we miss?"
    assert "Which of your bins?" in jo.main
    jo.press("Save")
    assert drafts.listed()[0].document["steps"][1]["label"]["en"] == "Which bin did we miss?"
    assert Revision.objects.count() == 3


def test_two_who_write_different_questions_never_notice_one_another(nia: Clerk) -> None:
    begun(nia)
    root = nia.address
    jo = clerk("administrator", name="Jo Marlow")
    nia.open(f"{root}/parts/steps/bin")
    jo.open(f"{root}/parts/steps/name")
    nia.press("Save", {"label.en": "Which of your bins?"})
    jo.press("Save", {"label.en": "Who are you?"})
    assert (jo.status, nia.status) == (200, 200)
    labels = {each["id"]: each["label"]["en"] for each in drafts.listed()[0].document["steps"]}
    assert (labels["bin"], labels["name"]) == ("Which of your bins?", "Who are you?")


def test_a_part_that_was_taken_out_meanwhile_can_be_put_back_with_what_was_typed(nia: Clerk) -> None:
    begun(nia)
    root = nia.address
    jo = clerk("administrator", name="Jo Marlow")
    jo.open(f"{root}/parts/steps/where-left")
    nia.open(f"{root}/parts/steps/where-left").press("Take this question out")
    jo.press("Save", {"label.en": "Where is the bin?"})
    assert jo.status == 409
    assert "They took this part out" in jo.main
    jo.press("Save")
    assert drafts.listed()[0].document["steps"][-1]["label"]["en"] == "Where is the bin?"


def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(nia: Clerk) -> None:
    begun(nia).open(f"{nia.address}/parts/steps/bin")
    nia.press("Save", {"options.0.label.en": "", "options.0.label.cy": "", "label.en": "Which of your bins?"})
    assert nia.words.count("Answers to choose from, line 1, Answer: write it") >= 1
    assert nia.page.xpath("//title")[0].text.startswith("Error:")
    document = drafts.listed()[0].document
    assert document["steps"][1]["label"]["en"] == "Which of your bins?"
    assert document["steps"][1]["options"][0] == {"code": "general"}


def test_findings_come_while_somebody_types_and_nothing_is_kept(nia: Clerk) -> None:
    begun(nia).open(f"{nia.address}/parts/steps/bin")
    form = nia.page.xpath("//form[@id='part']")[0]
    typed = dict(form.form_values()) | {"part": "steps/bin", "label.cy": "", "label.en": "Which bin, then?"}
    there = nia.page.xpath("//@data-beside")[0]
    told = nia.client.post(there, typed).content.decode()
    assert "Which bin, then?" in told
    assert "words." in told
    assert Revision.objects.count() == 1


def test_an_earlier_save_can_be_had_back(nia: Clerk) -> None:
    begun(nia)
    root = nia.address
    nia.open(f"{root}/parts/steps/bin").press("Save", {"label.en": "Which of your bins?"})
    assert b"Which bin was missed?" in nia.client.get(f"{root}/definition.yaml?revision=1").content
    assert b"Which of your bins?" in nia.client.get(f"{root}/definition.yaml?revision=2").content


def test_a_draft_goes_back_to_an_earlier_save_by_one_press_and_keeps_what_was_written_since(nia: Clerk) -> None:
    begun(nia)
    root = nia.address
    nia.open(f"{root}/parts/steps/bin").press("Save", {"label.en": "Which of your bins?"})
    nia.open(root).press("Go back to revision 1")
    assert "Which bin was missed?" in nia.main
    assert "revision 3" in nia.main
    nia.open(f"{root}/revisions").press("Go back to revision 2")
    assert "Which of your bins?" in nia.main
    assert Revision.objects.count() == 4


def test_nobody_goes_back_over_what_another_saved_meanwhile(nia: Clerk) -> None:
    begun(nia)
    root = nia.address
    nia.open(f"{root}/parts/steps/bin").press("Save", {"label.en": "Which of your bins?"})
    jo = clerk("service-designer", name="Jo Marlow").open(f"{root}/revisions")
    nia.open(f"{root}/parts/steps/bin").press("Save", {"label.en": "Which of the bins?"})
    jo.press("Go back to revision 1")
    assert jo.status == 409
    assert "Somebody saved the draft since you opened this page" in jo.main
    assert Revision.objects.count() == 3


def test_a_draft_saved_many_times_lists_its_saves_page_by_page(nia: Clerk) -> None:
    begun(nia)
    draft = drafts.listed()[0]
    for number in range(25):
        document = {**draft.document, "owner": f"post-{number}"}
        draft = drafts.save(draft=draft, document=document, actor=Actor("staff", nia.reference), at=WEDNESDAY)
    nia.open(f"{nia.address}/revisions")
    assert "Revision 7," in nia.main
    assert "Revision 6," not in nia.main
    nia.follow("Earlier saves")
    assert "Revision 6," in nia.main
    assert "Revision 1," in nia.main


def test_a_definition_goes_out_and_comes_back_the_same(nia: Clerk) -> None:
    begun(nia)
    sent = nia.client.get(f"{nia.address}/definition.yaml").content
    imported(nia, sent)
    assert Draft.objects.count() == 2
    first, second = drafts.listed()
    assert first.document == second.document
    assert first.begun_from == second.begun_from


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b"title: [unclosed", "not readable as YAML"),
        (b"just words", "not a definition"),
        (b"a: &x 1\nb: *x\n", "has no aliases"),
        (b"a: " + b"[" * 5000, "nested more than"),
    ],
)
def test_a_file_that_is_no_definition_is_refused_with_the_reason(nia: Clerk, content: bytes, told: str) -> None:
    imported(nia, content)
    assert nia.status == 409
    assert told in nia.words
    assert not Draft.objects.exists()


def test_a_file_that_cannot_be_read_comes_back_with_each_fault_at_its_line_and_is_imported_when_mended(
    nia: Clerk,
) -> None:
    sent = b"id: swans\ntitle: {en: Swans}\nsteps:\n- {id: how, kind: text\nowner: <b>nia</b>\n"
    imported(nia, sent)
    assert nia.status == 409
    assert nia.value("text").strip() == sent.decode().strip()
    line = nia.page.xpath("//*[contains(@class, 'gh-unread__wrong')]")[0]
    assert nia.page.xpath(f"//a[@href='#{line.get('id')}']")
    assert "not readable as YAML" in line.text_content()
    nia.press("Import it as it is now", {"text": sent.decode().replace("kind: text", "kind: text}")})
    assert nia.status == 200
    assert drafts.listed()[0].document["owner"] == "<b>nia</b>"


def test_a_definition_with_faults_is_imported_with_all_of_it_and_each_fault_in_its_place(nia: Clerk) -> None:
    imported(nia, b"id: swans\ntitle: {en: Swans}\nsteps:\n- {id: how, kind: colour, label: {en: How}}\nodd: 1\n")
    assert nia.status == 200
    assert "is not a kind of question" in nia.words
    assert drafts.listed()[0].document["odd"] == 1
    assert nia.open(f"{nia.address}/parts/steps/how").status == 200


def test_a_form_of_another_maker_is_imported_with_what_was_lost(nia: Clerk) -> None:
    form = (Path(__file__).parent.parent / "fixtures" / "xgov").glob("*.json")
    nia.open("/desk/designs")
    sent = SimpleUploadedFile("form.json", next(iter(sorted(form))).read_bytes())
    token = nia.page.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    nia._see(
        nia.client.post(
            "/desk/designs", {"begin": "file", "form": "xgov", "code": "old-form", "file": sent, "csrfmiddlewaretoken": token},
            follow=True,
        )
    )  # fmt: skip
    assert nia.status == 200
    assert drafts.listed()[0].service == "old-form"


def imported(nia: Clerk, content: bytes) -> None:
    nia.open("/desk/designs")
    token = nia.page.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    sent = SimpleUploadedFile("definition.yaml", content)
    nia._see(
        nia.client.post("/desk/designs", {"begin": "file", "file": sent, "csrfmiddlewaretoken": token}, follow=True)
    )


def test_hostile_posts_change_nothing_and_break_nothing(nia: Clerk) -> None:
    begun(nia)
    root = nia.address
    token = nia.page.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    deep = "[" * 900 + "]" * 900
    hostile: tuple[tuple[str, dict[str, object]], ...] = (
        ("/parts/steps/bin", {"revision": "99999999999999999999", "label.en": "x"}),
        ("/parts/steps/bin", {"revision": "-1", "label.en": "x"}),
        ("/parts/steps/../../x", {"revision": "1"}),
        ("/parts/steps/~999999999999", {"revision": "1"}),
        ("/parts/nothing/at/all/of/this/sort", {"revision": "1"}),
        ("/parts/tests/~0", {"revision": "1", "answers.address.kept": deep}),
        ("/parts/steps/where-left", {"revision": "1", "showWhen.0.kept": deep}),
        ("/parts/steps/where-left", {"revision": "1", **{f"showWhen.{'0.' * n}how": "any" for n in range(1, 60)}}),
        ("/additions", {"revision": "1", "list": "steps/bin/no/such", "kind": "text", "words.en": "x"}),
        ("/additions", {"revision": "1", "list": "everything", "kind": "text"}),
        ("/walk", {"example": deep}),
        ("/walk", {"example": '{"answers": 7}'}),
        ("/waivers", {"finding": "access.nothing", "until": "tomorrow"}),
        ("/publication", {"revision": "7"}),
    )
    for where, posted in hostile:
        answer = nia.client.post(f"{root}{where}", posted | {"csrfmiddlewaretoken": token})
        assert answer.status_code < 500, where
    huge = nia.client.post(f"{root}/parts/steps/bin", {"label.en": "x" * 950_000, "csrfmiddlewaretoken": token})
    assert huge.status_code < 500
    kind = nia.client.post(
        f"{root}/additions", {"list": "steps", "kind": "nothing", "words.en": "x", "csrfmiddlewaretoken": token}
    )
    assert kind.status_code == 302
    assert nia.open(root).status == 200
    assert editions.current(service="missed-bin") is not None


def test_every_page_of_a_draft_asks_the_database_the_same_whatever_it_holds(nia: Clerk) -> None:
    begun(nia)
    root = nia.address
    for page in ("", "/parts/steps/bin", "/publication", "/comparison"):
        nia.open(f"{root}{page}")
        with CaptureQueriesContext(connection) as few:
            nia.open(f"{root}{page}")
        document = drafts.listed()[0]
        steps = [each | {"id": f"{each['id']}-{n}"} for n in range(20) for each in document.document["steps"][:1]]
        longer = document.document | {"steps": [*document.document["steps"], *steps]}
        grown = drafts.save(draft=document, document=longer, actor=Actor("staff", nia.reference), at=WEDNESDAY)
        nia.open(f"{root}{page}")
        with CaptureQueriesContext(connection) as many:
            nia.open(f"{root}{page}")
        assert len(many) == len(few), page
        assert len(many) <= 14, page
        drafts.save(draft=grown, document=document.document, actor=Actor("staff", nia.reference), at=WEDNESDAY)


def test_a_question_is_shown_in_another_language_and_on_another_day_with_what_was_typed(nia: Clerk) -> None:
    begun(nia).open(f"{nia.address}/parts/outcomes/reported")
    assert "by 23 November 2026" in nia.main
    nia.press("Show what can be asked", {"title.cy": "Dewch yn ôl"})
    form = nia.page.xpath("//form[@id='part']")[0]
    posted = dict(form.form_values()) | {"look.lang": "cy", "look.at": "24 12 2026", "reshape": "on"}
    nia._see(nia.client.post(nia.address, posted))
    assert "Dewch yn ôl" in nia.main
    assert "erbyn 31 Rhagfyr 2026" in nia.main
    assert Revision.objects.count() == 1
