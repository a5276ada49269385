"""The telephone desk's addresses, under /desk/phone."""

from guildhall.channels import phone
from guildhall.estate.door import offer_desk
from guildhall.serve.desks.assisted.addresses import addresses
from guildhall.serve.desks.assisted.desk import ROLES, Desk

PHONE = Desk("phone", "Telephone", "/desk/phone", "caller", "call", phone.script)

offer_desk(name=PHONE.channel, label=PHONE.label, path=PHONE.path, roles=ROLES, task="Take a call", place=10)

urlpatterns = addresses(PHONE)
