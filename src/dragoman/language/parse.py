"""A Document to a Doc whose sentences never cross blocks."""

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.language.datelines import LONGEST, dateline_end
from dragoman.language.model import CUTS, LONGEST_JOINED
from dragoman.records.document import Document
from dragoman.records.problem import Problem


def _prepare(nlp: Language, document: Document) -> Doc:
    doc = nlp.make_doc(document.text)
    paragraphs = [b for b in document.blocks if b.kind == "paragraph"]
    opened = (b.start + dateline_end(document.text[b.start : min(b.end, b.start + LONGEST)]) for b in paragraphs)
    doc.user_data["block_starts"] = tuple({*(b.start for b in document.blocks), *opened})
    return doc


def parse_document(nlp: Language, document: Document) -> Doc:
    """Return the parse of one Document; ``doc.text == document.text``."""
    return next(parse_documents(nlp, [document]))


def parse_documents(nlp: Language, documents: Iterable[Document], processes: int = 1) -> Iterator[Doc]:
    """Yield parses in order, batched over documents. Memory stays flat whatever the number of documents."""
    yield from nlp.pipe((_prepare(nlp, d) for d in documents), n_process=processes)


def parse_problems(doc: Doc, document: Document) -> tuple[Problem, ...]:
    """Return a warning where a sentence was too long to be read as one; all its words were read."""
    cuts = doc.user_data.get(CUTS, ())
    if not cuts:
        return ()
    message = f"a sentence of more than {LONGEST_JOINED} words was cut {len(cuts)} times: what hangs together across a cut is not seen"
    return (
        Problem(
            source=document.source,
            document=document.id,
            severity="warning",
            code="sentence_cut",
            message=message,
            where=f"character {cuts[0]}",
            stage="language",
        ),
    )
