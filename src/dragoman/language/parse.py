"""A Document to a Doc whose sentences never cross blocks."""

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.records.document import Document


def _prepare(nlp: Language, document: Document) -> Doc:
    doc = nlp.make_doc(document.text)
    doc.user_data["block_starts"] = tuple(b.start for b in document.blocks)
    return doc


def parse_document(nlp: Language, document: Document) -> Doc:
    """Return the parse of one Document; ``doc.text == document.text``."""
    return next(parse_documents(nlp, [document]))


def parse_documents(nlp: Language, documents: Iterable[Document], processes: int = 1) -> Iterator[Doc]:
    """Yield parses in order, batched over documents. Memory stays flat whatever the number of documents."""
    yield from nlp.pipe((_prepare(nlp, d) for d in documents), n_process=processes)
