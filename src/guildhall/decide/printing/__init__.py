"""Papers of the record, as they are printed: accessible PDFs of what was published, in both languages and in large print."""
