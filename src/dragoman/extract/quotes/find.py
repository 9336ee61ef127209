"""Who said what: statements, beliefs, wishes, decrees and quotations of a document, each with source, cue and content."""

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from dragoman.extract.quotes.direct import Attributor
from dragoman.extract.quotes.draft import Draft, Range
from dragoman.extract.quotes.indirect import find_verbs
from dragoman.extract.quotes.lexicon import load_lexicon
from dragoman.extract.quotes.marks import Pairing, pair_quotes
from dragoman.extract.quotes.nesting import clip_to_quotations, find_parents, is_chain, mend_sources, take_out_cues
from dragoman.extract.quotes.nominal import find_colons, find_nominal
from dragoman.extract.quotes.posts import find_posts
from dragoman.extract.quotes.speakers import Speakers, mark_voices
from dragoman.extract.quotes.transcripts import find_turns
from dragoman.extract.quotes.tree import Tree, build_tree
from dragoman.records.cast import Cast
from dragoman.records.document import Block, Document
from dragoman.records.findings import Quote
from dragoman.records.maker import MAKER
from dragoman.records.problem import Problem
from dragoman.records.spans import Span

SHOWN = 5  # problems of one kind told one by one; more are summed up


def find_quotes(doc: Doc, document: Document, cast: Cast) -> tuple[tuple[Quote, ...], tuple[Problem, ...]]:
    """Return the attributions of a document and what could not be read of its quotation marks.

    Args:
        doc: the parse of ``document.text`` (Universal Dependencies, lossless).
        document: the document; quotation marks in its boilerplate are not looked at.
        cast: whom the words mean; with an empty one sources keep their words and no entity.

    Returns:
        Quotes with ids q1, q2 ... in order of appearance; ``spans`` are the content. Problems are warnings.
    """
    lexicon = load_lexicon()
    tree = build_tree(doc, lexicon.verb_forms, lexicon.noun_forms)
    mark_voices(tree, cast)
    blocks = [b for b in document.blocks if b.kind != "boilerplate" and b.end > b.start]
    blocks = blocks or [Block(kind="paragraph", start=0, end=len(document.text))]
    paragraphs = [(b.start, b.end) for b in blocks]
    pairing = pair_quotes(document.text, paragraphs)
    turns = find_turns(document.text, blocks, lexicon)
    drafts = find_verbs(tree, lexicon) + find_nominal(tree, lexicon)
    if not turns:
        drafts += find_colons(tree, lexicon)
    if tree.head:
        Attributor(tree, lexicon, paragraphs, drafts).attach(pairing.quotations)
    mend_sources(drafts, tree)
    drafts = _settle([d for d in drafts if _is_inside(d, paragraphs)], pairing)
    drafts += [*turns, *find_posts(document.text, blocks, drafts)]
    return _write(drafts, document, tree, Speakers(tree, lexicon, cast), pairing), _problems(pairing, document)


def _is_inside(draft: Draft, paragraphs: list[Range]) -> bool:
    """Whether a draft's cue stands in a paragraph that is read, not in boilerplate."""
    if draft.cue is None:
        return True
    k = bisect_right(paragraphs, (draft.cue[0], 1 << 62)) - 1
    return k >= 0 and draft.cue[0] < paragraphs[k][1]


def _settle(drafts: list[Draft], pairing: Pairing) -> list[Draft]:
    clip_to_quotations(drafts, pairing.quotations)
    take_out_cues(drafts)
    return sorted((d for d in drafts if d.content), key=_place)


def _place(draft: Draft) -> tuple[int, int]:
    starts = [a for a, _ in draft.content]
    if draft.cue is not None and draft.frame != "post":
        starts.append(draft.cue[0])
    return min(starts), -max(b for _, b in draft.content)


