"""Terms that the law or an Ombudsman's code sets for every council, each with the rule it comes from.

None is put off by a council's own closures. "Working days" in the Ombudsmen's codes are not defined there: we count those of
the council's nation, which is never more than a complainant may expect.

What was read, and where. LGSCO code: 2.2 and 6.1 to 6.7 on www.lgo.org.uk. Housing Ombudsman's code: 6.1 to 6.4 and 6.10 to 6.13
as landlords repeat them in their self-assessments; the terms of both stages, and twelve months from the landlord's last answer, on
housing-ombudsman.org.uk; the twenty working days more at stage 2 as landlords tell it. Housing Act 1996, section 202; Local
Government Act 1974, section 26B; Licensing Act 2003, schedule 5; Decisions and Appeals Regulations 2001, regulation 4: on
legislation.gov.uk. Two months to appeal about council tax: on www.valuationtribunal.gov.uk. Twelve weeks for a householder: article
33(2)(a) of the Order of 2010, and what councils say today. Not read: the numbers 6.14 to 6.16 of either code, LGSCO 6.8 onwards,
regulation 21 of the Procedure Regulations 2009, article 37 of the Order of 2015. They are for a lawyer to look at.
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

ERASURE = Term(
    1,
    "months",
    lands="next-working-day",
    restarted_by=frozenset({"identity"}),
    told_in_time=True,
    whose="nation",
    source="UK GDPR, Articles 12(3), 12A and 17; Information Commissioner, Right to erasure: How long do we have to comply?",
)
"""As for a copy: one month from the later of the request and proof of who asks; at most two further months, told within it."""

RIGHTS_MORE = Term(2, "months", whose="nation", source="UK GDPR, Article 12(3)")
"""The most by which a request for a copy or for erasure is put off, where it is complex or one of many; the reason is told."""

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

COMPLAINT_STAGE_1_MORE = Term(10, "working-days", whose="nation", source=f"{_CODE} 6.4")
"""The most by which stage 1 is extended; the reason and the Ombudsman's details are told with it (paragraph 6.5)."""

COMPLAINT_STAGE_2_ACKNOWLEDGED = Term(5, "working-days", whose="nation", source=f"{_CODE} 6.11")
"""Five working days from the request to go on to stage 2."""

COMPLAINT_STAGE_2 = Term(20, "working-days", told_in_time=True, whose="nation", source=f"{_CODE} 6.14")
"""Twenty working days from the acknowledgement at stage 2; by paragraph 6.15 at most twenty more, told within the twenty."""

COMPLAINT_STAGE_2_MORE = Term(20, "working-days", whose="nation", source=f"{_CODE} 6.15")
"""The most by which stage 2 is extended; the reason and the Ombudsman's details are told with it (paragraph 6.16)."""

TO_THE_OMBUDSMAN = Term(
    12, "months", whose="nation", source="Local Government Act 1974, section 26B; Housing Ombudsman Scheme (2024)"
)
"""Twelve months to go to an Ombudsman: from the day on which the matter was first known, or from a landlord's last answer. The
day itself is the first of them."""

COMPLAINT_TAKEN_UP = Term(
    12,
    "months",
    whose="nation",
    source="Complaint Handling Code, Local Government and Social Care Ombudsman, 2024, paragraph 2.2",
)
"""Twelve months from what happened in which a complaint is taken up; later with good reason."""

REVIEW_HOMELESSNESS = Term(21, "days", whose="nation", source="Housing Act 1996, section 202(3)")
"""Twenty-one days beginning with the day of being told of the decision, or longer where the council allows it in writing."""

REVIEW_BENEFIT = Term(
    1,
    "months",
    whose="nation",
    source="Housing Benefit and Council Tax Benefit (Decisions and Appeals) Regulations 2001, regulation 4",
)
"""One month from being told, to have it looked at again or to appeal to the tribunal."""

APPEAL_VALUATION = Term(
    2,
    "months",
    whose="nation",
    source="Valuation Tribunal for England (Council Tax and Rating Appeals) (Procedure) Regulations 2009, regulation 21",
)
"""Two months from the council's answer about council tax; without one, four months from when it was asked."""

APPEAL_LICENSING = Term(21, "days", whose="nation", source="Licensing Act 2003, schedule 5, paragraph 9")
"""Twenty-one days beginning with the day of being told, to the magistrates' court."""

APPEAL_PLANNING_HOUSEHOLDER = Term(
    84,
    "days",
    whose="nation",
    source="Town and Country Planning (Development Management Procedure) (England) Order 2015, article 37",
)
"""Twelve weeks from the notice of a householder's decision; other applications have six months."""
