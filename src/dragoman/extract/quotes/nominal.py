"""Finds what is attributed without a verb: nouns ("the belief that"), adjectives ("confident that"), "according to X",
"in X's view", hearsay adverbs, and a name before a colon."""

from dragoman.extract.quotes.draft import Draft, Range
from dragoman.extract.quotes.lexicon import Cue, Lexicon
from dragoman.extract.quotes.phrases import is_animate, is_negated, noun_phrase, subject_of, text_range
from dragoman.extract.quotes.tree import Tree

_CLIMB = 6
_BEFORE_COLON = 12  # tokens; longer heads before a colon are no name
_PREDICATES = ("VERB", "AUX", "ADJ")


def find_nominal(tree: Tree, lexicon: Lexicon) -> list[Draft]:
    """Return the attributions that nouns, adjectives, phrases and adverbs make, in text order."""
    drafts: list[Draft | None] = []
    hearsay = lexicon["adverbs.hearsay"]
    for i, pos in enumerate(tree.pos):
        if pos == "NOUN" and tree.lemma[i] in lexicon.nouns:
            drafts.append(_noun(tree, lexicon, i, lexicon.nouns[tree.lemma[i]]))
        if pos == "NOUN" and tree.lemma[i] in lexicon["prepositions.possessed"]:
            drafts.append(_in_view(tree, lexicon, i))
        if (pos == "ADJ" or tree.tag[i] == "VBN") and tree.lower[i] in lexicon.adjectives:
            drafts.append(_adjective(tree, lexicon, i, lexicon.adjectives[tree.lower[i]]))
        elif tree.dep[i] == "case" and tree.lower[i] == "according":
            drafts.append(_according(tree, lexicon, i))
        elif pos == "ADV" and tree.lower[i] in hearsay:
            drafts.append(_hearsay(tree, i))
    return [d for d in drafts if d is not None]


def _noun(tree: Tree, lexicon: Lexicon, n: int, cue: Cue) -> Draft | None:
    found = noun_content(tree, cue, n) or _equated(tree, cue, n)
    if found is None:
        return None
    frame, first, last, content_head = found
    source, span = _noun_source(tree, lexicon, n, content_head)
    piece = text_range(tree, first, last)
    if piece is None or (span is None and first == last):
        return None
    start = n
    if source is not None and tree.head[n] == tree.head[source] and tree.dep[n] == "obj":
        start = tree.head[n]
    return Draft(
        kind="noun",
        frame="noun " + frame,
        content=[piece],
        cue=(tree.start[start], tree.end[n]),
        source=span,
        head=n,
        speaker=source,
        negated=is_negated(tree, lexicon, start, source),
        confidence=0.55 if span else 0.4,
    )


def _equated(tree: Tree, cue: Cue, n: int) -> tuple[str, int, int, int] | None:
    """Return what "is" makes equal to someone's noun of saying ("his message is that", "her goal was to"), like ``noun_content``."""
    h = tree.head[n]
    if tree.dep[n] not in ("nsubj", "nsubj:outer") or h <= n or tree.kid(n, "nmod:poss") is None:
        return None
    be = next((k for k in tree.kids_of(h, "cop") if n < k < h), None)
    k = h if be is not None else tree.kid(h, "ccomp", "xcomp") if tree.lemma[h] == "be" else None
    if k is None or k < n:
        return None
    be = h if be is None else be
    marks = [tree.lower[c] for c in tree.kids[k] if tree.dep[c] == "mark" and c > be]
    if ("that" in marks or "whether" in marks) and "clause" in cue.frames:
        return "clause", be + 1, tree.right[k], k
    return ("to", be + 1, tree.right[k], k) if marks[:1] == ["to"] else None


def noun_content(tree: Tree, cue: Cue, n: int) -> tuple[str, int, int, int] | None:
    """Return the frame, first, last and head token of what a noun of saying takes as content, or None."""
    for k in tree.kids[n]:
        if k < n:
            continue
        dep = tree.dep[k]
        told = dep == "acl:relcl" and any(tree.dep[c] == "mark" and tree.lower[c] == "that" for c in tree.kids[k])
        if (told or dep in ("acl", "ccomp")) and (
            (tree.has_to(k) and "to" in cue.frames) or (tree.is_finite(k) and "clause" in cue.frames)
        ):
            return ("to" if tree.has_to(k) else "clause"), tree.left[k], tree.right[k], k
        if dep in ("nmod", "acl") and cue.prepositions:
            marker = next((c for c in tree.kids[k] if tree.dep[c] in ("case", "mark") and tree.lower[c] in cue.prepositions), None)
            if marker is not None and marker < k:
                return "with", marker + 1, tree.right[k], k
    return None


