"""The words by which minutes say that something was moved, voted on, declared or presented, and by which pages are laid out.

Beside what was read from a sentence they say nothing more. Any other word does: "subject to", "on the casting vote of the chair".
"""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_](?:[\w'&/-]*[^\W_])?")
_SMALL = """
a an and are as at be been being both by each for from had has have he her him his i in is it its of on or she that the their them then
there these they this those to was were which who whom with
"""
_MOVED = """
abstain abstained abstaining abstention abstentions against agreed alderman amendment amendments carried cllr cllrs councillor councillors
decided decision declared defeated duly favour formally following hereby jointly lost member members motion motions moved mover moves moving
nem con passed proposal proposed proposer proposes proposing proposition put recommend recommendation recommendations recommended
recommending recommends record recorded resolved result seconded seconder seconding seconds substantive successful taken therefore thereupon
unanimous unanimously upon vote voted votes voting
"""
_TOLD = """
adjourned also apologies absence attendance closed concluded ended held introduced introduction interest interests item items meeting minute
minutes mr mrs ms number numbers nos page presented received reconvened ref reference report reported resumed sent started submitted summary
took
"""
_LAID_OUT = "additional bytes doc docx document documents download file html icon kb mb new pdf restricted supporting view xls xlsx"
_SAYING_NOTHING = frozenset(f"{_SMALL} {_MOVED} {_TOLD} {_LAID_OUT}".split())


def telling(words: str) -> Iterator[tuple[int, int]]:
    """Where each word stands that says something of its own."""
    for each in _WORD.finditer(words):
        if each[0].lower() not in _SAYING_NOTHING:
            yield each.span()
