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
    "person": "Person",
    "party": "What we know of them",
}
RULES: Mapping[str, str] = {
    "retention": "Its period is over",
    "period-over": "Its period is over",
    "nothing-left": "Nothing else of theirs is left",
    "request": "They asked for it",
}
