"""The steps that make the tables of a case file; run by ``migrate.py``, without an alembic.ini."""