def _write(drafts: list[Draft], document: Document, tree: Tree, speakers: Speakers, pairing: Pairing) -> tuple[Quote, ...]:
    drafts = sorted(drafts, key=_place)
    parents = find_parents(drafts)
    kept: dict[int, str] = {}
    for n, draft in enumerate(drafts):
        if parents[n] is None or is_chain(tree, draft):
            kept[n] = f"q{len(kept) + 1}"
    marked = [(q.start, q.end) for q in pairing.quotations if q.depth == 0]
    return tuple(_quote(drafts[n], document, speakers, (i, _kept_parent(n, parents, kept)), marked) for n, i in kept.items())


def _kept_parent(n: int, parents: Sequence[int | None], kept: dict[int, str]) -> str | None:
    """Return the id of the nearest draft around the n-th that is kept."""
    seen = {n}
    parent = parents[n]
    while parent is not None and parent not in kept and parent not in seen:
        seen.add(parent)
        parent = parents[parent]
    return kept.get(parent) if parent is not None else None


def _quote(draft: Draft, document: Document, speakers: Speakers, ids: tuple[str, str | None], marked: list[Range]) -> Quote:
    content = tuple(Span(start=a, end=b) for a, b in draft.content)
    ref = speakers.ref(draft)
    role, affiliation = speakers.role(draft, ref)
    form = draft.form if draft.form != "indirect" else _form(draft, marked)
    return Quote(
        document=document.id,
        id=ids[0],
        spans=content,
        text=" ".join(document.text[s.start : s.end] for s in content),
        maker=MAKER,
        confidence=draft.confidence,
        reported_by=ids[1],
        form=form,
        source=ref,
        cue=None if draft.cue is None else Span(start=draft.cue[0], end=draft.cue[1]),
        content=content,
        venue=speakers.venue(draft),
        role=role,
        affiliation=affiliation,
        negated=draft.negated,
        attitude="statement" if form in ("direct", "embed") else draft.attitude,
    )


def _form(draft: Draft, marked: list[Range]) -> str:
    """Return direct where all content stands in quotation marks, mixed where some does."""
    if not draft.marks:
        inside = outside = 0
        for a, b in draft.content:
            shared = sum(min(b, y) - max(a, x) for x, y in _near(marked, a, b))
            inside += shared
            outside += b - a - shared
        return "indirect" if not inside else "direct" if outside <= 2 else "mixed"
    shared = sum(max(0, min(b, y) - max(a, x)) for a, b in draft.content for x, y in draft.marks)
    return "direct" if sum(b - a for a, b in draft.content) - shared <= 3 * len(draft.content) else "mixed"


def _near(marked: list[Range], a: int, b: int) -> list[Range]:
    """Return the quotations that overlap [a, b); ``marked`` is sorted and without overlaps."""
    low, high = 0, len(marked)
    while low < high:
        mid = (low + high) // 2
        if marked[mid][1] <= a:
            low = mid + 1
        else:
            high = mid
    found = []
    while low < len(marked) and marked[low][0] < b:
        found.append(marked[low])
        low += 1
    return found


def _problems(pairing: Pairing, document: Document) -> tuple[Problem, ...]:
    kinds = (
        ("quotation_unclosed", pairing.unclosed, "a quotation mark opens and is never closed; read to the end of its paragraph"),
        ("quotation_unopened", pairing.unopened, "a quotation mark closes what was never opened; passed over"),
        ("quotation_empty", pairing.empty, "quotation marks with no word between them; passed over"),
        ("quotation_too_deep", pairing.too_deep, "quotations nested too deeply; the mark was passed over"),
    )
    found: list[tuple[str, str, str]] = []
    for code, places, message in kinds:
        found.extend((code, message, f"{at}") for at in places[:SHOWN])
        if len(places) > SHOWN:
            found.append((code, f"{message} ({len(places) - SHOWN} more)", f"{places[SHOWN]}"))
    return tuple(
        Problem(source=document.source, document=document.id, severity="warning", code=code, message=message, where=where, stage="extract")
        for code, message, where in found
    )
