"""What a Universal Dependencies tree says about phrases and their roles.

Shared by the extractors. All functions take spaCy tokens of one parsed document and give tokens or half-open code-point
offsets; none of them changes the Doc. Labels: UD v2 as in English GUM and EWT (``nsubj:pass``, ``obl:agent``, ``acl:relcl`` ...).
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

_LEFT = frozenset(
    {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "flat", "fixed", "goeswith", "nmod:unmarked", "nmod:desc", "advmod"}
)
_TRIM = frozenset({"case", "mark", "cc", "cc:preconj", "punct"})
_CLAUSES = frozenset(
    {"acl:relcl", "acl", "parataxis", "appos", "conj", "orphan", "discourse", "dep", "advcl", "advcl:relcl", "cop", "nsubj", "aux"}
)
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_CLAUSAL = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis", "conj"})
# Verbs whose object is the understood subject of the infinitive need no list: an object beside an xcomp controls it, these apart.
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "visit", "use", "swear"})
_MEASURES = frozenset({"DATE", "TIME", "PERCENT", "QUANTITY", "MONEY"})  # "delayed by a day" names no agent
_DEPTH = 12


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children with one of these labels, in text order."""
    return [c for c in token.children if c.dep_ in deps]


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of these labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def conjuncts(token: Token) -> list[Token]:
    """Return a token and everything coordinated below it ("A, B and C" from A), in text order."""
    found, queue = {token.i: token}, [token]
    while queue:
        for c in queue.pop().children:
            if c.dep_ == "conj" and c.i not in found:
                found[c.i] = c
                queue.append(c)
    return [found[i] for i in sorted(found)]


def coordination_head(token: Token) -> Token:
    """Return the first member of the coordination that a token belongs to."""
    for _ in range(_DEPTH * 4):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def core_tokens(head: Token) -> list[Token]:
    """Return a noun phrase's core: premodifiers, head, names that follow it; no prepositional phrase, clause or apposition.

    A title before a name keeps what stands between them ("Secretary of State Antony Blinken").
    """
    last_name = max((c.i for c in head.children if c.dep_ == "flat" and c.i > head.i), default=head.i)
    first, last = head.i, head.i
    for c in head.children:
        if c.dep_ not in _LEFT and not (c.dep_ == "nmod" and head.i < c.i < last_name):
            continue
        if c.dep_ == "advmod" and c.i > head.i:
            continue
        edges = [t.i for t in c.subtree] if c.dep_ in ("nmod:poss", "nummod") or c.i > head.i else [t.i for t in c.subtree if t.i <= head.i]
        if c.i < head.i:
            first = min(first, *edges)
        elif c.dep_ != "nmod:unmarked":
            last = max(last, *edges)
    first, last = min(first, entity_run(head)[0]), max(last, entity_run(head)[-1])
    return list(head.doc[first : _name_after(head, last) + 1])


def entity_run(token: Token) -> range:
    """Return the token indices of the named entity that a token stands in (its own index alone where it is in none)."""
    first = last = token.i
    if not token.ent_type_:
        return range(first, last + 1)
    doc = token.doc
    while doc[first].ent_iob_ == "I" and first > 0 and doc[first - 1].pos_ not in ("VERB", "AUX"):
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" and doc[last + 1].pos_ not in ("VERB", "AUX"):
        last += 1
    return range(first, last + 1)


def _name_after(head: Token, last: int) -> int:
    """Return where a person's name that follows a title ends; parsers often hang title and name side by side."""
    doc = head.doc
    nxt = last + 1
    if head.ent_type_ == "PERSON" or head.pos_ not in ("NOUN", "PROPN") or nxt >= len(doc) or head.ent_type_ in ("GPE", "LOC", "DATE"):
        return last
    if doc[nxt].ent_type_ != "PERSON" or doc[nxt].ent_iob_ != "B" or doc[nxt].is_sent_start:
        return last
    return entity_run(doc[nxt])[-1]


def phrase_tokens(head: Token) -> list[Token]:
    """Return a noun phrase with its prepositional phrases, without relative clauses, appositions and conjuncts."""
    members = {t.i for t in core_tokens(head)}
    for c in head.children:
        if c.dep_ in _CLAUSES or c.dep_ in _TRIM:
            continue
        members.update(t.i for t in c.subtree)
    first, last = head.i, head.i
    while first - 1 in members:
        first -= 1
    while last + 1 in members:
        last += 1
    return list(head.doc[first : last + 1])


