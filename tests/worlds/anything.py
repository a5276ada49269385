"""Any JSON that anybody might send, with a liking for what breaks programs."""

from decimal import Decimal

from hypothesis import strategies as st

from guildhall.kernel.model import Json

NASTY = (
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff text", "NaN", "sNaN", "Infinity", "-Infinity", "1e400", "1E+999999999", "1_000",
    "²", "٣", "٢٠٢٦-٠٣-٢٧", "½", "Ⅷ", "null", "None", "true", "yes", "no", "YES", "=yes", "=", "==", "1", "A", "a,b", "a b", "a\u00a0b",
    "a\tb", "\u200b", "\u202eabc", "ß", "ı", "'; drop table case; --", "<script>alert(1)</script>", "{question}", "{0}", "%s", "%20",
    "..", "../../etc/passwd", "\r\n", "line one\r\nline two", "x" * 6000, "9" * 5000, "-1", "0", "-0", "+4", "4.0", "1,000",
    "1 1 99999999999999999999999", "31 2 2026", "29/2/2024", "27/3/2026/", "/3/2026", "3 2026", "2026-03", "2026-03-27", "2026-W13-5",
    "27 Mawrth 2026", "0001-01-01", "9999-12-31", "12.5", "£12.50", "12.505", "a@b.c", "vera@example.org", "01632 960 001",
    "ZZ1 1AA", "ZZ١ 1AA", "QQ123456C", "AB12 CDE", "4 Mill Lane, Elverdon, ZZ1 2AB", "general, garden", "1 2",
)  # fmt: skip
"""Texts that have broken programs before, and texts that are right for another question."""

KEYS = (
    "line1",
    "postcode",
    "uprn",
    "noFixedAddress",
    "near",
    "description",
    "lat",
    "lon",
    "files",
    "later",
    "day",
    "one",
    "two",
)

nasty_texts = st.sampled_from(NASTY)
numbers = st.one_of(
    st.integers(-5, 100),
    st.sampled_from([10**17, 10**18, 10**30, -(10**30), 2**63]),
    st.sampled_from(
        [Decimal("2.5"), Decimal("4.0"), Decimal("1E+2"), Decimal("1E+999999"), Decimal("1E-999999"), Decimal("0.30")]
    ),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, nasty_texts, st.text(st.characters(codec=None), max_size=8))


def _one_deeper(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=3))


anything: st.SearchStrategy[Json] = st.recursive(scalars, _one_deeper, max_leaves=6)
"""A JSON value of any shape: never a float, which JSON read exactly does not give."""


def very_deep(levels: int = 20_000) -> Json:
    """A list in a list in a list, deeper than Python cares to follow."""
    value: Json = "x"
    for _ in range(levels):
        value = [value]
    return value
