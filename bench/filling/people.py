"""People: each with a name of two words and a number, a telephone number, a home, and two looks at their page.

Their records were compared with others already, as every night does."""

from importlib import import_module

from bench.filling.rows import Rows

FIRST = [
    *("Vera", "Dai", "Grace", "Ken", "Amir", "Siân", "Owen", "Asha", "Tom", "Nia"),
    *("Ruth", "Joan", "Peter", "Mary", "Elin", "Huw", "Zofia", "Ravi", "Femi", "Lola"),
]
LAST = [
    *("Lind", "Morgan", "Baxter", "Harrow", "Pell", "Brandt", "Shaw", "Moss", "Price", "Reid"),
    *("Nowak", "Khan", "Obi", "Vaughan", "Hale", "Frost", "Penn", "Dale", "Ash", "Coyle"),
]


def said(rows: Rows) -> None:
    """Keep every word of a name, as it is searched."""
    words_of = import_module("guildhall.people.naming").words_of
    rows.cursor.execute("CREATE TABLE bench_word (said text, word text, start text, sound text)")
    for name in {*FIRST, *LAST}:
        for each in words_of(name):
            rows.cursor.execute(
                "INSERT INTO bench_word VALUES (%s, %s, %s, %s)", [name, each.word, each.start, each.sound]
            )


def fill(rows: Rows, since: int, until: int) -> None:
    """Those from one number until another."""
    kinds, party = import_module("guildhall.people.models"), "bench_person b"
    rows.cursor.execute("DROP TABLE IF EXISTS bench_person")
    rows.cursor.execute(
        """CREATE TABLE bench_person AS SELECT n, md5('p' || n)::uuid AS id,
           (%s::text[])[1 + floor(power(random(), 2) * %s)::int] AS first,
           (%s::text[])[1 + floor(power(random(), 2) * %s)::int] AS last
           FROM generate_series(%s, %s) n""",
        [FIRST, len(FIRST), LAST, len(LAST), since, until - 1],
    )
    rows.add(
        kinds.Party,
        party,
        id="b.id",
        kind="'person'",
        name="b.first || ' ' || b.last || ' ' || b.n",
        compared_at="now()",
    )
    rows.add(
        kinds.ContactPoint,
        party,
        party_id="b.id",
        kind="'phone'",
        value="'07700 ' || b.n",
        found_by="'+447' || lpad(b.n::text, 9, '0')",
    )
    rows.add(
        kinds.Residence,
        party,
        party_id="b.id",
        kind="'fixed'",
        line1="(mod(b.n, 90) + 1) || ' Bench Row'",
        found_by="(mod(b.n, 90) + 1) || ' bench row'",
        postcode="'ZZ' || (mod(b.n, 90) + 1) || ' ' || (mod(b.n, 9) + 1) || 'AA'",
    )
    named = "bench_person b JOIN bench_word w ON w.said IN (b.first, b.last)"
    rows.add(kinds.NameWord, named, party_id="b.id", word="w.word", start="w.start", sound="w.sound")
    rows.add(kinds.NameWord, party, party_id="b.id", word="b.n::text", start="left(b.n::text, 3)", sound="''")
    twice = f"{party}, generate_series(1, 2) each"
    rows.add(
        kinds.Look, twice, party_id="b.id", by="'account/bench'", page="'person'", at="now() - each * interval '9 days'"
    )