def _noun_source(tree: Tree, lexicon: Lexicon, n: int, content: int) -> tuple[int | None, Range | None]:
    owner = tree.kid(n, "nmod:poss")
    if owner is not None:
        return owner, _possessor(tree, owner)
    for k in tree.kids_of(n, "nmod"):
        if k != content and tree.case(k) in ("by", "from", "of", "among") and is_animate(tree, lexicon, k):
            return k, text_range(tree, *noun_phrase(tree, k))
    carried = tree.dep[n] == "obj" and tree.lemma[tree.head[n]] in lexicon["nouns.carriers"]
    if carried or (tree.dep[n] == "obl" and tree.case(n) == "in" and tree.lemma[n] in lexicon["nouns.hearsay"]):
        s = subject_of(tree, tree.head[n])
        if s is not None and is_animate(tree, lexicon, s):
            return s, text_range(tree, *noun_phrase(tree, s))
    if tree.lemma[n] in lexicon["nouns.unnamed"]:
        return n, text_range(tree, tree.left[n], n)
    party = next((k for k in tree.kids_of(n, "amod", "compound") if tree.ent[k] in ("NORP", "ORG", "PERSON", "GPE")), None)
    if party is not None:
        return party, text_range(tree, tree.left[party], party)
    acts = tree.dep[n] == "obj" or (tree.dep[n] == "obl" and tree.case(n) in ("in", "with"))
    if acts and tree.lemma[tree.head[n]] not in lexicon["nouns.receivers"]:
        s = subject_of(tree, tree.head[n])
        if s is not None and is_animate(tree, lexicon, s) and not tree.is_passive(tree.head[n]):
            return s, text_range(tree, *noun_phrase(tree, s))
    return None, None


def _possessor(tree: Tree, owner: int) -> Range | None:
    first, last = noun_phrase(tree, owner)
    while last > owner and tree.lower[last] in ("'s", "’s", "'", "’"):
        last -= 1
    return text_range(tree, first, last)


def _adjective(tree: Tree, lexicon: Lexicon, i: int, cue: Cue) -> Draft | None:
    if tree.dep[i] == "amod":
        return None
    subject = subject_of(tree, i)
    if subject is None or not is_animate(tree, lexicon, subject):
        return None
    for k in tree.kids[i]:
        if k < i:
            continue
        dep, first = tree.dep[k], tree.left[k]
        if dep in ("ccomp", "advcl", "xcomp") and tree.has_to(k):
            frame = "to"
        elif dep == "ccomp" and tree.is_finite(k):
            frame = "clause"
        elif dep in ("obl", "advcl", "nmod"):
            marker = next((c for c in tree.kids[k] if tree.dep[c] in ("case", "mark") and c < k), None)
            if marker is None or tree.lower[marker] not in cue.prepositions:
                continue
            frame, first = "with", marker + 1
        else:
            continue
        if frame != "with" and frame not in cue.frames:
            continue
        piece = text_range(tree, first, tree.right[k])
        start = i
        while start > 0 and tree.head[start - 1] == i and tree.dep[start - 1] in ("cop", "aux", "advmod"):
            start -= 1
        source = text_range(tree, *noun_phrase(tree, subject))
        if piece is None:
            return None
        negated = is_negated(tree, lexicon, i, subject)
        return Draft("adjective", "adj " + frame, [piece], (tree.start[start], tree.end[i]), source, i, subject, negated, confidence=0.55)
    return None


def _according(tree: Tree, lexicon: Lexicon, i: int) -> Draft | None:
    """ "according to X": X is the source of the clause that the phrase stands in."""
    name = tree.head[i]
    if name == i:
        return None
    last = max((k for k in tree.kids[i] if tree.dep[k] == "fixed"), default=i)
    source = text_range(tree, last + 1, noun_phrase(tree, name)[1])
    return _adjunct(tree, name, (tree.start[i], tree.end[last]), source, whole=i > 0 and tree.lower[i - 1] == ",")


