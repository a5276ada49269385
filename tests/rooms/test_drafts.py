"""Promises of drafts: kept whatever they hold, one save after another, and published on every channel at once."""

import threading
from typing import Any

import pytest
from django.db import connection
from tests.rooms.council import AMIR, SERVICES, WEDNESDAY, finished, in_force

from guildhall.kernel.loading import Unreadable, load_service
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor, history, verify
from guildhall.serve.models import Edition, Revision
from guildhall.serve.publishing import drafts, editions
from guildhall.serve.publishing.drafts import NoSuchRevision, Overtaken, SamePerson

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

NIA = Actor("staff", "account/nia")
BLANK: Json = {"id": "new-thing", "title": {"en": "A new thing"}}


def missed_bin() -> Json:
    return load_service((SERVICES / "missed-bin.yaml").read_text(encoding="utf-8")).to_json()


def test_a_draft_that_is_no_definition_yet_is_kept_with_its_faults_in_their_place() -> None:
    document = BLANK | {"steps": [{"id": "bin", "kind": "choice", "label": {"en": "Which?"}}]}
    draft = drafts.begin(document=document, actor=NIA, at=WEDNESDAY)
    standing = drafts.standing(drafts.find(draft=draft.id))
    assert standing.document == document
    assert standing.service is None
    assert [(each.path, each.field) for each in standing.faults] == [("steps/bin", "options")]
    assert standing.rest is not None
    with pytest.raises(Unreadable):
        drafts.publish(draft=draft, actor=NIA, at=WEDNESDAY)
    assert not Edition.objects.exists()


def test_the_second_to_save_is_told_and_every_save_is_kept() -> None:
    draft = drafts.begin(document=BLANK, actor=NIA, at=WEDNESDAY)
    drafts.save(draft=draft, document=BLANK | {"owner": "nia"}, actor=NIA, at=WEDNESDAY)
    with pytest.raises(Overtaken) as overtaken:
        drafts.save(draft=draft, document=BLANK | {"owner": "amir"}, actor=AMIR, at=WEDNESDAY)
    assert overtaken.value.now.document["owner"] == "nia"
    assert drafts.document_at(draft=draft.id, revision=1) == BLANK
    drafts.save(draft=overtaken.value.now, document=BLANK | {"owner": "amir"}, actor=AMIR, at=WEDNESDAY)
    assert [number for number, *_ in drafts.revisions(draft=draft.id)] == [3, 2, 1]


def test_saving_the_same_again_is_no_new_revision() -> None:
    draft = drafts.begin(document=BLANK, actor=NIA, at=WEDNESDAY)
    assert drafts.save(draft=draft, document=dict(BLANK), actor=NIA, at=WEDNESDAY).revision == 1
    assert Revision.objects.count() == 1


def test_nobody_approves_what_they_wrote_and_a_change_needs_another_approval() -> None:
    draft = drafts.begin(document=BLANK, actor=NIA, at=WEDNESDAY)
    with pytest.raises(SamePerson):
        drafts.approve(draft=draft, actor=NIA, at=WEDNESDAY)
    drafts.approve(draft=draft, actor=AMIR, at=WEDNESDAY)
    assert drafts.approved_by(draft=draft) == (AMIR.reference,)
    later = drafts.save(draft=draft, document=BLANK | {"owner": "nia"}, actor=NIA, at=WEDNESDAY)
    assert drafts.approved_by(draft=later) == ()


def test_whoever_wrote_any_of_a_draft_never_approves_it_though_another_saved_last() -> None:
    jo = Actor("staff", "account/jo")
    draft = drafts.begin(document=BLANK, actor=NIA, at=WEDNESDAY)
    draft = drafts.save(draft=draft, document=BLANK | {"owner": "amir"}, actor=AMIR, at=WEDNESDAY)
    for writer in (NIA, AMIR):
        with pytest.raises(SamePerson):
            drafts.approve(draft=draft, actor=writer, at=WEDNESDAY)
    drafts.approve(draft=draft, actor=jo, at=WEDNESDAY)
    assert drafts.approved_by(draft=draft) == (jo.reference,)


def test_an_earlier_revision_is_saved_again_as_the_newest_and_nothing_between_is_lost() -> None:
    draft = drafts.begin(document=BLANK, actor=NIA, at=WEDNESDAY)
    changed = BLANK | {"owner": "amir"}
    second = drafts.save(draft=draft, document=changed, actor=AMIR, at=WEDNESDAY)
    with pytest.raises(Overtaken):
        drafts.go_back(draft=draft, revision=1, actor=NIA, at=WEDNESDAY)
    with pytest.raises(NoSuchRevision):
        drafts.go_back(draft=second, revision=7, actor=NIA, at=WEDNESDAY)
    back = drafts.go_back(draft=second, revision=1, actor=NIA, at=WEDNESDAY)
    assert (back.revision, back.document) == (3, BLANK)
    assert drafts.document_at(draft=draft.id, revision=2) == changed


def test_a_published_draft_is_the_next_version_and_a_journey_in_flight_keeps_its_own() -> None:
    live = in_force()
    begun = finished(live)
    document = missed_bin() | {"owner": "somebody-else"}
    draft = drafts.begin(document=document, actor=NIA, at=WEDNESDAY, begun_from=live.hash)
    made = drafts.publish(draft=draft, actor=NIA, at=WEDNESDAY.replace(hour=18))
    editions.forget()
    current = editions.current(service="missed-bin")
    assert current is not None
    assert (current.hash, current.service.version, current.service.owner) == (made.hash, 2, "somebody-else")
    assert begun.live.service.version == 1
    assert editions.of_hash(edition=live.hash).service.owner != "somebody-else"


def test_every_act_is_told_to_the_ledger_in_one_unbroken_chain() -> None:
    draft = drafts.begin(document=missed_bin(), actor=NIA, at=WEDNESDAY)
    draft = drafts.save(draft=draft, document=missed_bin() | {"owner": "x"}, actor=NIA, at=WEDNESDAY)
    drafts.approve(draft=draft, actor=AMIR, at=WEDNESDAY)
    drafts.publish(draft=draft, actor=NIA, at=WEDNESDAY)
    told = history(subject=f"draft/{draft.id}", audience="staff")
    assert [each.type for each in told] == ["draft.begun", "draft.edited", "draft.approved", "draft.published"]
    assert getattr(verify(subject=f"draft/{draft.id}"), "count", 0) == 4


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told_of_the_other() -> None:
    draft = drafts.begin(document=BLANK, actor=NIA, at=WEDNESDAY)
    ready = threading.Barrier(2)
    came: list[Any] = []

    def save(owner: str) -> None:
        ready.wait()
        try:
            drafts.save(draft=draft, document=BLANK | {"owner": owner}, actor=NIA, at=WEDNESDAY)
            came.append("saved")
        except Overtaken:
            came.append("told")
        finally:
            connection.close()

    hands = [threading.Thread(target=save, args=(each,)) for each in ("one", "two")]
    for each in hands:
        each.start()
    for each in hands:
        each.join()
    assert sorted(came) == ["saved", "told"]
