"""Terms that the law or an Ombudsman's code sets for every council, each with the rule it comes from.

None is put off by a council's own closures. "Working days" in the Ombudsmen's codes are not defined there: we count those of
the council's nation, which is never more than a complainant may expect.
"""

from guildhall.kernel.clocks.terms import Term

SUBJECT_ACCESS = Term(
    1,
    "months",
    lands="next-working-day",
    restarted_by=frozenset({"identity", "fee"}),
    told_in_time=True,
    whose="nation",
    source="UK GDPR, Articles 12 and 12A; Information Commissioner, Right of access: How long do we have to comply?",
)
"""One month from the latest of the request, proof of who asks, and a fee, to the corresponding date or the month's last day,
and from a day that is not worked to the next that is. Asking what is meant stops it. At most two further months, told within
the first."""

FREEDOM_OF_INFORMATION = Term(
    20,
    "working-days",
    whose="any-nation",
    source="Freedom of Information Act 2000, section 10(1), (2) and (6)",
)
"""The twentieth working day after receipt, a bank holiday in any part of the United Kingdom left out. A fees notice stops it."""

ENVIRONMENTAL_INFORMATION = Term(
    20,
    "working-days",
    whose="any-nation",
    source="Environmental Information Regulations 2004, regulations 2(1), 5(2) and 7(1)",
)
"""The twentieth working day after receipt; another twenty where it is complex and voluminous."""

_CODE = "Complaint Handling Code, Local Government and Social Care Ombudsman and Housing Ombudsman, 2024, paragraph"

COMPLAINT_ACKNOWLEDGED = Term(5, "working-days", whose="nation", source=f"{_CODE} 6.2")
"""Five working days from receipt, at stage 1."""

COMPLAINT_STAGE_1 = Term(10, "working-days", told_in_time=True, whose="nation", source=f"{_CODE} 6.3")
"""Ten working days from the acknowledgement; by paragraph 6.4 at most ten more without good reason, told within the ten."""

COMPLAINT_STAGE_2_ACKNOWLEDGED = Term(5, "working-days", whose="nation", source=f"{_CODE} 6.11")
"""Five working days from the request to go on to stage 2."""

COMPLAINT_STAGE_2 = Term(20, "working-days", told_in_time=True, whose="nation", source=f"{_CODE} 6.14")
"""Twenty working days from the acknowledgement at stage 2; by paragraph 6.15 at most twenty more, told within the twenty."""
