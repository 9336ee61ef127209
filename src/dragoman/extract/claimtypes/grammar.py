"""What the claim rules ask of a parse: who is meant, who is listed, whether a clause is asserted."""

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from dragoman.extract.claimtypes.scene import Name, Scene, can_belong, is_body, is_state, listed, state_code
from dragoman.extract.claimtypes.speaker import country_of_speaker, name_just_before
from dragoman.extract.grammar import child, children, conjuncts, governors, is_relative, negation, preposition, subjects

Wanted = Callable[[Name | None], bool]
_POINTING = frozenset({"it", "they", "which", "that", "who", "its", "their", "this", "these"})
_BODY_NOUNS = frozenset({"group", "grouping", "bloc", "alliance", "organisation", "organization", "union", "cartel", "pact"})
_QUANTIFIERS = frozenset({"every", "each", "all", "any", "none", "no", "everyone"})
_TRUE = frozenset({"true", "correct", "right"})  # "it is not true that"
_NEITHER = frozenset({"neither", "nor"})
_EACH_OF = frozenset({"each", "both", "neither"})
_ROW_MARKS = frozenset({"-", "–", "—", "(", ")"})
_CEASING = frozenset({"ceased", "ceases", "stopped", "stops"})
_OWNERS = frozenset({"his", "her", "my", "our", "whose", "their"})
_RELATIVE = frozenset({"which", "that", "who"})
_UNSAID = frozenset({"of", "at", "from", "for", "without", "against", "about", "to", "in", "by"})
_NEAR = 30  # tokens: a description points back past no two candidates that stand so near
_BACK = 60  # tokens: how far back a description or pronoun that the Cast left open may point


def name_of_token(scene: Scene, token: Token, wanted: Wanted) -> Name | None:
    """Return the name that a noun phrase's head means: its own, its apposition's, or that of what it points back to."""
    if token.lower_ in ("whose", "which", "who") and wanted(name_just_before(scene, token)):
        return name_just_before(scene, token)
    if is_relative(token):
        clause = token
        for _ in range(12):
            if clause.dep_ in ("acl:relcl", "advcl:relcl"):
                break
            clause = clause.head
        return name_of_token(scene, clause.head, wanted) if clause.head != token else None
    found = scene.name_at(token)
    if wanted(found):
        return _named_beside(scene, token, found, wanted) or found
    for c in token.children:
        if c.dep_ not in ("flat", "compound", "appos", "nmod:desc", "nmod:unmarked") or not wanted(scene.name_at(c)):
            continue
        # "the BRICS group" is BRICS, "the Kazakhstan desk" is not Kazakhstan.
        if c.dep_ != "compound" or token.pos_ == "PROPN" or (is_body(scene.name_at(c)) and token.lower_ in _BODY_NOUNS):
            return scene.name_at(c)
    if token.dep_ in ("appos", "parataxis", "flat") and wanted(scene.name_at(token.head)):
        return scene.name_at(token.head)
    if _is_predicate(token):
        return subject_name(scene, token if child(token, "cop") is not None else token.head, wanted)
    if (
        wanted in (is_state, can_belong)
        and token.lower_ in ("country", "nation")
        and any(c.lower_ in _OWNERS for c in children(token, "nmod:poss"))
    ):
        return country_of_speaker(scene, token)
    if found is None and (token.lower_ in _POINTING or (_points_back(token, wanted) and _is_definite(token))):
        return _look_ahead(scene, token, wanted) or _look_back(scene, token, wanted)
    return None


def _named_beside(scene: Scene, token: Token, found: Name | None, wanted: Wanted) -> Name | None:
    """Return the name apposed to a person's description: "the first president, NAME, stepped down" is about NAME."""
    if found is None or found.type != "person" or found.how != "description":
        return None
    names = [scene.name_at(c) for c in token.children if c.dep_ in ("appos", "flat") and c.i > token.i]
    return next((n for n in names if n is not None and n.how == "name" and wanted(n)), None)


def _is_predicate(token: Token) -> bool:
    """Whether a noun says what its clause's subject is ("X is a power and the biggest state ...")."""
    return token.pos_ == "NOUN" and (child(token, "cop") is not None or (token.dep_ == "conj" and child(token.head, "cop") is not None))


