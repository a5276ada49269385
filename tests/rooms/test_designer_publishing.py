"""Promises of publishing from the designer's desk: proved first, approved where the council says so, in force everywhere at once."""

from datetime import timedelta

import pytest
from tests.rooms.council import MISSED_BIN, VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.estate.council import council
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.gate.finding import Finding
from guildhall.ledger.door import Actor, history
from guildhall.serve.answering import journeys
from guildhall.serve.casework import opening
from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Case, Journey
from guildhall.serve.publishing import drafts, editions, waivers

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

NIA = Actor("staff", "account/nia")


def begun(nia: Clerk, **changed: object) -> str:
    """A draft of the missed bin, some of its keys otherwise; its address."""
    live = in_force()
    editions.forget()
    document = live.service.to_json() | {key.replace("_", "-"): held for key, held in changed.items()}
    draft = drafts.begin(document=document, actor=Actor("staff", nia.reference), at=WEDNESDAY, begun_from=live.hash)
    return f"/desk/designs/{draft.id}"


def without_paper() -> object:
    """The missed bin's ways in, all but those that need no screen and no telephone."""
    channels = in_force().service.to_json()["channels"]
    return {name: held for name, held in channels.items() if name in {"web", "api"}}


def test_a_sound_draft_is_published_in_one_act_and_what_is_in_flight_keeps_its_version(nia: Clerk) -> None:
    root = begun(nia, owner="another-post")
    before = finished(editions.of_hash(edition=str(editions.current(service="missed-bin") and editions.live()[0].hash)))
    nia.open(f"{root}/publication").press("Publish on every channel")
    assert "Published on every channel" in nia.main
    editions.forget()
    live = editions.current(service="missed-bin")
    assert live is not None
    assert (live.service.owner, live.service.version, live.service.status) == ("another-post", 2, "live")
    assert journeys.load(journey=before.id, at=WEDNESDAY).live.service.version == 1
    assert "draft.published" in [
        each.type for each in history(subject=f"draft/{root.rpartition('/')[2]}", audience="staff")
    ]
    assert "This draft is published." in nia.open(f"{root}/publication").main


def test_a_draft_with_a_finding_that_blocks_is_not_published_until_each_is_waived_by_name(nia: Clerk) -> None:
    root = begun(nia, channels=without_paper())
    nia.open(f"{root}/publication").press("Publish on every channel")
    assert nia.status == 409
    assert "must be put right, or waived by name" in nia.words
    for _ in range(12):
        forms = nia.page.xpath("//form[contains(@action, '/waivers')]")
        if not forms:
            break
        posted = dict(forms[0].form_values()) | {
            "reason.en": "The library's counter opens in March.",
            "reason.cy": "Mae cownter y llyfrgell yn agor ym mis Mawrth.",
            "until": "31 3 2027",
        }
        nia._see(nia.client.post(forms[0].get("action"), posted, follow=True))
    nia.press("Publish on every channel")
    assert "Published on every channel" in nia.main, nia.words
    editions.forget()
    public = nia.client.get("/en/services/missed-bin").content.decode()
    assert "The library&#x27;s counter opens in March." in public
    assert "This may stand until 31 March 2027. Nia Brandt answers for it." in public
    assert "Mae cownter y llyfrgell" in nia.client.get("/cy/gwasanaethau/missed-bin").content.decode()
    with standing_at(WEDNESDAY + timedelta(days=200)):
        assert "opens in March" not in nia.client.get("/en/services/missed-bin").content.decode()


@pytest.mark.parametrize("left_out", ["reason.cy", "name", "until"])
def test_a_waiver_needs_a_reason_in_each_language_a_name_and_an_end(nia: Clerk, left_out: str) -> None:
    root = begun(nia, channels=without_paper())
    nia.open(f"{root}/publication")
    form = nia.page.xpath("//form[contains(@action, '/waivers')]")[0]
    whole = {"reason.en": "Soon", "reason.cy": "Cyn hir", "name": "Nia Brandt", "until": "31 3 2027"}
    nia._see(nia.client.post(form.get("action"), dict(form.form_values()) | whole | {left_out: ""}, follow=True))
    assert nia.status == 409
    assert waivers.in_force(service="missed-bin", today=WEDNESDAY.date()) == ()


def test_where_the_council_says_so_a_second_person_approves_what_another_wrote(
    nia: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "guildhall.serve.desks.designer.publishing.council",
        lambda: council().model_copy(update={"second_person_publishes": True}),
    )
    root = begun(nia, owner="another-post")
    nia.open(f"{root}/publication").press("Publish on every channel")
    assert "A second person approves it first" in nia.words
    assert "I approve it as it stands" not in nia.main
    amir = clerk("service-designer", name="Amir Rahman")
    amir.open(f"{root}/parts/steps/bin").press("Save", {"label.en": "Which of your bins was missed?"})
    nia.open(f"{root}/publication")
    assert "ask a designer who wrote none of it" in nia.main
    jo = clerk("administrator", name="Jo Marlow")
    jo.open(f"{root}/publication").press("I approve it as it stands")
    assert "Approved as it stands by Jo Marlow." in jo.main
    nia.open(f"{root}/publication").press("Publish on every channel")
    assert "Published on every channel" in nia.main


def test_a_draft_begun_from_an_older_edition_is_compared_before_it_is_put_in_force(nia: Clerk) -> None:
    root = begun(nia, owner="one-post")
    other = begun(nia, owner="another-post")
    nia.open(f"{other}/publication").press("Publish on every channel")
    editions.forget()
    nia.open(f"{root}/publication").press("Publish on every channel")
    assert "Another edition was published since this draft was begun." in nia.words
    nia.press("Publish on every channel", {"follow": "yes"})
    assert "Published on every channel" in nia.main


