"""Whether an act happened: planned, tentative, postponed, cancelled, under way, held, denied, hypothetical - and the words that tell.

The act is a predicate ("will visit") or a noun ("a planned visit", "postponed a visit", "the visit ended"). The nearest sign decides,
except that a denial, a cancellation or a condition further out outweighs a plan ("did not plan to visit", "if he visits").
Signs are words of ``data/events_status.toml``; tense and mood come from the parse. The scheme is dragoman's own: PLOVER 2 names
historical, future, hypothetical and negation as auxiliary modes and leaves them open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dragoman.extract.forms import base, read_table
from dragoman.extract.grammar import auxiliaries, child, children, coordination_head, negation, preposition
from dragoman.records.spans import Span

_PAST, _REACH = frozenset({"VBD", "VBN"}), 9
_FUTURE = frozenset({"planned", "tentative", "hypothetical"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A status with the words that show it (None: plain tense). ``sign`` says by which kind of word.

    Kinds: tense, presumed (a noun that merely takes the act for granted), modal, negation, governor, noun, adjective, preposition,
    condition, hedge.
    """

    status: str
    span: Span | None = None
    sign: str = "tense"
    word: str = ""


_PRESUMED = Judged("held", None, "presumed")


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """Return {group: {word: status}} of the shipped lexicon; where a word stands under two statuses the first one counts."""
    raw = read_table("events_status")
    table: dict[str, dict[str, str]] = {}
    for group, statuses in raw.items():
        table[group] = {}
        for status, words in statuses.items():
            for word in words:
                table[group].setdefault(word, status)
    return table


def judge(token: Token, *, definite: bool | None = None) -> Judged:
    """Return the status of the act that a predicate or a noun names.

    Args:
        token: the verb ("visit" in "will visit"), or the noun ("visit" in "postponed a visit").
        definite: for nouns, whether the phrase presupposes that the act exists; read off the determiner where None.
    """
    if token.pos_ in ("VERB", "AUX"):
        return judge_verb(token)
    return judge_noun(token, is_definite(token) if definite is None else definite)


def judge_verb(verb: Token, depth: int = 0) -> Judged:
    """Return the status of a verb's act: its own words first, then what governs it."""
    own = _own_signs(verb)
    above = _from_above(verb, depth) if depth < _REACH else None
    if own is None:
        return above or Judged("held")
    if above is None:
        return own
    return _weigh(own, above)


def _weigh(near: Judged, far: Judged) -> Judged:
    """Return the stronger of two signs: the nearer one, unless the outer one takes the ground from under it."""
    if far.sign == "condition":
        return far if near.status not in ("denied", "cancelled") or near.sign == "tense" else near
    if near.status in ("held", "under_way") and near.sign == "tense":
        return far if far.status != "held" else near
    if far.status in ("denied", "cancelled", "postponed", "hypothetical") and near.status in ("planned", "tentative"):
        return far
    if far.status == "tentative" and near.status == "planned":
        return far
    return near


def _mark(status: str, *tokens: Token, sign: str) -> Judged:
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return Judged(status, Span(start=first.idx, end=last.idx + len(last.text)), sign, tokens[0].lower_)


def _own_signs(verb: Token) -> Judged | None:
    """Return what auxiliaries, negation, adverbs, mood and tense of a verb say; None for a bare infinitive or participle."""
    aux = auxiliaries(verb)
    no = negation(verb)
    if no is not None and no.i + 1 < len(no.doc) and no.nbor().lower_ in ("only", "just", "merely", "least"):
        no = None  # "not only to speak but also to meet"
    words = lexicon()
    modal = next((a for a in aux if a.lower_ in words["modal"] and (a.tag_ == "MD" or a.lower_ in ("'d", "’d", "'ll", "’ll"))), None)
    if no is not None and modal is not None and modal.lower_ in ("would", "could", "might") and not _no_condition(verb):
        return _mark("hypothetical", modal, sign="modal")
    if (no is not None and no.lower_ not in ("nor", "neither")) or (no is not None and verb.dep_ != "conj"):
        return _mark("denied", no, *([modal] if modal else []), sign="negation")
    nobody = next(
        (
            d
            for c in verb.children
            if c.dep_ in ("nsubj", "nsubj:pass")
            for d in c.children
            if d.dep_ in ("det", "cc:preconj") and d.lower_ in ("no", "neither")
        ),
        None,
    )
    if nobody is not None:
        return _mark("denied", nobody, sign="negation")
    due = next(
        (c for c in verb.children if c.dep_ in ("mark", "advmod") and c.lower_ in ("due", "set", "about", "slated") and c.i < verb.i), None
    )
    if due is not None and aux:
        return _mark("planned", due, sign="governor")
    performed = words["performed"].get(base(verb)) == "act" and any(c.lower_ in ("i", "we") for c in children(verb, "nsubj"))
    if performed and modal is not None and modal.lower_ in ("would", "'d", "’d") and _no_condition(verb):
        return Judged("held", None, "performed", verb.lower_)  # "I would actually thank the Secretary"
    hedge = next((c for c in verb.children if c.dep_ == "advmod" and c.lower_ in words["hedge"]), None)
    if modal is not None:
        status = words["modal"][modal.lower_]
        if hedge is not None and (status == "planned" or modal.lower_ in ("may", "might", "could")):
            return _mark("tentative", hedge, modal, sign="hedge")
        if modal.lower_ in ("would", "'d", "’d") and _is_reported_past(verb):
            status = "planned"
        if modal.lower_ in ("would", "could", "might") and any(a.lower_ in ("have", "'ve", "’ve") for a in aux):
            status = "hypothetical"
        return _mark(status, modal, sign="modal")
    return _tense(verb, aux)