def _points_back(token: Token, wanted: Wanted) -> bool:
    nouns = listed("pointing", "state") if wanted is is_state else listed("pointing", "body") if wanted is is_body else frozenset()
    return token.lower_ in nouns


def _is_definite(token: Token) -> bool:
    # "an alliance which ..." after a dash or comma points back as well: it stands in loose apposition.
    det = child(token, "det")
    return token.dep_ in ("parataxis", "appos", "dep") or (det is not None and det.lower_ in ("the", "this", "that"))


def _look_ahead(scene: Scene, token: Token, wanted: Wanted) -> Name | None:
    """Return whom "it" means in "ten years after it joined B, A is ...": the subject of the clause that follows, if none stands before."""
    clause = token.head
    if token.lower_ not in ("it", "they") or clause.dep_ != "advcl" or clause.i > clause.head.i:
        return None
    if any(wanted(n) for n in scene.names_in(token.sent.start, token.i)):
        return None
    own = child(clause.head, "nsubj", "nsubj:pass")
    name = scene.name_at(own) if own is not None and own.i > token.i else None
    return name if wanted(name) else None


def _look_back(scene: Scene, token: Token, wanted: Wanted) -> Name | None:
    floor = max(0, token.i - _BACK)
    here = token.sent.start
    before = [n for n in scene.names_in(floor, token.i) if wanted(n) and n.how in ("name", "handle")]
    if not before:
        return None
    if token.dep_ in ("parataxis", "appos", "dep"):
        return before[-1]
    earlier = [n for n in before if n.first < here]
    inside = [n for n in before if n.first >= here]
    if wanted is is_body and token.lower_ in listed("pointing", "body") and len({n.ref.entity for n in inside}) == 1:
        return inside[-1]  # "left OPEC, having joined the cartel in 2007"
    # The subject of the sentence before is what a pronoun most often means.
    for n in earlier:
        if scene.tokens[n.first].sent.end == here and any(scene.tokens[i].dep_.startswith("nsubj") for i in range(n.first, n.last)):
            return n
    if token.lower_ in _POINTING and token.lower_ not in _RELATIVE:
        return None  # what "they" means across sentences, if no subject before, is anybody's guess
    near = [n for n in earlier or before if n.first >= token.i - _NEAR]
    return (earlier or before)[-1] if len({n.ref.entity for n in near}) <= 1 else None


def names_listed(scene: Scene, head: Token, wanted: Wanted, depth: int = 0) -> list[Name]:
    """Return the names that a coordination lists ("Russia, Armenia and two neighbours, A and B"), without negated ones."""
    found: list[Name] = []
    for member in conjuncts(head):
        if is_excluded(member):
            continue
        name = scene.name_at(member)
        if wanted(name):
            found += [name] if name is not None else []
            continue
        if name is None and (_points_back(member, wanted) and _is_definite(member)):
            pointed = name_of_token(scene, member, wanted)
            found += [pointed] if pointed is not None else []
            continue
        for c in member.children:
            if c.dep_ in ("appos", "nmod:desc", "dep", "flat", "parataxis") and depth < 3:
                found += names_listed(scene, c, wanted, depth + 1)
    return list({(n.first, n.last): n for n in found}.values())


def is_excluded(token: Token) -> bool:
    """Whether a member of a row is left out by the words before it ("not X", "unlike X", "but not of X")."""
    no = negation(token)
    if no is not None and no.lower_ not in _NEITHER:
        return True
    doc, i = token.doc, token.i
    while i > 0 and doc[i - 1].lower_ in ("the", "like", "of", "in", "to", "for"):
        i -= 1
    if i > 0 and doc[i - 1].lower_ == "but" and {t.lower_ for t in doc[max(0, i - 8) : i - 1]} & _QUANTIFIERS:
        return True  # "every state but X"
    return (i > 0 and doc[i - 1].lower_ in ("not", "unlike", "except", "without", "excepting", "excluding", "exception")) or (
        i > 1 and doc[i - 2].lower_ == "rather" and doc[i - 1].lower_ == "than"
    )


