"""Cases over three years, each a copy of one that the demo council lived through, with all that lies in its file.

Every copy has its answers and events, its closure, its tasks, contacts, messages, questions and notes, its clocks and what befell
them, and a look at it; every second one a contact more, and as many contacts are about no case. What was left undone of a case that
is closed here was done when it closed. Visits and advice, of which there are few, are not copied, nor are the ends of the ledger's
chains.
"""

from datetime import datetime
from importlib import import_module
from random import Random

from bench.filling.rows import Rows

_WITH_MORE = ("inspect", "give-advice", "read-advice")
"""Tasks that are nothing without a record beside them."""


class Cases:
    """What is there of each case: its number, reference and journey, when it was opened and closed, and of which it is a copy."""

    def __init__(self, rows: Rows, began: datetime) -> None:
        self.rows, self.began = rows, began
        self.models = import_module("guildhall.serve.models")
        run = rows.cursor.execute
        run("""CREATE TABLE bench_sample AS SELECT row_number() OVER (ORDER BY id) - 1 AS k, id, reference, journey_id, opened_at
               FROM serve_case""")
        run("CREATE TABLE bench_reference (n int, reference text)")
        run("""CREATE TABLE bench_case (n int, id bigint, reference text, sample bigint, old text, was uuid, journey uuid, customer text,
               at timestamptz, closed timestamptz, moved interval)""")

    def fill(self, since: int, until: int, people: int, chance: Random) -> None:
        """Those from one number until another, of so many people."""
        self._named(since, until, people, chance)
        self._opened(f"b.n >= {since}")
        self._in_file(f"b.n >= {since}")
        self._clocks(f"b.n >= {since}")
        self._said(f"b.n >= {since}")

    def _named(self, since: int, until: int, people: int, chance: Random) -> None:
        new_reference = import_module("guildhall.estate.references").new_reference
        known: set[str] = set()
        while len(known) < until - since:
            known.add(new_reference(chance, length=12))
        with self.rows.cursor.copy("COPY bench_reference FROM STDIN") as rows:
            for n, reference in enumerate(sorted(known), since):
                rows.write_row((n, reference))
        self.rows.cursor.execute(
            f"""INSERT INTO bench_case SELECT n, 1000000 + n, r.reference, s.id, s.reference, s.journey_id, md5('j' || n)::uuid,
                'party/' || replace(md5('p' || mod(n, {people}))::uuid::text, '-', ''), at,
                CASE WHEN mod(n, 20) = 0 THEN NULL ELSE LEAST(at + interval '2 days', %s) END, at - s.opened_at
                FROM bench_reference r JOIN bench_sample s ON s.k = mod(n, (SELECT count(*) FROM bench_sample)),
                LATERAL (SELECT %s - mod(n, 1095) * interval '1 day' - mod(n, 61) * interval '9 minutes' AS at) each
                WHERE n >= {since}""",
            [self.began, self.began],
        )

    def _opened(self, these: str) -> None:
        journey = f"bench_case b JOIN serve_journey s ON s.id = b.was WHERE {these}"
        self.rows.copy(self.models.Journey, journey, id="b.journey", resume_code="'b' || b.n", begun_at="b.at")
        self.rows.copy(
            self.models.Case,
            f"bench_case b JOIN serve_case s ON s.id = b.sample WHERE {these}",
            id="b.id",
            reference="b.reference",
            journey_id="b.journey",
            customer="b.customer",
            opened_at="b.at",
            received_on="b.at::date",
            due_on="b.at::date + 5",
            earliest_on="b.at::date + 5",
            matter="''",
            # Within five kilometres or so of where it was: a million reports are not of thirty places.
            latitude="s.latitude + (mod(b.n * 7919::bigint, 1001) - 500) * 0.0001",
            longitude="s.longitude + (mod(b.n * 104729::bigint, 1009) - 504) * 0.00016",
            closed_at="b.closed",
        )

    def _in_file(self, these: str) -> None:
        models, copy = self.models, self.rows.copy
        moved, done = "LEAST(s.{0} + b.moved, now())", "COALESCE(LEAST(s.{0} + b.moved, now()), b.closed)"
        one = f"bench_case b JOIN serve_closure s ON s.id = (SELECT min(id) FROM serve_closure) WHERE b.closed IS NOT NULL AND {these}"
        copy(models.Closure, one, case_id="b.id", at="b.closed")
        copy(models.Note, _of("serve_note", these), case_id="b.id", at=moved.format("at"))
        copy(
            models.Enquiry,
            _of("serve_enquiry", these),
            case_id="b.id",
            at=moved.format("at"),
            replied_at=done.format("replied_at"),
        )
        copy(
            models.Message,
            _of("serve_message", these),
            case_id="b.id",
            task_id="NULL",
            instead_of_id="NULL",
            party="CASE WHEN s.party = '' THEN '' ELSE b.customer END",
            rendered_at=moved.format("rendered_at"),
        )
        whole = ", ".join(f"'{kind}'" for kind in _WITH_MORE)
        copy(
            models.Task,
            f"{_of('serve_task', these)} AND s.kind NOT IN ({whole})",
            case_id="b.id",
            set_at=moved.format("set_at"),
            done_at=done.format("done_at"),
        )
        was = f'bench_case b JOIN serve_interaction s ON s."case" = b.old WHERE {these}'
        known = {"party": "b.customer", "journey_id": "NULL"}
        copy(models.Interaction, was, case="b.reference", at=moved.format("at"), **known)
        again = "bench_case b JOIN serve_interaction s ON s.id = (SELECT min(id) FROM serve_interaction WHERE reason = 'progress')"
        again = f"{again} WHERE mod(b.n, 2) = {{}} AND {these}"
        copy(models.Interaction, again.format(0), case="b.reference", at="b.at + interval '1 day'", **known)
        copy(models.Interaction, again.format(1), case="''", at="b.at - interval '1 day'", **known)
        self.rows.add(
            models.CaseLook,
            f"bench_case b WHERE {these}",
            case_id="b.id",
            by="'account/bench'",
            page="'cases-case'",
            at="b.at",
        )

    def _clocks(self, these: str) -> None:
        """Obligations keep the reckoning that was told of them; whatever befell one hangs on the copy of its own."""
        models, copy = self.models, self.rows.copy
        met = "CASE WHEN b.closed IS NULL THEN NULL ELSE COALESCE(LEAST(s.met_at + b.moved, now()), b.closed) END"
        copy(models.Obligation, _of("serve_obligation", these), case_id="b.id", met_at=met)
        copy(models.Escalated, _of("serve_escalated", these), case_id="b.id", at="LEAST(s.at + b.moved, now())")
        hung = f"""bench_case b JOIN serve_obligation old ON old.case_id = b.sample
                   JOIN serve_obligation new ON new.case_id = b.id AND new.name = old.name
                   JOIN {{}} s ON s.obligation_id = old.id WHERE {these}"""
        copy(models.Pause, hung.format("serve_pause"), obligation_id="new.id")
        copy(models.Extension, hung.format("serve_extension"), obligation_id="new.id")
        copy(models.Rereckoning, hung.format("serve_rereckoning"), obligation_id="new.id")

    def _said(self, these: str) -> None:
        answers = f"bench_case b JOIN serve_answer s ON s.journey_id = b.was WHERE {these}"
        self.rows.copy(self.models.Answer, answers, journey_id="b.journey")
        self.rows.copy(
            import_module("guildhall.ledger.models").Event,
            f"bench_case b JOIN ledger_event s ON s.subject = 'case/' || b.old WHERE {these}",
            id="md5(s.id::text || b.n)::uuid",
            subject="'case/' || b.reference",
            at="LEAST(s.at + b.moved, now())",
        )


def _of(table: str, these: str) -> str:
    """What hangs on the cases that were copied."""
    return f"bench_case b JOIN {table} s ON s.case_id = b.sample WHERE {these}"
