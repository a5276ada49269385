"""What serve tells the ledger: every type of event, with the few fields it may hold. No answers, no names."""

from guildhall.ledger.door import CODE, DATE, HASH, NUMBER, REFERENCE, declare

JOURNEY_BEGUN = declare("journey.begun", service=CODE, channel=CODE, edition=HASH)
JOURNEY_RESUMED = declare("journey.resumed", service=CODE, channel=CODE)
JOURNEY_ENDED = declare("journey.ended", service=CODE, channel=CODE, outcome=CODE)
CASE_OPENED = declare(
    "case.opened",
    service=CODE,
    channel=CODE,
    begun_on=CODE,
    outcome=CODE,
    edition=HASH,
    due=DATE,
    received=DATE,
    fee=NUMBER,
    language=CODE,
    missing=NUMBER,
)
CASE_ASSIGNED = declare("case.assigned", to=REFERENCE, team=CODE)
CASE_NOTED = declare("case.noted", shown=CODE)
CUSTOMER_ASKED = declare("customer.asked")
CUSTOMER_REPLIED = declare("customer.replied", channel=CODE)
CASE_CLOSED = declare("case.closed", outcome=CODE)
TASK_SET = declare("task.set", kind=CODE)
TASK_DONE = declare("task.done", kind=CODE)
PAYMENT_BEGUN = declare("payment.begun", method=CODE, amount=NUMBER)
PAYMENT_SETTLED = declare("payment.settled", method=CODE, amount=NUMBER)
PAYMENT_STOPPED = declare("payment.stopped", method=CODE)
FEE_WAIVED = declare("fee.waived", amount=NUMBER)
RECEIPT_SENT = declare("receipt.sent", kind=CODE)
PAYMENT_ASKED = declare("payment.asked", kind=CODE)
CONSENT_GIVEN = declare("consent.given", helper=REFERENCE, language=CODE)
CONTACT_MADE = declare("contact.made", channel=CODE, service=CODE, reason=CODE)
DOCUMENT_OPENED = declare("document.opened", document=REFERENCE)
DRAFT_BEGUN = declare("draft.begun", service=CODE, revision=NUMBER)
DRAFT_EDITED = declare("draft.edited", service=CODE, revision=NUMBER)
DRAFT_APPROVED = declare("draft.approved", service=CODE, revision=NUMBER)
DRAFT_SET_ASIDE = declare("draft.set-aside", service=CODE, revision=NUMBER)
DRAFT_PUBLISHED = declare("draft.published", service=CODE, edition=HASH, version=NUMBER)
FINDING_WAIVED = declare("finding.waived", service=CODE, finding=CODE, until=DATE)