def subject_names(scene: Scene, predicate: Token, wanted: Wanted) -> list[Name]:
    """Return the names that a predicate's subject means, each listed one."""
    found: list[Name] = []
    for s in subjects(predicate):
        if is_excluded(s):
            continue
        if s.lower_ in _EACH_OF:  # "each of A, B and C"
            found += [n for c in children(s, "nmod") if preposition(c) == "of" for n in names_listed(scene, c, wanted)]
            continue
        name = name_of_token(scene, s, wanted)
        if name is not None:
            found.append(name)
    if not found:  # "diplomats from X, which joined": the name right before the pronoun
        near = [name_just_before(scene, c) for c in children(predicate, "nsubj", "nsubj:pass") if c.lower_ == "which"]
        found = [n for n in near if n is not None and wanted(n)]
    if not found:  # two subjects side by side: the one right before the predicate is meant ("its neighbours in ..., X is a member")
        last = [c for c in children(predicate, "nsubj") if c.i < predicate.i]
        near = [scene.name_at(c) for c in last if scene.tokens[c.i + 1].dep_ in ("cop", "aux") or c.i + 1 == predicate.i]
        found = [n for n in near if n is not None and wanted(n) and not is_excluded(scene.tokens[n.first])]
    if found and found[0].how == "name":
        found += row_after(scene, found[0], wanted)
    if not found:
        found = _row_before(scene, predicate, wanted)
    return _of_relative(predicate, list({(n.first, n.last): n for n in found}.values()))


def _of_relative(predicate: Token, found: list[Name]) -> list[Name]:
    """Return the names that a relative clause is said of: the last one alone where its verb is singular ("A and B, which is in X,")."""
    pronoun = child(predicate, "nsubj", "nsubj:pass")
    if len(found) < 2 or pronoun is None or pronoun.lower_ not in ("which", "who", "that"):
        return found
    form = next((c for c in predicate.children if c.dep_ in ("cop", "aux", "aux:pass")), predicate)
    before = [n for n in found if n.last <= pronoun.i]
    return before[-1:] if before and (form.tag_ == "VBZ" or form.lower_ == "was") else found


def row_after(scene: Scene, name: Name, wanted: Wanted) -> list[Name]:
    """Return the names that go on a row in the words themselves ("A, B and C" from A), [] where no "and" closes it."""
    row: list[Name] = []
    at, end, closed = name.last, scene.tokens[name.first].sent.end, False
    while at < end and not closed:
        joints = 0
        while at < end and scene.tokens[at].lower_ in (",", "and", "nor", "both", "the"):
            closed = closed or scene.tokens[at].lower_ in ("and", "nor")
            at, joints = at + 1, joints + 1
        nxt = scene.by_token.get(at)
        if not joints or nxt is None or not wanted(nxt):
            return []
        row.append(nxt)
        at = nxt.last
    return row if closed else []


def _row_before(scene: Scene, predicate: Token, wanted: Wanted) -> list[Name]:
    """Return the row of names that closes right before a predicate's verb, where the parse shows no name as its subject.

    Between dashes ("three - A, B and C - are members") it stands for any subject; bare, from the start of the sentence or of a
    clause ("A and B hold observer status"), only where the parse gives no subject at all.
    """
    verb = min([predicate.i, *(c.i for c in predicate.children if c.dep_ in ("cop", "aux", "aux:pass") and c.i < predicate.i)])
    at, floor, row, marked = verb - 1, predicate.sent.start, [], False
    while at >= floor and (scene.lower[at] in _ROW_MARKS or scene.lower[at] in ("both", "all")):
        marked, at = marked or scene.lower[at] in _ROW_MARKS, at - 1
    while at >= floor:
        name = scene.by_token.get(at)
        if name is None or not wanted(name):
            break
        row.append(name)
        at, joints = name.first - 1, 0
        while at >= floor and scene.lower[at] in (",", "and", "nor", "the", "both"):
            at, joints = at - 1, joints + 1
        if not joints:
            break
    if marked:
        return row[::-1] if len(row) > 1 and at >= floor and scene.lower[at] in _ROW_MARKS else []
    opened = at < floor or scene.lower[at] in ("that", ";", "because", "while", "although", "but", "said")
    return row[::-1] if opened and child(predicate, "nsubj", "nsubj:pass") is None else []


def subject_name(scene: Scene, predicate: Token, wanted: Wanted) -> Name | None:
    """Return the first name that a predicate's subject means."""
    return next(iter(subject_names(scene, predicate, wanted)), None)