def _tense(verb: Token, aux: list[Token]) -> Judged | None:
    forms = {a.lower_ for a in aux}
    keep = next((a for a in aux if base(a) in ("keep", "continue")), None)
    if keep is not None:
        return _mark("under_way", keep, sign="governor")
    particle = child(verb, "mark")
    if particle is not None and particle.lower_ == "to" and verb.tag_ in ("VB", "VBP", "VBN", "VBG") and not forms & {"have"}:
        if verb.dep_ == "ROOT" or (forms & {"is", "are", "was", "were"}):
            return _mark("planned", particle, sign="modal")  # "Pompeo to visit Kazakhstan", "is to visit"
        return None
    if verb.tag_ == "VBG" and forms & {"is", "are", "'s", "’s", "'re", "’re", "am"}:
        return Judged("under_way", None, "tense", verb.lower_)
    if verb.tag_ == "VBG" and not forms:
        return (
            None
            if verb.dep_ in ("xcomp", "ccomp", "advcl", "csubj", "obl", "acl", "conj")
            else Judged("under_way", None, "tense", verb.lower_)
        )
    if verb.tag_ == "VBG" and "been" in forms and forms & {"has", "have"}:
        return Judged("under_way", None, "tense", verb.lower_)
    if verb.tag_ == "VB" and not forms:
        return None
    return Judged("held", None, "tense", verb.lower_)


def _is_reported_past(verb: Token) -> bool:
    """Whether "would" is a past "will" ("he said he would visit")."""
    token = verb
    for _ in range(3):
        if token.dep_ in ("ccomp", "parataxis") and token.head.i != token.i:
            return token.head.tag_ in _PAST
        if token.dep_ not in ("conj", "xcomp"):
            return any(c.dep_ in ("parataxis", "ccomp") and c.tag_ == "VBD" for c in token.children) and _no_condition(token)
        token = token.head
    return False


def _no_condition(verb: Token) -> bool:
    return not any(c.dep_ == "advcl" and _condition(c) for c in verb.children)


def _condition(clause: Token) -> Token | None:
    """Return the word that makes a clause a condition or a question."""
    words = lexicon()["condition"]
    mark = next((c for c in clause.children if c.dep_ in ("mark", "advmod") and c.lower_ in words), None)
    if mark is not None and mark.lower_ == "until":
        return None
    return mark


def _from_above(verb: Token, depth: int) -> Judged | None:
    """Return what the words that govern a verb say of its act."""
    condition = _condition(verb)
    if condition is not None:
        return _mark("hypothetical", condition, sign="condition")
    first = coordination_head(verb)
    shares = verb.tag_ in ("VB", "VBG") and verb.tag_ == first.tag_
    if first is not verb and child(verb, "nsubj", "nsubj:pass") is None and (shares or _condition(first) is not None):
        verb = first
        condition = _condition(verb)
        if condition is not None:
            return _mark("hypothetical", condition, sign="condition")
    if verb.head.i == verb.i:
        return _consequence(verb)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "csubj", "csubj:pass", "obl", "nmod", "parataxis"):
        return _from_governor(verb, depth)
    if verb.dep_ == "acl":
        return _from_noun(verb)
    return _consequence(verb)


def _consequence(verb: Token) -> Judged | None:
    """Return hypothetical for what happens only under a condition ("will attack if ...")."""
    for c in verb.children:
        if c.dep_ == "advcl" and auxiliaries(verb) and auxiliaries(verb)[0].tag_ == "MD":
            sign = _condition(c)
            if sign is not None and sign.lower_ in ("if", "unless", "should", "provided"):
                return _mark("hypothetical", sign, sign="condition")
    return None