def extent(tokens: Iterable[Token]) -> tuple[int, int]:
    """Return the offsets [start, end) that tokens cover, without punctuation at the edges and a leading preposition."""
    run = sorted(tokens, key=lambda t: t.i)
    while len(run) > 1 and (
        run[0].is_punct or run[0].is_space or (run[0].dep_ in ("case", "cc", "mark") and run[1].lower_ not in ("least", "most"))
    ):
        run.pop(0)
    while len(run) > 1 and (run[-1].is_punct or run[-1].is_space or run[-1].dep_ == "case"):
        run.pop()
    return run[0].idx, run[-1].idx + len(run[-1].text)


def noun_phrase(head: Token, *, wide: bool = False) -> tuple[int, int]:
    """Return the offsets of the noun phrase of ``head``; ``wide`` takes its prepositional phrases in."""
    return extent(phrase_tokens(head) if wide else core_tokens(head))


def text_at(doc: Doc, start: int, end: int) -> str:
    """Return the words at [start, end) without building the whole document's text."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return ""
    return str(span.text[start - span.start_char : end - span.start_char])


def preposition(noun: Token) -> str:
    """Return the lower-case preposition of a noun ("in front of" whole), or ''. A conjunct takes its first member's."""
    case = child(noun, "case")
    if case is None:
        # the preposition may hang on the title before the name ("to Minister Haas")
        case = next((k for t in children(noun, "nmod:desc") if t.i < noun.i and (k := child(t, "case")) is not None), None)
    if case is None and noun.dep_ == "conj":
        return preposition(coordination_head(noun))
    if case is None or case.lower_ in ("'s", "’s", "'", "’"):
        return ""
    return " ".join(t.lower_ for t in [case, *children(case, "fixed")])