def owner_name(scene: Scene, noun: Token, wanted: Wanted) -> Name | None:
    """Return whose a noun is: possessor, adjective of nationality, name before it, or "of" phrase."""
    for c in noun.children:
        if c.dep_ in ("nmod:poss", "amod", "compound", "nmod:unmarked", "nmod:desc", "det") and c.i < noun.i:
            name = name_of_token(scene, c, wanted) if c.dep_ == "nmod:poss" else scene.name_at(c)
            if wanted(name):
                return name
    for c in noun.children:
        if c.dep_ == "nmod" and c.i > noun.i and preposition(c) in ("of", "for", ""):
            name = name_of_token(scene, c, wanted)
            if name is not None:
                return name
    return None


def is_asserted(token: Token) -> bool:
    """Whether a predicate is put as a fact: no modal, condition, question or wish over it."""
    if token.dep_ == "xcomp" and token.head.lower_ in _CEASING:
        return is_asserted(token.head)
    modal, condition, unsure = listed("modality", "modal"), listed("modality", "condition"), listed("modality", "unsure")
    for c in token.children:
        if c.dep_ == "aux" and c.lower_ in modal:
            return False
        if c.dep_ == "mark" and (c.lower_ in condition or c.lower_ == "to"):
            return False
    if any(c.dep_ == "cop" and c.lower_ == "being" for c in token.children) and any(
        c.dep_ in ("mark", "case") and c.lower_ in _UNSAID for c in token.children
    ):
        return False  # "the demands of being president" says of nobody that he is
    if _has_modal_before(token, modal) or _is_inverted(token):
        return False
    last = token.sent[-1]
    if token.dep_ == "ROOT" and last.text == "?" and not is_relative(token):
        return False
    for above, label in governors(token):
        if label in ("xcomp", "ccomp", "advcl", "acl") and above.lower_ in unsure:
            return False
        if label == "acl" and child(above, "cop") is not None and any(c.dep_ == "mark" and c.lower_ in condition for c in above.children):
            return False  # "if X is the first woman elected"
        if label in ("acl", "ccomp") and _is_mere_belief(above):
            return False
        if label in ("ccomp", "csubj") and any(c.lower_ in listed("modality", "wrongly") for c in above.children):
            return False  # "it is often wrongly said that X is the capital"
        if label == "acl:relcl" and _is_imagined(above, modal):
            return False
        if label in ("ccomp", "advcl", "xcomp", "conj", "parataxis") and any(
            (c.dep_ == "mark" and c.lower_ in condition) or (c.dep_ == "aux" and c.lower_ in modal and label == "xcomp")
            for c in above.children
        ):
            return False
    return True


def _is_imagined(noun: Token, modal: frozenset[str]) -> bool:
    """Whether a noun is one that only might be: "a Europe in which ... would be poorer"."""
    det = child(noun, "det")
    if det is None or det.lower_ not in ("a", "an") or not noun.dep_.startswith("nsubj"):
        return False
    return any(c.dep_ == "aux" and c.lower_ in modal for c in noun.head.children)


def _is_inverted(token: Token) -> bool:
    """Whether a clause opens with its verb as a condition does: "Were X a member", "Had X been the capital"."""
    subject = child(token, "nsubj", "nsubj:pass")
    for c in children(token, "aux", "cop", "aux:pass"):
        if subject is not None and c.lower_ in ("were", "had", "should") and c.i < subject.left_edge.i:
            return c.i == token.sent.start or token.doc[c.i - 1].lower_ in (",", "and", "but", ";")
    return False


def _is_mere_belief(above: Token) -> bool:
    """Whether what hangs on a word is only believed, by many or by nobody: "the claim that", "few believe that", "many think that"."""
    if above.lower_ in listed("modality", "beliefs"):
        return True
    who = child(above, "nsubj")
    return above.lower_ in listed("modality", "believing") and who is not None and who.lower_ in listed("modality", "believers")


