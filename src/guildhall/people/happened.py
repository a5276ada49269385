"""What people tells the ledger: every type of event, with the few fields it may hold. No names, no addresses."""

from guildhall.ledger.door import CODE, NUMBER, REFERENCE, declare

NAME_GIVEN = declare("person.name-given")
BIRTH_GIVEN = declare("person.birth-given")
LANGUAGE_GIVEN = declare("person.language-given", language=CODE)
RESIDENCE_GIVEN = declare("person.residence-given")
CONTACT_POINT_GIVEN = declare("person.contact-point-given", way=CODE)
CONTACT_POINT_MARKED = declare("person.contact-point-marked", safe=CODE)
CONTACT_POINT_ENDED = declare("person.contact-point-ended")
NEED_SAID = declare("person.need-said", need=CODE)
NEED_ENDED = declare("person.need-ended", need=CODE)
BELONGING_SAID = declare("person.belonging-said", organisation=REFERENCE)
BELONGING_ENDED = declare("person.belonging-ended", organisation=REFERENCE)
PROTECTION_BEGUN = declare("person.protection-begun")
PROTECTION_ENDED = declare("person.protection-ended")
IDENTITY_ASSERTED = declare("identity.asserted", other=REFERENCE, link=NUMBER)
IDENTITY_RETRACTED = declare("identity.retracted", other=REFERENCE, link=NUMBER)
IDENTITY_DENIED = declare("identity.denied", other=REFERENCE)
RECORD_ATTRIBUTED = declare("person.record-attributed", was=REFERENCE, whose=REFERENCE, link=NUMBER, sort=CODE)
REPRESENTATION_BEGUN = declare("representation.begun", agent=REFERENCE, basis=CODE, channel=CODE)
REPRESENTATION_WITHDRAWN = declare("representation.withdrawn", agent=REFERENCE, basis=CODE, channel=CODE)
