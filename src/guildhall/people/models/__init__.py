"""The tables of people. They are private to this room: other rooms go through ``door``.

Nothing here is ever moved from one party to another. That two parties are one person is a link, which can be taken back.
"""

from guildhall.people.models.acting import Officeholder, Representation
from guildhall.people.models.identity import Distinction, IdentityLink
from guildhall.people.models.parties import Belonging, Change, ContactPoint, NameWord, Need, Party, Residence
from guildhall.people.models.proposals import Attribution, Proposal, Verdict
from guildhall.people.models.protection import Look, Protection

__all__ = [
    "Attribution",
    "Belonging",
    "Change",
    "ContactPoint",
    "Distinction",
    "IdentityLink",
    "Look",
    "NameWord",
    "Need",
    "Officeholder",
    "Party",
    "Proposal",
    "Protection",
    "Representation",
    "Residence",
    "Verdict",
]