def _has_modal_before(token: Token, modal: frozenset[str]) -> bool:
    """Whether a modal stands between a predicate and its subject, wherever the parse hangs it ("may one day become")."""
    subject = child(token, "nsubj", "nsubj:pass")
    if subject is None or subject.i > token.i:
        return False
    for i in range(max(token.sent.start, subject.left_edge.i - 2), subject.left_edge.i):
        dated = token.doc[i].lower_ in ("until", "till") and token.doc[i + 1].like_num  # "until 2011 X was ..."
        if token.doc[i].lower_ in listed("modality", "condition") and not dated:
            return True
    near = {token, *token.children}
    between = token.doc[subject.i + 1 : token.i]
    # A modal under another verb is of another clause; one that hangs on a noun is misread.
    return any(t.tag_ == "MD" and t.lower_ in modal and (t.head in near or t.head.pos_ not in ("VERB", "AUX")) for t in between)


def is_denied(token: Token) -> bool:
    """Whether a predicate is negated, by its own word or by a denial over it ("denied that ...", "it is not true that ...")."""
    own = _is_own_negation(token) or any(c.dep_ in ("aux", "cop") and negation(c) is not None for c in token.children)
    subject = child(token, "nsubj", "nsubj:pass")
    if subject is not None and any(t.lower_ in _NEITHER for t in subject.subtree):
        own = not own
    if any(c.dep_ in ("obj", "obl") and child(c, "cc:preconj") is not None and _opens_with_neither(c) for c in token.children):
        own = not own  # "belongs neither to X nor to Y"
    over = [(a, label) for a, label in governors(token) if label in ("ccomp", "csubj", "advcl")]
    above = any(a.lower_ in listed("modality", "denied") or (a.lower_ in _TRUE and negation(a) is not None) for a, _ in over)
    return own != above


def _is_own_negation(token: Token) -> bool:
    """Whether a predicate has a negation that is not the next clause's: "A is in X, and B and C are not"."""
    word = negation(token)
    if word is None or word.i < token.i:
        return word is not None
    verb = token.doc[word.i - 1]
    return not (verb.i > token.i and verb.lower_ in ("is", "are", "was", "were", "has", "have", "does", "do", "did"))


def _opens_with_neither(noun: Token) -> bool:
    return any(c.lower_ == "neither" for c in children(noun, "cc:preconj"))


def has_ceased(token: Token) -> bool:
    """Whether a predicate is said to hold no more: "is no longer a member", "ceased to be the capital"."""
    if token.dep_ == "xcomp" and token.head.lower_ in _CEASING:
        return True
    words_ = token.doc[max(token.sent.start, token.i - 6) : token.i]
    low = [t.lower_ for t in words_]
    for k in range(len(low) - 1):
        if low[k : k + 2] == ["no", "longer"] and (words_[k + 1].head in (token, *token.children) or token in words_[k + 1].ancestors):
            return True
    return False


def is_past(token: Token) -> bool:
    """Whether a predicate's finite form is a simple past ("was a member")."""
    forms = [c for c in token.children if c.dep_ in ("cop", "aux", "aux:pass")]
    if forms:
        return forms[0].lower_ in ("was", "were", "had")
    return token.tag_ == "VBD"


def before(token: Token, count: int = 1) -> str:
    """Return the lower-case word that stands ``count`` tokens before, '' at a sentence's start."""
    at = token.i - count
    return token.doc[at].lower_ if at >= token.sent.start else ""


def modifiers(noun: Token) -> set[str]:
    """Return the lower-case adjectives, nouns and adverbs right before a noun, those of a hyphenated form included."""
    found = {
        c.lower_
        for c in noun.children
        if c.dep_ in ("amod", "compound", "advmod", "nummod", "det", "nmod:unmarked", "nmod:desc") and c.i < noun.i
    }
    for c in children(noun, "amod", "compound"):
        if c.i < noun.i:
            found |= {g.lower_ for g in c.children if g.dep_ in ("amod", "compound", "advmod")}
    return found


def same_state(a: Name, b: Name) -> bool:
    """Whether two names mean one state."""
    return state_code(a.ref) is not None and state_code(a.ref) == state_code(b.ref)


def either(name: Name | None) -> bool:
    """Whether a name means a state or a body of states."""
    return is_state(name) or is_body(name)


def distinct(names: Iterable[Name]) -> list[Name]:
    """Return names without those that mean what an earlier one means."""
    return list({n.ref.entity or n.ref.name: n for n in reversed(list(names))}.values())[::-1]
