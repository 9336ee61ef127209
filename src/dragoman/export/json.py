"""A brief as JSON: sentences with their citations by span, table row or source."""

import json
from typing import Any

from dragoman.codec import to_plain
from dragoman.export.notes import Notes, cited_words, number_citations
from dragoman.records.brief import Brief, Citation, Section, Sentence
from dragoman.records.document import Document


def write_json(brief: Brief) -> str:
    """Return the brief as one JSON object; ``citations`` is a map from the keys that sentences cite to what they name.

    The documents are whole, because the offsets count their text. ``stands`` is what a later brief compares itself with
    (``dragoman brief --since``).
    """
    notes = number_citations(brief)
    documents = {d.id: d for d in brief.documents}
    told = {
        "kind": brief.kind,
        "title": _sentence(notes, brief.title),
        "facts": brief.facts,
        "question": brief.question,
        "as_of": brief.as_of,
        "today": brief.today,
        "maker": brief.maker,
        "scale": brief.scale,
        "sections": [_section(notes, s) for s in brief.sections],
        "citations": {n.key: _citation(n.citation, documents) for n in notes.notes},
        "stands": [{"kind": s.kind, "key": s.key, "what": s.what, "value": s.value} for s in brief.stands],
        "documents": [_document(d, label) for d, label in zip(brief.documents, brief.labels, strict=True)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode("utf-8") + "\n"


def _section(notes: Notes, section: Section) -> dict[str, Any]:
    table = section.table
    return {
        "id": section.id,
        "heading": section.heading,
        "before": [_sentence(notes, s) for s in section.before],
        "columns": table.columns if table else [],
        "rows": [
            {"topic": r.topic, "confidence": r.confidence, "cells": [[_sentence(notes, p) for p in c.parts] for c in r.cells]}
            for r in (table.rows if table else ())
        ],
        "after": [_sentence(notes, s) for s in section.after],
        "plots": [to_plain(p) for p in section.plots],
    }


def _sentence(notes: Notes, sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "cites": notes.of(sentence),
        "topic": sentence.topic,
        "confidence": sentence.confidence,
        "draft": sentence.draft,
        "nature": sentence.nature,
        "tone": sentence.tone,
    }


def _citation(citation: Citation, documents: dict[str, Document]) -> dict[str, Any]:
    if citation.document is not None and citation.span is not None:
        span = {"start": citation.span.start, "end": citation.span.end}
        return {"document": citation.document, **span, "words": cited_words(citation, documents)}
    if citation.row:
        return {"row": citation.row, "source": citation.source, "note": citation.note}
    return {"source": citation.source, "note": citation.note}


def _document(document: Document, label: str) -> dict[str, Any]:
    publisher, origin = document.publisher, document.origin
    return {
        "id": document.id,
        "label": label,
        "source": document.source,
        "title": document.title,
        "published": document.published,
        "publisher": {"name": publisher.name, "standing": publisher.standing} if publisher else None,
        "author": document.author,
        "url": document.url,
        "language": document.language,
        "origin": {"of": origin.of, "method": origin.method, "reason": origin.reason} if origin else None,
        "text": document.text,
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in document.blocks],
    }
