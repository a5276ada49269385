"""What serve tells the ledger: every type of event, with the few fields it may hold. No answers, no names."""

from guildhall.ledger.door import CODE, DATE, HASH, NUMBER, REFERENCE, TIME, YES_NO, declare

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
CUSTOMER_TOLD = declare("customer.told")
MESSAGE_STOPPED = declare("message.stopped", kind=CODE, reason=CODE)
MESSAGE_HELD = declare("message.held", kind=CODE)
MESSAGE_FAILED = declare("message.failed", kind=CODE)
MESSAGE_FELL_BACK = declare("message.fell-back", kind=CODE, to=CODE)
EMAIL_ARRIVED = declare("email.arrived", became=CODE)
CONSENT_GIVEN = declare("consent.given", helper=REFERENCE, language=CODE)
CONTACT_MADE = declare("contact.made", channel=CODE, service=CODE, reason=CODE, outcome=CODE, failure_demand=YES_NO)
CALLBACK_PROMISED = declare("callback.promised", callback=REFERENCE, way=CODE, opens=TIME, closes=TIME)
CALLBACK_TRIED = declare("callback.tried", callback=REFERENCE, way=CODE, outcome=CODE)
CALLBACK_STOPPED = declare("callback.stopped", callback=REFERENCE, reason=CODE)
CALLBACK_REROUTED = declare("callback.rerouted", callback=REFERENCE, way=CODE)
CALLBACK_KEPT = declare("callback.kept", callback=REFERENCE, way=CODE)
CALLBACK_WITHDRAWN = declare("callback.withdrawn", callback=REFERENCE)
CALLBACK_MISSED = declare("callback.missed", callback=REFERENCE, closes=TIME)
CALLBACK_ESCALATED = declare("callback.escalated", callback=REFERENCE)
DOCUMENT_ATTACHED = declare("document.attached", document=REFERENCE, channel=CODE)
OBLIGATION_BEGUN = declare("obligation.begun", owed=CODE, due=DATE)
CLOCK_PAUSED = declare("clock.paused", owed=CODE, reason=CODE)
CLOCK_RESUMED = declare("clock.resumed", owed=CODE)
CLOCK_EXTENDED = declare("clock.extended", owed=CODE, count=NUMBER, unit=CODE)
DUE_CHANGED = declare("due.changed", owed=CODE, why=CODE, old=DATE, new=DATE)
DUE_ESCALATED = declare("due.escalated", owed=CODE, point=CODE)
CLOSURE_RECORDED = declare("closure.recorded", whole=YES_NO, council=YES_NO)
DOCUMENT_OPENED = declare("document.opened", document=REFERENCE)
DRAFT_BEGUN = declare("draft.begun", service=CODE, revision=NUMBER)
DRAFT_EDITED = declare("draft.edited", service=CODE, revision=NUMBER)
DRAFT_APPROVED = declare("draft.approved", service=CODE, revision=NUMBER)
DRAFT_SET_ASIDE = declare("draft.set-aside", service=CODE, revision=NUMBER)
DRAFT_PUBLISHED = declare("draft.published", service=CODE, edition=HASH, version=NUMBER)
FINDING_WAIVED = declare("finding.waived", service=CODE, finding=CODE, until=DATE)