def obliques(token: Token, prepositions: Iterable[str]) -> list[Token]:
    """Return the nouns that hang on a verb or noun by one of these prepositions, with their conjuncts."""
    wanted = frozenset(prepositions)
    found = []
    for c in token.children:
        if (c.dep_.startswith("obl") or c.dep_ in ("nmod", "nmod:desc")) and preposition(c) in wanted:
            found.extend(conjuncts(c))
    return found


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliaries of a verb, its copula included; a bare conjunct shares its first member's."""
    own = children(verb, "aux", "aux:pass", "cop")
    if not own and verb.dep_ == "conj" and child(verb, "nsubj", "nsubj:pass", "mark") is None and verb.tag_ in ("VB", "VBN", "VBG"):
        return children(verb.head, "aux", "aux:pass")
    return own


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, reduced relatives ("the town attacked by rebels") included."""
    if any(c.dep_ in ("aux:pass", "nsubj:pass", "obl:agent") for c in verb.children):
        return True
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if verb.dep_ == "conj" and not children(verb, "aux", "nsubj", "obj") and verb.head.tag_ in ("VBN", "VBD"):
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod")


def is_negated(token: Token) -> bool:
    """Whether a predicate or noun is negated by a word of its own ("not", "never", "no")."""
    return negation(token) is not None


def negation(token: Token) -> Token | None:
    """Return the word that negates a predicate or noun, if any."""
    for c in token.children:
        if c.dep_ in ("advmod", "det", "neg", "cc:preconj") and c.lower_ in (
            "not",
            "n't",
            "n’t",
            "never",
            "no",
            "neither",
            "nor",
            "hardly",
        ):
            return c
    return None


def is_relative(token: Token) -> bool:
    """Whether a token is a relative pronoun in its clause."""
    return token.lower_ in _RELATIVE and token.pos_ in ("PRON", "SCONJ", "DET") and relative_clause(token) is not None


def relative_clause(token: Token) -> Token | None:
    """Return the predicate of the relative clause that a token stands in, looking no further than one clause."""
    for _ in range(_DEPTH):
        if token.dep_ in ("acl:relcl", "advcl:relcl"):
            return token
        if token.dep_ in ("ROOT", "ccomp", "advcl", "acl", "parataxis"):
            return None
        token = token.head
    return None


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for; any other token is returned itself."""
    if not is_relative(token):
        return token
    clause = relative_clause(token)
    return clause.head if clause is not None else token


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the grammatical subject's heads: own, shared by coordination, or understood (infinitives, participles, relatives).

    Args:
        verb: any predicate, nominal and adjectival ones included.
        depth: how far the search has gone; callers leave it.
    """
    if depth > _DEPTH:
        return []
    named = children(verb, "nsubj", "nsubj:pass", "nsubj:outer", "csubj")
    if named:
        # A title and its name may hang side by side: the name then stands for both.
        own = next((t for t in named[1:] if t.ent_type_ == "PERSON" and t.i < verb.i and not named[0].ent_type_), named[0])
        return [antecedent(t) for t in conjuncts(own)]
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        return subjects(verb.head, depth + 1)
    if verb.dep_ == "xcomp":
        return _controller(verb, depth)
    if verb.dep_ == "advcl":
        return subjects(verb.head, depth + 1)
    if verb.dep_ in ("acl", "acl:relcl"):
        return _noun_controller(verb, depth)
    return []


def _controller(verb: Token, depth: int) -> list[Token]:
    governor = verb.head
    objects = children(governor, "obj", "iobj")
    if objects and governor.lemma_ not in _SUBJECT_CONTROL:
        return [antecedent(t) for t in conjuncts(objects[0])]
    return subjects(governor, depth + 1)


def _noun_controller(verb: Token, depth: int) -> list[Token]:
    noun = verb.head
    if verb.dep_ == "acl:relcl" or verb.tag_ in ("VBG", "VBN"):
        return conjuncts(noun) if noun.dep_ != "conj" else [noun]
    # "Trump's promise to pull out": the possessor; "made a promise to": the subject of the verb over the noun.
    owners = [t for c in children(noun, "nmod:poss") for t in conjuncts(c)] or obliques(noun, ("by", "of"))
    if owners:
        return owners
    if noun.dep_ in ("obj", "obl", "ROOT") and noun.head.i != noun.i:
        return subjects(noun.head, depth + 1)
    return []


def agents(verb: Token) -> list[Token]:
    """Return who acts: the subject, or a passive's "by" phrase."""
    if not is_passive(verb):
        return subjects(verb)
    found = [t for c in children(verb, "obl:agent") for t in conjuncts(c)]
    if not found:
        found = obliques(verb, ("by",)) or [t for c in children(verb, "obl", "obl:unmarked") for t in obliques(c, ("by",))]
    return [t for t in found if t.ent_type_ not in _MEASURES]


def patients(verb: Token) -> list[Token]:
    """Return what is acted on: the direct object, a passive's subject, or the noun that a relative clause leaves out."""
    if is_passive(verb):
        return subjects(verb)
    objects = [antecedent(t) for c in children(verb, "obj") for t in conjuncts(c)]
    if not objects:
        # a person as bare complement ("called President Ito") is an object that the parser took for a predicate
        objects = [t for c in children(verb, "xcomp") if c.ent_type_ == "PERSON" and c.pos_ == "PROPN" for t in conjuncts(c)]
    if objects:
        return objects
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not children(verb, "obl", "xcomp", "ccomp"):
        later = [t for c in children(verb.head, "obj") if c.i > verb.i for t in conjuncts(c)]
        if later:
            return later
    own = child(verb, "nsubj")
    if verb.dep_ == "acl:relcl" and own is not None and not is_relative(own) and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return [verb.head]
    return []


def possessors(noun: Token) -> list[Token]:
    """Return the possessor's heads ("Pompeo's visit", "his visit")."""
    return [t for c in children(noun, "nmod:poss") for t in conjuncts(c)]


def clause_head(token: Token) -> Token:
    """Return the predicate of the clause that a token stands in (the token itself where it is one)."""
    for _ in range(_DEPTH * 3):
        if token.dep_ in _CLAUSAL and (token.pos_ in ("VERB", "AUX") or child(token, "nsubj", "nsubj:pass", "cop", "aux") is not None):
            return token
        if token.head.i == token.i:
            break
        token = token.head
    return token


def governors(token: Token) -> Iterator[tuple[Token, str]]:
    """Yield (governor, label of the link to it) from a token upwards; coordination is stepped over."""
    for _ in range(_DEPTH * 3):
        token = coordination_head(token)
        if token.head.i == token.i:
            return
        yield token.head, token.dep_
        token = token.head