def test_a_counter_example_is_walked_on_the_web_by_one_press_and_makes_no_case(nia: Clerk) -> None:
    root = begun(nia)
    nia.open(root)
    token = nia.page.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    example = canonical_json(
        {"answers": MISSED_BIN, "facts": {"last-collection": "2026-11-18"}, "now": "2026-11-18T11:00"}
    )
    nia._see(nia.client.post(f"{root}/walk", {"example": example, "csrfmiddlewaretoken": token}, follow=True))
    assert "Please wait until 4pm" in nia.main
    assert "This is a preview of a draft." in nia.main
    early = {"answers": MISSED_BIN, "facts": {"last-collection": "2026-11-18"}, "now": "2026-11-18T11:00"}
    staff = canonical_json(early | {"actor": "staff"})
    nia._see(nia.client.post(f"{root}/walk", {"example": staff, "csrfmiddlewaretoken": token}, follow=True))
    assert nia.address.endswith("/walk/en/check")
    assert (Case.objects.count(), Journey.objects.count()) == (0, 0)


def test_a_walk_by_hand_answers_page_by_page_and_is_kept_as_a_test(nia: Clerk) -> None:
    root = begun(nia)
    nia.open(f"{root}/walk/en/start")
    answers: list[dict[str, object]] = [
        {"address.line1": "4 Mill Lane", "address.postcode": ""},
        {"address.postcode": "ZZ1 2AB"},
        {"bin": "general"},
        {"assisted": "no"},
        {"name": "Vera Lind"},
        {"contact-by": "none"},
    ]
    for given in answers:
        nia.press("Continue", given)
        assert "This is a preview of a draft." in nia.main
    assert "Check your answers" in nia.main
    nia.press("Accept and send")
    assert "PREVIEW" in nia.main
    assert "We will come back for your bin" in nia.main
    nia.press("Keep the test", {"name": "By hand"})
    assert "All 7 came as they should, on every channel" in nia.main
    kept = drafts.listed()[0].document["tests"][-1]
    assert (kept["name"], kept["expect"]["outcome"]) == ("By hand", "reported")
    assert (Case.objects.count(), Journey.objects.count()) == (0, 0)


def test_last_months_cases_are_made_again_and_no_answer_is_shown(nia: Clerk) -> None:
    live = in_force()
    for bin_ in ("general", "food"):
        journey = finished(live, bin=bin_)
        opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)
    outcomes = live.service.to_json()["outcomes"]
    stopped = {
        "id": "no-food",
        "kind": "exit",
        "when": {"answer": "bin", "is": "food"},
        "title": {"en": "No", "cy": "Na"},
    }
    steps = live.service.to_json()["steps"]
    more = {
        "id": "colour",
        "kind": "text",
        "label": {"en": "What colour?", "cy": "Pa liw?"},
        "showWhen": {"answer": "bin", "is": "general"},
    }
    root = begun(nia, outcomes=[stopped, *outcomes], steps=[*steps, more])
    nia.open(f"{root}/cases")
    assert "Cases2 Asked something else2 Another outcome1 Another fee0" in nia.main.replace("  ", " ")
    assert "What colour?" in nia.main
    assert "Vera Lind" not in nia.source
    assert Case.objects.all()[0].reference not in nia.main
    jo = clerk("administrator", name="Jo Marlow")
    assert Case.objects.all()[0].reference in jo.open(f"{root}/cases").main


def test_where_people_stop_and_what_callers_stumble_on_stand_beside_the_question(nia: Clerk) -> None:
    live = in_force()
    earlier = WEDNESDAY - timedelta(hours=3)
    for _ in range(3):
        begun_journey = journeys.begin(live=live, language="en", channel="web", actor=VERA, at=earlier)
        journeys.save(
            journey=begun_journey, answers={"address": MISSED_BIN["address"]}, channel="web", actor=VERA, at=earlier
        )
    interactions.stumbled(edition=live.hash, step="bin", actor=NIA, at=earlier)
    root = begun(nia)
    nia.open(f"{root}/parts/steps/bin")
    assert "3 people stopped at this question and 1 caller stumbled on it, in 28 days (3 journeys begun)." in nia.main
    assert "0 people stopped at this question" in nia.open(f"{root}/parts/steps/name").main


def test_a_draft_is_compared_with_what_is_in_force_in_words(nia: Clerk) -> None:
    root = begun(nia, title={"en": "Tell us of a missed bin", "cy": "Rhoi gwybod am fin a fethwyd"})
    assert "Tell us of a missed bin" in nia.open(f"{root}/comparison").main
    assert "1 thing differs from version 1" in nia.main


def test_a_finding_that_blocks_is_one_that_no_waiver_covers() -> None:
    finding = Finding("access.x", "blocks", "bin", "Mend it.")
    waiver = waivers.WaiverValue("access.x", "bin", {"en": "Soon"}, "Nia", WEDNESDAY.date())
    assert waiver.covers(finding.id, "bin")
    assert not waiver.covers(finding.id, "name")


def test_what_strands_somebody_is_shown_with_one_press_that_leads_there(nia: Clerk) -> None:
    root = begun(nia, pages=[{"id": "contact-by", "next": []}])
    nia.open(root)
    assert nia.page.xpath("//form[.//input[@name='example']]"), nia.main
    nia.press("Walk there on the web")
    assert "This is a preview of a draft." in nia.main
    assert "The journey is stuck here" in nia.main
    assert (Case.objects.count(), Journey.objects.count()) == (0, 0)