def governing_words(governor: Token) -> Iterator[str]:
    """Yield a governor's names in the lexicon, the longest first: with its particle ("call off"), its lemma, its form."""
    for c in governor.children:
        if c.dep_ in ("compound:prt", "advmod") and c.i > governor.i:
            yield f"{base(governor)} {c.lower_}"
    after = governor.doc[governor.i + 1] if governor.i + 1 < len(governor.doc) else None
    if after is not None and after.tag_ == "RP":
        yield f"{base(governor)} {after.lower_}"
    for c in governor.children:
        if c.dep_ == "obl" and preposition(c) in ("on", "under"):
            yield f"{base(governor)} {preposition(c)} {c.lower_}"
    yield governor.lower_
    yield base(governor)


def find_word(group: str, token: Token) -> str | None:
    """Return the status that a governing token gives under a group of the lexicon."""
    table = lexicon()[group]
    return next((table[w] for w in governing_words(token) if w in table), None)


def _from_governor(verb: Token, depth: int) -> Judged | None:
    governor = verb.head
    if _is_performed(verb, governor):
        return Judged("held", None, "performed", verb.lower_)
    is_infinitive = verb.dep_ in ("xcomp", "csubj", "csubj:pass") or (
        verb.dep_ in ("advcl", "ccomp", "obl") and verb.tag_ in ("VB", "VBG") and not (verb.dep_ == "ccomp" and auxiliaries(verb))
    )
    if verb.dep_ in ("ccomp", "parataxis") and not (is_infinitive and verb.tag_ == "VB"):
        denied = find_word("denial", governor)
        if denied is not None and verb.dep_ == "ccomp":
            return _mark("held" if negation(governor) else denied, governor, sign="governor")
        if verb.tag_ != "VBG":
            return _consequence(verb)
    if not is_infinitive:
        return _consequence(verb)
    status = find_word("governor", governor)
    if governor.lower_ == "able" and any(c.tag_ == "VBD" for c in children(governor, "cop")):
        return _mark("denied", no, sign="negation") if (no := negation(governor)) is not None else Judged("held")
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return _adverbial(verb, depth)
    if status is None and verb.dep_ == "csubj":
        outer = judge_verb(governor, depth + 1)
        return Judged("hypothetical", outer.span, outer.sign, outer.word) if outer.status in _FUTURE else None
    if status is None:
        return judge_verb(governor, depth + 1) if governor.pos_ in ("VERB", "AUX", "ADJ") and verb.dep_ != "csubj" else None
    return _bend(governor, status, depth)


def _is_performed(verb: Token, governor: Token) -> bool:
    """Whether saying it does it: "I want to thank", "we would like to congratulate", "let me welcome"."""
    words = lexicon()["performed"]
    if base(verb) not in words or words.get(base(governor)) != "governor":
        return False
    return any(t.lower_ in ("i", "we", "me", "us") for t in (*children(governor, "nsubj", "obj"), *children(verb, "nsubj")))


def _adverbial(verb: Token, depth: int) -> Judged | None:
    """Return the status of a participle clause: "after visiting" is done, "before visiting" and "without visiting" are not."""
    mark = child(verb, "mark", "case")
    status = find_word("governor", verb.head)
    if mark is not None and status is not None and mark.lower_ in ("of", "from", "about", "against", "on", "to"):
        return _bend(verb.head, status, depth)
    if mark is not None and mark.lower_ in ("before", "without", "instead"):
        status = "planned" if mark.lower_ == "before" else "denied"
        outer = judge_verb(verb.head, depth + 1)
        return outer if mark.lower_ == "before" and outer.status != "planned" else _mark(status, mark, sign="preposition")
    return judge_verb(verb.head, depth + 1)


def _bend(governor: Token, status: str, depth: int) -> Judged:
    """Return what a governor's status becomes under its own tense and negation ("did not refuse", "will postpone", "may cancel")."""
    outer = judge_verb(governor, depth + 1)
    sign = _mark(status, governor, sign="governor")
    if outer.status == "denied" and base(governor) in ("need", "have"):
        return Judged("hypothetical", outer.span, "negation", outer.word)  # "did not need to meet": nothing of whether
    if outer.status == "denied":
        if status in ("denied", "cancelled", "postponed"):
            return Judged("held" if status == "denied" and base(governor) == "fail" else "planned", outer.span, "negation", outer.word)
        return Judged("denied", outer.span, "negation", outer.word)
    if outer.status == "hypothetical" or (outer.status == "tentative" and status == "planned"):
        if status in ("planned", "held", "under_way"):
            return outer
        return Judged("hypothetical" if status in ("hypothetical", "tentative") else "tentative", outer.span, outer.sign, outer.word)
    if outer.status == "planned" and status in ("held", "under_way"):
        return outer
    return sign


