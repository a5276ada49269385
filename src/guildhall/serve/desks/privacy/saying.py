"""What the desk says of the law: lawful bases, decisions, rules and sorts of records, in words."""

from collections.abc import Mapping

BASES: Mapping[str, str] = {
    "public-task": "Public task (UK GDPR Article 6(1)(e))",
    "legal-obligation": "Legal obligation (UK GDPR Article 6(1)(c))",
    "contract": "Contract (UK GDPR Article 6(1)(b))",
    "consent": "Consent (UK GDPR Article 6(1)(a))",
    "vital-interests": "Vital interests (UK GDPR Article 6(1)(d))",
}
DECISIONS: Mapping[str, str] = {
    "keep": "Keep it",
    "anonymise": "Keep it without anything that tells who they are",
    "erase": "Erase it",
}
GIVEN: Mapping[str, str] = {"give": "Give it", "leave-out": "Leave the whole of it out"}
KINDS: Mapping[str, str] = {"access": "A copy of what we hold", "erasure": "Erase what we hold"}
KNOWN_BY: Mapping[str, str] = {
    "document": "They showed or sent something with their name and address",
    "in-person": "Somebody who knows them saw them",
    "details": "They told what only they could know",
}
SORTS: Mapping[str, str] = {
    "case": "Case",
    "journey": "Form not sent",
    "contact": "Contact",
    "email": "Email on no case",
    "call": "Call",
    "callback": "Call that was promised",
    "appointment": "Appointment",
    "post": "Letters that wait",
    "person": "Person",
    "party": "What we know of them",
}
PAGES: Mapping[str, str] = {
    "people-person": "Their page",
    "people": "A search that found them",
    "people-other": "A search for another record of theirs",
    "people-proposal": "Their record beside another",
    "people-link": "Their record, joined with another",
    "people-review": "What was made while two records were joined",
    "people-post": "Where their letters wait",
    "callbacks-sheet": "A call back to them",
    "callbacks-promise": "A call back, promised to them",
    "outbox-message": "A message to them",
    "outbox-letter": "A letter to them",
    "outbox-arrival": "An email from them",
    "outbox-arrival-file": "A file that came with an email",
    "calls": "A list of calls",
    "callbacks": "A list of calls back",
    "places-day": "Who is expected at a place",
    "places-letters": "Whose letters wait at a place",
    "privacy": "A list of requests",
    "privacy-holds": "A list of legal holds",
    "partner": "A list of those whom a partner helps",
    "councillor": "A list of those who asked a councillor",
    "calls-arriving": "Their call, as it rang",
    "phone": "Their call, as it rang",
    "places-take": "An appointment, booked for them",
    "privacy-request": "Their request",
    "partner-case": "Their case, by a helper",
    "councillor-case": "Their case, by a councillor",
    "cases-case": "Its page",
    "cases-file": "A document of it",
    "cases-told": "What they were told",
    "cases-papers": "Its documents",
    "cases-work": "What is to be done on it",
    "cases-clocks": "Its clocks",
    "cases-matter": "What it is joined with",
    "cases-decision": "Its decision",
    "cases-complaint": "The stages of the complaint",
    "cases-preview": "A message before it went",
    "cases-preview-letter": "A letter before it went",
}
"""What somebody looked at, by the name of the page; any other page is called by its own name."""

RULES: Mapping[str, str] = {
    "retention": "Its period is over",
    "period-over": "Its period is over",
    "nothing-left": "Nothing else of theirs is left",
    "request": "They asked for it",
}
