"""Rows of subjects with one predicate: "A, B and C each cover X", "A and B both served as T", said of every member of the row."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft
from dragoman.extract.claimtypes.grammar import Wanted, distinct, subject_names
from dragoman.extract.claimtypes.scene import Scene, is_person, listed
from dragoman.extract.grammar import child, conjuncts


def over_row(scene: Scene, draft: Draft, predicate: Token | None, wanted: Wanted) -> Draft:
    """Return a draft with all members of its subject's row as ``objects``, the draft itself where one name alone is the subject.

    Args:
        scene: the document.
        draft: a claim about the first member of the row.
        predicate: the predicate that the row is subject of, None where the claim has no clause of its own.
        wanted: what the members have to be.
    """
    row = distinct(subject_names(scene, predicate, wanted)) if predicate is not None else []
    if len(row) < 2 or draft.subject.entity not in {n.ref.entity for n in row}:
        return draft
    return replace(draft, objects=tuple(n.ref for n in row))


def figure_of_row(scene: Scene, draft: Draft, predicate: Token, wanted: Wanted) -> Draft | None:
    """Return the claim of a figure over its subject's row; None where it may be of all of them together ("A and B cover X")."""
    row = over_row(scene, draft, predicate, wanted)
    if not row.objects:
        return draft
    told = {t.lower_ for t in predicate.subtree} | {t.lower_ for t in predicate.sent[: max(predicate.i - predicate.sent.start, 0)]}
    return row if told & listed("rows", "each") and not told & listed("comparison", "summed") else None


def office_of_row(scene: Scene, draft: Draft, title: Token) -> Iterator[Draft]:
    """Yield an office claim for its row of persons: all held one title ("A and B both served as T"), or each the title of his place.

    "A and B are T and U" is read in order; where there are not as many titles as persons nothing is claimed.
    """
    first = title.head if title.dep_ == "conj" and title.head.pos_ in ("NOUN", "PROPN") else title
    titles = [t for t in conjuncts(first) if t.pos_ in ("NOUN", "PROPN")]
    predicate = first if child(first, "cop") is not None else first.head
    row = over_row(scene, draft, predicate, is_person)
    if not row.objects:
        yield draft
    elif len(titles) == 1:
        been = draft.predicate.startswith("is ") and any(c.lower_ == "been" for c in predicate.children)
        yield replace(row, predicate=draft.predicate.replace("is ", "was ", 1)) if been else row  # "A and B have both been T"
    elif len(titles) == len(row.objects) and title in titles:
        yield replace(draft, subject=row.objects[titles.index(title)])