def _in_view(tree: Tree, lexicon: Lexicon, n: int) -> Draft | None:
    """ "in X's view", "by her own account"."""
    owner = tree.kid(n, "nmod:poss")
    of = next((k for k in tree.kids_of(n, "nmod") if tree.case(k) == "of"), None) if owner is None else None
    person = owner if owner is not None else of
    if person is None or tree.case(n) not in ("in", "by", "to") or not is_animate(tree, lexicon, person):
        return None
    if tree.dep[n] != "obl" or tree.kid(n, "acl") is not None or (owner is not None and tree.kid(n, "nmod") is not None):
        return None
    source = _possessor(tree, person) if of is None else text_range(tree, *noun_phrase(tree, of))
    return _adjunct(tree, n, (tree.start[n], tree.end[n]), source, person)


def _adjunct(tree: Tree, name: int, cue: Range, source: Range | None, speaker: int | None = None, whole: bool = False) -> Draft | None:
    """Attribute the clause in which the phrase headed by ``name`` hangs, or all of the main clause where a comma sets it off."""
    h = _predicate_above(tree, name)
    for _ in range(_CLIMB if whole and h is not None else 0):
        assert h is not None
        if tree.dep[h] in ("ROOT", "ccomp", "parataxis"):
            break
        h = tree.head[h]
    if h is None or source is None:
        return None
    spans = [(tree.left[h], tree.left[name] - 1), (tree.right[name] + 1, tree.right[h])]
    pieces = [r for a, b in spans if (r := text_range(tree, a, b)) is not None]
    if not pieces:
        return None
    return Draft("statement", "according", pieces, cue, source, name, name if speaker is None else speaker)


def _predicate_above(tree: Tree, i: int) -> int | None:
    h = tree.head[i]
    for _ in range(_CLIMB):
        if (tree.pos[h] in _PREDICATES and tree.dep[h] not in ("amod",)) or tree.kid(h, "nsubj", "nsubj:pass", "cop") is not None:
            return h
        if tree.head[h] == h:
            return h
        h = tree.head[h]
    return None


def _hearsay(tree: Tree, i: int) -> Draft | None:
    h = _predicate_above(tree, i)
    if h is None or h == i:
        return None
    spans = [(tree.left[h], i - 1), (i + 1, tree.right[h])]
    pieces = [r for a, b in spans if (r := text_range(tree, a, b)) is not None]
    return Draft("hearsay", "hearsay", pieces, (tree.start[i], tree.end[i]), None, i, confidence=0.5) if pieces else None


def find_colons(tree: Tree, lexicon: Lexicon) -> list[Draft]:
    """Return what stands behind "Name:" at the start of a sentence, as headlines have it."""
    drafts = []
    for first, last in tree.sentences:
        for c in range(first + 1, min(first + _BEFORE_COLON, last - 1)):
            if tree.lower[c] == ":":
                draft = _colon(tree, lexicon, first, c, last)
                if draft is not None:
                    drafts.append(draft)
                break
            if tree.pos[c] in ("VERB", "AUX") or tree.tag[c] in ("VBD", "VBZ", "VBP", "MD"):
                break
    return drafts


def _colon(tree: Tree, lexicon: Lexicon, first: int, c: int, last: int) -> Draft | None:
    if tree.pos[first] in ("VERB", "AUX", "SCONJ", "ADV", "CCONJ"):
        return None
    topic = next((i for i in range(first + 1, c) if tree.lower[i] in ("on", "to", "about", "in")), c)
    head = topic - 1
    while head > first and tree.pos[head] == "PUNCT":
        head -= 1
    if not (tree.ent[head] in ("PERSON", "ORG") or tree.lemma[head] in lexicon["colon.nouns"]):
        return None
    content, source = text_range(tree, c + 1, last), text_range(tree, first, topic - 1)
    if content is None or source is None or last - c < 3:
        return None
    return Draft("statement", "colon", [content], (tree.start[c], tree.end[c]), source, c, head, confidence=0.5)
