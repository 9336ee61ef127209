"""Copies: links that analysts make between documents, over what the documents themselves say."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy import Connection

from dragoman.codec import from_json
from dragoman.errors import CaseError
from dragoman.store.acting import write_action
from dragoman.store.reading import read_document
from dragoman.store.rows import About, Action, By
from dragoman.store.schema import ACTIONS, DOCUMENTS


def read_links(connection: Connection) -> dict[str, str]:
    """Return the links in force: document id -> id of what it is a copy of; the last one said counts."""
    query = sa.select(ACTIONS.c.document, ACTIONS.c.changes).where(ACTIONS.c.verb == "link", ACTIONS.c.undone_by.is_(None))
    return {row.document: str(from_json(row.changes)["of"]) for row in connection.execute(query.order_by(ACTIONS.c.id))}


def resolve_links(connection: Connection, links: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return (origin key, id of what it is a copy of) of each linked document; links are followed to their end."""
    ends = {document: _follow(of, links) for document, of in links.items()}
    query = sa.select(DOCUMENTS.c.id, DOCUMENTS.c.origin_key).where(DOCUMENTS.c.id.in_(sorted(set(ends.values()))))
    keys = {row.id: row.origin_key for row in connection.execute(query)}
    return {document: (keys[end], links[document]) for document, end in ends.items() if end in keys}


def _follow(document: str, links: Mapping[str, str]) -> str:
    seen = {document}
    while document in links and links[document] not in seen:
        document = links[document]
        seen.add(document)
    return document


def link_copy(connection: Connection, document_id: str, of: str, by: By) -> Action:
    """Say that a document is a copy of another.

    Raises:
        CaseError: no such document, or a circle.
    """
    read_document(connection, document_id)
    read_document(connection, of)
    if _follow(of, read_links(connection)) == document_id or of == document_id:
        raise CaseError(f"'{of[:80]}' is itself a copy of '{document_id[:80]}': the link would go round in a circle")
    return write_action(connection, "link", by, about=About(document=document_id), changes={"of": of})