def _from_noun(verb: Token) -> Judged | None:
    """Return what the noun over an infinitive says ("a plan to visit", "a refusal to meet")."""
    noun = verb.head
    if verb.tag_ == "VBG" and any(c.lower_ in ("to", "of") for c in children(verb, "mark", "case")):
        status = lexicon()["of_noun"].get(base(noun))
        return _mark(status, noun, sign="noun") if status is not None else None  # "a commitment to normalizing ties"
    if verb.tag_ in ("VBG", "VBN"):
        return None
    if any(c.lower_ in ("first", "last", "only", "latest", "second", "third") for c in noun.children):
        return Judged("held")  # "the first to endorse"
    table = lexicon()["of_noun"]
    lemma = base(noun)
    if lemma in ("chance", "opportunity", "honor", "honour", "pleasure", "privilege") and base(noun.head) in ("have", "get"):
        outer = judge_verb(noun.head)  # "I had a chance to meet" did meet, "will have the opportunity to" is to
        return (
            outer
            if outer.status in ("planned", "denied", "hypothetical")
            else Judged("held" if noun.head.tag_ in _PAST else "planned", outer.span)
        )
    if lemma in table:
        return _mark(table[lemma], noun, sign="noun")
    particle = child(verb, "mark")
    return _mark("planned", particle, sign="noun") if particle is not None and particle.lower_ == "to" else None


def is_definite(noun: Token) -> bool:
    """Whether a noun phrase presupposes what it names: "the visit", "his visit", "this visit", against "a visit", "visits"."""
    for c in noun.children:
        if c.dep_ == "det":
            return c.lower_ in ("the", "this", "that", "these", "those", "both")
        if c.dep_ == "nmod:poss":
            return True
    return False


def judge_noun(noun: Token, definite: bool) -> Judged:
    """Return the status of the act that a noun names, by its adjectives, what it hangs on and the tense there."""
    table = lexicon()["on_noun"]
    for c in noun.children:
        words = c.lower_ if c.dep_ in ("amod", "compound", "acl", "advmod", "nmod:poss") else ""
        if words in table and not (c.dep_ == "acl" and c.i < noun.i):
            outer = _noun_in_clause(coordination_head(noun), definite, 0) if table[words] in ("planned", "tentative") else None
            if outer is not None and outer.status in ("cancelled", "postponed", "denied") and outer.span is not None:
                return outer
            return _mark(table[words], c, sign="adjective")
        if words == "alleged":
            return _mark("held", c, sign="adjective")
    no = negation(noun)
    if no is not None:
        return _mark("denied", no, sign="negation")
    return _noun_in_clause(coordination_head(noun), definite, 0)


def _noun_in_clause(noun: Token, definite: bool, depth: int) -> Judged:
    link, governor = noun.dep_, noun.head
    if governor is noun:
        return _noun_predicate(noun)
    if child(noun, "cop") is not None:
        return _noun_predicate(noun)
    if link in ("nmod", "compound", "nmod:poss", "nmod:desc", "appos") and governor.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        return _noun_in_noun(noun, definite, depth)
    if governor.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "ADV"):
        return _PRESUMED
    before = lexicon()["before_noun"].get(preposition(noun))
    if preposition(noun) == "about":
        return _PRESUMED  # "want to ask about the call": talked of, so taken for granted
    if link.startswith("obl") and link != "obl:agent":
        return _noun_in_oblique(noun, before)
    if link == "nsubj:pass" and child(governor, "xcomp", "ccomp") is not None and find_word("over_noun", governor) is None:
        return _noun_as_subject(noun, definite, depth)
    if link in ("obj", "nsubj:pass", "iobj"):
        return _noun_as_object(governor, definite, depth)
    if link in ("nsubj", "csubj"):
        return _noun_as_subject(noun, definite, depth)
    return judge_verb(governor, depth + 1)


def _noun_predicate(noun: Token) -> Judged:
    """Return the status of a noun that is its clause's predicate or stands alone ("Visit to Kazakhstan postponed")."""
    copula = child(noun, "cop")
    if copula is not None:
        told = _own_signs(noun)
        return told if told is not None and told.sign != "tense" else _PRESUMED
    for c in noun.children:
        if c.dep_ in ("acl", "advcl", "parataxis"):
            status = find_word("over_noun", c)
            if status is not None:
                return _mark(status, c, sign="governor")
    return _PRESUMED


