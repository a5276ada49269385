"""Findings about words: what nobody could fill, tell apart, understand or read in their own language."""

from collections.abc import Iterator, Mapping

from guildhall.kernel.gate import words_alike, words_compared, words_filled, words_plain, words_translated
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity

FINDS: Mapping[str, Severity] = {
    **words_filled.FINDS,
    **words_alike.FINDS,
    **words_compared.FINDS,
    **words_translated.FINDS,
    **words_plain.FINDS,
}


def findings(examined: Examined) -> Iterator[Finding]:
    """All that is wrong with the words of a definition, in every language that it declares."""
    for part in (words_filled, words_alike, words_compared, words_translated, words_plain):
        yield from part.findings(examined)
