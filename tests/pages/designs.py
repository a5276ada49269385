"""Drafts to look at: one of a service in force with something wrong in it, and one that was begun blank."""

from datetime import datetime

from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor
from guildhall.serve.publishing import drafts, editions

NIA = Actor("staff", "account/00000000000000000000000000000001")


def begin_designs(at: datetime) -> dict[str, str]:
    """The drafts' numbers, by what an address calls them."""
    permit, bins = editions.current(service="resident-parking-permit"), editions.current(service="missed-bin")
    assert permit is not None
    assert bins is not None
    changed: Json = bins.service.to_json()
    steps = [dict(each) for each in changed["steps"]]
    steps[1]["options"] = [{"code": "general", "label": {"en": "General waste"}}, {"code": "", "label": {}}]
    steps[4]["showWhen"] = {"any": [{"answer": "assisted"}, {"not": {"answer": "bin", "is": "food"}}]}
    broken = drafts.begin(document=changed | {"steps": steps}, actor=NIA, at=at, begun_from=bins.hash)
    more = {
        "id": "colour",
        "kind": "text",
        "label": {"en": "What colour is the vehicle?", "cy": "Pa liw yw'r cerbyd?"},
        "purpose": {"en": "To know it in the street", "cy": "I'w adnabod yn y stryd"},
    }
    otherwise = permit.service.to_json()
    otherwise["steps"].insert(5, more)
    whole = drafts.begin(document=otherwise, actor=NIA, at=at, begun_from=permit.hash)
    table = permit.service.decisions[0].id
    return {"draft": str(whole.id), "broken": str(broken.id), "table": table}
