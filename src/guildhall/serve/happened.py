"""What serve tells the ledger: every type of event, with the few fields it may hold. No answers, no names."""

from guildhall.ledger.door import CODE, DATE, FOREIGN_CODE, HASH, NUMBER, REFERENCE, TIME, YES_NO, declare

JOURNEY_BEGUN = declare("journey.begun", service=CODE, channel=CODE, edition=HASH)
JOURNEY_RESUMED = declare("journey.resumed", service=CODE, channel=CODE)
JOURNEY_ENDED = declare("journey.ended", service=CODE, channel=CODE, outcome=FOREIGN_CODE)
JOURNEY_STOPPED = declare("journey.stopped", service=CODE, channel=CODE, step=FOREIGN_CODE)
CASE_OPENED = declare(
    "case.opened",
    service=CODE,
    channel=CODE,
    begun_on=CODE,
    outcome=FOREIGN_CODE,
    edition=HASH,
    due=DATE,
    due_at=TIME,
    received=DATE,
    fee=NUMBER,
    language=CODE,
    missing=NUMBER,
    journey=REFERENCE,
    ward=FOREIGN_CODE,
)
CASE_ASSIGNED = declare("case.assigned", to=REFERENCE, team=CODE)
CASE_NOTED = declare("case.noted", shown=CODE)
NOTE_TAKEN_BACK = declare("note.taken-back")
ANSWER_READ = declare("answer.read", consultation=REFERENCE, findings=NUMBER)
CUSTOMER_ASKED = declare("customer.asked")
CUSTOMER_REPLIED = declare("customer.replied", channel=CODE)
CASE_CLOSED = declare("case.closed", outcome=CODE)
TASK_SET = declare("task.set", kind=CODE)
TASK_DONE = declare("task.done", kind=CODE)
TASK_WITHDRAWN = declare("task.withdrawn", kind=CODE)
ADVICE_ASKED = declare("advice.asked", team=CODE, due=DATE)
ADVICE_GIVEN = declare("advice.given", team=CODE)
ADVICE_WITHDRAWN = declare("advice.withdrawn", team=CODE)
INSPECTION_BOOKED = declare("inspection.booked", opens=TIME, closes=TIME)
INSPECTION_DONE = declare("inspection.done")
INSPECTION_MISSED = declare("inspection.missed")
INSPECTION_CANCELLED = declare("inspection.cancelled")
CASE_DETERMINED = declare("case.determined", outcome=CODE)
COMPLAINT_BEGUN = declare("complaint.begun", stage=NUMBER, channel=CODE)
COMPLAINT_ACKNOWLEDGED = declare("complaint.acknowledged", stage=NUMBER)
COMPLAINT_ANSWERED = declare("complaint.answered", stage=NUMBER, outcome=CODE)
CASE_REOPENED = declare("case.reopened", reason=CODE, clock=CODE)
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
CONTACT_MADE = declare(
    "contact.made",
    channel=CODE,
    direction=CODE,
    service=CODE,
    reason=CODE,
    outcome=CODE,
    failure_demand=YES_NO,
    case=REFERENCE,
    journey=REFERENCE,
    waited=NUMBER,
    handled=NUMBER,
    supported=YES_NO,
)
SATISFACTION_GIVEN = declare("satisfaction.given", service=CODE, channel=CODE, score=NUMBER)
CALLBACK_PROMISED = declare("callback.promised", callback=REFERENCE, way=CODE, opens=TIME, closes=TIME)
CALLBACK_TRIED = declare("callback.tried", callback=REFERENCE, way=CODE, outcome=CODE)
CALLBACK_STOPPED = declare("callback.stopped", callback=REFERENCE, reason=CODE)
CALLBACK_REROUTED = declare("callback.rerouted", callback=REFERENCE, way=CODE)
CALLBACK_MOVED = declare("callback.moved", callback=REFERENCE, opens=TIME, closes=TIME, because=CODE)
CALLBACK_KEPT = declare("callback.kept", callback=REFERENCE, way=CODE)
CALLBACK_WITHDRAWN = declare("callback.withdrawn", callback=REFERENCE)
CALLBACK_MISSED = declare("callback.missed", callback=REFERENCE, closes=TIME)
CALLBACK_ESCALATED = declare("callback.escalated", callback=REFERENCE)
DOCUMENT_ATTACHED = declare("document.attached", document=REFERENCE, channel=CODE)
OBLIGATION_BEGUN = declare("obligation.begun", owed=CODE, due=DATE)
CLOCK_PAUSED = declare("clock.paused", owed=CODE, reason=CODE)
CLOCK_RESUMED = declare("clock.resumed", owed=CODE)
CLOCK_EXTENDED = declare("clock.extended", owed=CODE, count=NUMBER, unit=CODE)
EXTENSION_TOLD = declare("clock.extension-told", owed=CODE, channel=CODE)
DUE_CHANGED = declare("due.changed", owed=CODE, why=CODE, old=DATE, new=DATE, new_at=TIME)
DUE_ESCALATED = declare("due.escalated", owed=CODE, point=CODE)
CLOSURE_TAKEN_BACK = declare("closure.taken-back", council=YES_NO)
CLOSURE_RECORDED = declare("closure.recorded", whole=YES_NO, council=YES_NO)
CASES_JOINED = declare("case.joined", relation=NUMBER)
CASES_PARTED = declare("case.parted", relation=NUMBER)
CASES_RELATED = declare("case.related", relation=NUMBER)
CASES_UNRELATED = declare("case.unrelated", relation=NUMBER)
CASE_SPLIT = declare("case.split", relation=NUMBER)
DOCUMENT_OPENED = declare("document.opened", document=REFERENCE)
HOLD_PLACED = declare("hold.placed")
HOLD_LIFTED = declare("hold.lifted")
RECORD_ERASED = declare("record.erased", rule=CODE)
RIGHTS_ASKED = declare("rights.asked", kind=CODE)
IDENTITY_PROVED = declare("identity.proved", how=CODE)
RECORD_DECIDED = declare("record.decided", record=REFERENCE, decided=CODE, because=CODE)
PACK_RELEASED = declare("pack.released", pack=HASH)
RIGHTS_ANSWERED = declare("rights.answered")
DRAFT_BEGUN = declare("draft.begun", service=CODE, revision=NUMBER)
DRAFT_EDITED = declare("draft.edited", service=CODE, revision=NUMBER)
DRAFT_APPROVED = declare("draft.approved", service=CODE, revision=NUMBER)
DRAFT_SET_ASIDE = declare("draft.set-aside", service=CODE, revision=NUMBER)
DRAFT_PUBLISHED = declare("draft.published", service=CODE, edition=HASH, version=NUMBER)
FINDING_WAIVED = declare("finding.waived", service=CODE, finding=CODE, until=DATE)
PLACE_ADDED = declare("place.added")
PLACE_CHANGED = declare("place.changed")
PLACE_ENDED = declare("place.ended")
APPOINTMENT_BOOKED = declare("appointment.booked", place=REFERENCE, channel=CODE, need=CODE, starts=TIME)
APPOINTMENT_MOVED = declare("appointment.moved", place=REFERENCE, channel=CODE, starts=TIME)
APPOINTMENT_CANCELLED = declare("appointment.cancelled", place=REFERENCE, channel=CODE)
APPOINTMENT_KEPT = declare("appointment.kept", place=REFERENCE)
APPOINTMENT_MISSED = declare("appointment.missed", place=REFERENCE)
APPOINTMENT_REMINDED = declare("appointment.reminded", kind=CODE)
INTERPRETER_ASKED = declare("interpreter.asked", need=CODE)
INTERPRETER_CONFIRMED = declare("interpreter.confirmed", need=CODE)
INTERPRETER_NOT_FOUND = declare("interpreter.not-found", need=CODE)
INTERPRETER_STOOD_DOWN = declare("interpreter.stood-down", need=CODE)
POST_HELD = declare("post.held", place=REFERENCE)
POST_RELEASED = declare("post.released", place=REFERENCE)
LETTER_CAME = declare("letter.came", place=REFERENCE)
LETTER_COLLECTED = declare("letter.collected", place=REFERENCE)
LETTER_RETURNED = declare("letter.returned", place=REFERENCE)
