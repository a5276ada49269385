"""What plan tells the ledger: every type of event, with the few fields it may hold. No names, no words of anybody."""

from guildhall.ledger.door import CODE, DATE, FOREIGN_CODE, HASH, NUMBER, REFERENCE, declare

STRATEGY_BEGUN = declare("strategy.begun", adopter=REFERENCE, matter=REFERENCE, predecessor=REFERENCE)
STRATEGY_WRITTEN = declare("strategy.written", revision=NUMBER, hash=HASH)
VERSION_PUBLISHED = declare("strategy.version-published", version=NUMBER, hash=HASH)
VERSION_BOUND = declare("strategy.version-bound", version=NUMBER, act=CODE, cites=REFERENCE, since=DATE)
CONSULTATION_OPENED = declare("consultation.opened", strategy=REFERENCE, version=NUMBER, opens=DATE, closes=DATE)
CONSULTATION_HEARD = declare("consultation.heard", channel=CODE, people=NUMBER)
VOICE_READ = declare("consultation.voice-read", case=REFERENCE, channel=CODE, findings=NUMBER)
FINDING_MADE = declare("consultation.finding-made", finding=FOREIGN_CODE)
FINDING_ANSWERED = declare("consultation.finding-answered", finding=FOREIGN_CODE, commitment=FOREIGN_CODE)
COMMITMENT_DONE = declare("strategy.part-done", commitment=FOREIGN_CODE, part=FOREIGN_CODE, on=DATE)