def _noun_in_noun(noun: Token, definite: bool, depth: int) -> Judged:
    governor = noun.head
    table = lexicon()["of_noun"]
    lemma = base(governor)
    if lemma in table:
        status = table[lemma]
        if status == "planned":
            outer = judge_noun(governor, is_definite(governor)) if depth < _REACH else _PRESUMED
            if outer.status in ("cancelled", "postponed", "denied", "tentative"):
                return outer
        return _mark(status, governor, sign="noun")
    before = lexicon()["before_noun"].get(preposition(noun))
    if before == "hypothetical":
        return _mark(before, child(noun, "case") or noun, sign="preposition")
    if depth >= _REACH:
        return _PRESUMED
    outer = _noun_in_clause(coordination_head(governor), definite or is_definite(governor), depth + 1)
    return outer if not definite or outer.sign not in ("tense", "presumed") else _PRESUMED


def _noun_in_oblique(noun: Token, before: str | None) -> Judged:
    """Return the status of an act named in passing: "during his visit", "ahead of the talks", "called for talks"."""
    governor = noun.head
    lead = preposition(noun)
    if before == "held":
        outer = judge_verb(governor)
        return Judged("planned", outer.span, outer.sign, outer.word) if outer.status == "planned" and outer.sign == "modal" else _PRESUMED
    if before == "planned":
        outer = judge_verb(governor)
        tense = "held" if outer.status == "held" and governor.tag_ == "VBD" and lead == "before" and is_definite(noun) else "planned"
        return _mark(tense, child(noun, "case") or noun, sign="preposition")
    if before is not None:
        return _mark(before, child(noun, "case") or noun, sign="preposition")
    if lead in ("for", "to", "on", "from", "with", "of", "out of", "against", "about", "in", "into", "off"):
        pair = f"{base(governor)} {lead}"
        table = lexicon()["over_noun"]
        for words in (*(f"{w} {lead}" for w in governing_words(governor)), pair):
            if words in table or words in lexicon()["governor"]:
                return _bend(governor, table.get(words) or lexicon()["governor"][words], 0)
        if lead in ("for", "on", "against"):
            status = find_word("over_noun", governor)
            if status in ("planned", "tentative", "hypothetical", "postponed", "cancelled"):
                return _bend(governor, status, 0)
    outer = judge_verb(governor)
    if is_definite(noun) and outer.status in _FUTURE:
        return Judged("planned", None, "presumed")  # "even if he plays the card during his visit": the visit itself is taken for granted
    return outer if outer.status in ("planned", "tentative", "hypothetical", "under_way") else _PRESUMED


def _noun_as_object(governor: Token, definite: bool, depth: int) -> Judged:
    status = find_word("over_noun", governor)
    if governor.pos_ not in ("VERB", "AUX") or (definite and base(governor) == "discuss"):
        return _PRESUMED
    if status is not None and status != "held":
        return _bend(governor, status, depth)
    outer = judge_verb(governor, depth + 1)
    if status is None and outer.status in ("held", "under_way", "denied") and definite:
        return _PRESUMED
    return outer


def _noun_as_subject(noun: Token, definite: bool, depth: int) -> Judged:
    """Return the status of an act that does something: "the visit ended", "talks will take place", "a withdrawal may weaken"."""
    predicate = noun.head
    for words in governing_words(predicate):
        if words in ("take place", "go ahead", "happen", "occur", "begin", "start", "open", "resume", "go") or words == "be under way":
            return judge_verb(predicate, depth + 1)
    if base(predicate) == "take" and any(o.lower_ == "place" for o in children(predicate, "obj")):
        return judge_verb(predicate, depth + 1)
    if predicate.lower_ in ("underway", "way") or (predicate.lower_ == "under" and predicate.pos_ == "ADP"):
        return _mark("under_way", predicate, sign="governor")
    status = find_word("over_noun", predicate)
    if status is not None:
        return _bend(predicate, status, depth) if status != "held" else judge_verb(predicate, depth + 1)
    outer = judge_verb(predicate, depth + 1)
    likely = find_word("governor", predicate) if child(predicate, "xcomp", "advcl") is not None else None
    if not definite and (outer.status in ("hypothetical", "tentative", "planned") or likely in ("tentative", "hypothetical", "planned")):
        return Judged(
            "hypothetical", outer.span or Span(start=predicate.idx, end=predicate.idx + len(predicate.text)), "modal", predicate.lower_
        )
    return _PRESUMED if definite or outer.status in ("held", "denied") else outer
