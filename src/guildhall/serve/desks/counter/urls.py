"""The counter desk's addresses, under /desk/counter."""

from guildhall.channels import counter
from guildhall.estate.door import offer_desk
from guildhall.serve.desks.assisted.addresses import addresses
from guildhall.serve.desks.assisted.desk import ROLES, Desk

COUNTER = Desk("counter", "Counter", "/desk/counter", "visitor", "visit", counter.script, in_person=True)

offer_desk(name=COUNTER.channel, label=COUNTER.label, path=COUNTER.path, roles=ROLES, task="Help a visitor", place=20)

urlpatterns = addresses(COUNTER)
