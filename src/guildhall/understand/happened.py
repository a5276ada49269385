"""What understand tells the ledger: every type of event, with the few fields it may hold. No names, no words of anybody."""

from guildhall.ledger.door import FOREIGN_CODE, NUMBER, REFERENCE, declare

OPINION_GIVEN = declare("opinion.given", opinion=NUMBER, commitment=FOREIGN_CODE, post=REFERENCE)
OPINION_WITHDRAWN = declare("opinion.withdrawn", opinion=NUMBER, commitment=FOREIGN_CODE)
