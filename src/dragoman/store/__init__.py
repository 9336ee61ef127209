"""The case file: one SQLite file that holds documents, findings and every judgement made on them."""
