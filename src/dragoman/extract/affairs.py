"""Which marked reasons explain something in public affairs, rather than private life, an opinion or a mere necessity."""

from dataclasses import dataclass

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from dragoman.extract.clauses import is_first_person
from dragoman.extract.grammar import auxiliaries, child, children, clause_head, subjects
from dragoman.extract.marker_lists import words
from dragoman.extract.reasons import Reason
from dragoman.extract.topic import Topic
from dragoman.extract.voices import Acts, Voices
from dragoman.records.cast import Cast
from dragoman.records.document import Document

_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_PUBLIC_TYPES = frozenset({"state", "government", "organisation", "group", "office"})
_EMPTY_SUBJECTS = frozenset({"it", "you", "that", "this", "there", "which", "what"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules look at beside the parse."""

    document: Document
    cast: Cast
    voices: Voices
    acts: Acts
    topic: Topic


def explains_act(reason: Reason, scene: Scene) -> bool:
    """Whether a marked reason has content and what it explains is an act or event of public affairs."""
    explained = reason.explained
    if explained is None or asks(reason.at.sent) or not _has_content(reason, explained):
        return False
    predicate = explained if explained.pos_ in ("VERB", "AUX", "ADJ") else clause_head(explained)
    # "Might be a result of" doubts the reason, not the act: the predicate is the marker itself.
    hedged = reason.marker.start <= predicate.idx < reason.marker.end
    if (not hedged and _is_unreal(predicate)) or _is_private(reason, predicate, scene) or _is_broken_off(reason, scene):
        return False
    if _is_hearsay(predicate, reason, scene) or _is_general(predicate):
        return False
    if scene.acts.at(explained.idx) is not None:
        return not _is_opinion(explained)
    if explained.pos_ in ("NOUN", "PROPN") and child(explained, "cop", "nsubj") is None:
        return explained.lemma_.lower() in words("acts", "nouns")
    if _is_opinion(predicate):
        return False
    if predicate.pos_ == "ADJ" and not predicate.lower_.endswith("ed") and predicate.lower_ not in words("states", "adjectives"):
        return False
    actors = subjects(predicate)
    if not actors or actors[0].lower_ in _EMPTY_SUBJECTS:
        return False
    return any(_is_actor(a, scene) for a in actors)


def asks(sentence: Sentence) -> bool:
    """Whether a sentence is a question, or a questioner's turn in a transcript."""
    return sentence.text.rstrip("”\"' \n").endswith("?") or sentence.text.lstrip().startswith("QUESTION")


def names_public(sentence: Sentence) -> bool:
    """Whether a sentence names a country, a nationality or a word of public life."""
    listed = words("politics", "words") | words("acts", "nouns")
    return any(t.ent_type_ in ("GPE", "NORP") or t.lower_ in listed for t in sentence)


def _has_content(reason: Reason, explained: Token) -> bool:
    """Whether the reason says something ("because that is who he is" does not) and is a whole clause after "because"."""
    said = [t for s in reason.spans for t in reason.at.doc.char_span(s.start, s.end, alignment_mode="expand") or ()]
    if not any(t.pos_ in _CONTENT for t in said) or _is_pointer(said):
        return False
    mark = child(reason.at, "mark")
    if mark is None or mark.lower_ not in ("because", "that") or mark.head.i == explained.i:
        return True
    copula = child(reason.at, "cop")
    finite = {reason.at.tag_, copula.tag_ if copula is not None else "", *(a.tag_ for a in auxiliaries(reason.at))}
    return bool(finite & _FINITE)


def _is_pointer(said: list[Token]) -> bool:
    """Whether a reason only points back ("these events", "this situation"): the words that tell it stand elsewhere."""
    plain = [t for t in said if not t.is_punct]
    return len(plain) <= 2 and plain[0].lower_ in ("this", "that", "these", "those", "it", "such")


def _is_unreal(predicate: Token) -> bool:
    """Whether the predicate tells what is needed, possible or contrary to fact, so that a purpose or cause beside it is a condition."""
    if predicate.dep_ == "acl" and predicate.head.lemma_.lower() in words("unreal", "nouns"):
        return True
    chain = [predicate]
    while chain[-1].dep_ in ("xcomp", "conj", "advcl") and chain[-1].head.i != chain[-1].i and len(chain) < 4:
        chain.append(chain[-1].head)
    for node in chain:
        modals = {a.lower_ for a in auxiliaries(node)}
        if modals & words("unreal", "modals") or ("have" in modals and modals & {"would", "'d", "’d"}):
            return True
        if node.lemma_ in words("unreal", "verbs") and node.pos_ == "VERB" and child(node, "xcomp") is not None:
            return True  # "have to", "need to"
        if node.lemma_ == "need" and node.pos_ == "VERB" and child(node, "obj") is not None:
            return True
    return False


def _is_general(predicate: Token) -> bool:
    """Whether a predicate tells a rule, a habit or a supposed case rather than an act: "generally", "all persons", "if", "when they"."""
    if any(c.lower_ in words("judging", "habits") for c in children(predicate, "advmod")):
        return True
    if any(d.lower_ in ("all", "any", "every", "no") for a in subjects(predicate) for d in children(a, "det", "det:predet")):
        return True
    for node in (predicate, *predicate.ancestors):
        mark = child(node, "mark", "advmod")
        if node.dep_ == "advcl" and mark is not None and mark.i < node.i and mark.lower_ in ("if", "unless", "when", "whenever"):
            return True
    return False


def _is_broken_off(reason: Reason, scene: Scene) -> bool:
    """Whether a dash follows the reason or stands in it: speech that breaks off or mends itself, or an aside that cuts it short."""
    if any(t.text in ("\u2014", "\u2013", "--") for t in reason.at.subtree if reason.spans[-1].start <= t.idx < reason.spans[-1].end):
        return True
    after = scene.document.text[reason.spans[-1].end : reason.spans[-1].end + 4].lstrip(' \u201d"')
    return after.startswith(("\u2014", "\u2013", "--"))


def _is_hearsay(predicate: Token, reason: Reason, scene: Scene) -> bool:
    """Whether what is explained stands under a verb of saying whose speaker no quote names, so that the proponent is unknown."""
    if scene.voices.quote_at(reason.marker.start) is not None:
        return False
    said = words("saying", "verbs")
    for node in (predicate, *predicate.ancestors):
        if node.dep_ in ("ccomp", "xcomp") and node.head.lemma_ in said:
            return True
        if node.dep_ in ("acl", "ccomp") and node.head.lemma_.lower() in words("saying", "nouns"):
            return True
    return False


def _is_private(reason: Reason, predicate: Token, scene: Scene) -> bool:
    """Whether only private people act: no body, state, office holder or known person, and nothing public in the sentence."""
    if any(scene.cast.anchor_at(a.idx, a.idx + len(a.text)) is None and is_first_person(a) for a in subjects(predicate)):
        return False
    said = {t.lemma_.lower() for t in reason.at.subtree}
    actors = [a for a in subjects(predicate) if not _is_office(a, scene)]
    if actors and len(actors) == len(subjects(predicate)) and said & words("private", "words"):
        return True
    if scene.document.text[reason.marker.start : reason.marker.end] == "to":
        public = any(t.lower_ in words("politics", "words") for t in reason.at.subtree)
        return bool(actors) and len(actors) == len(subjects(predicate)) and not public
    listed = words("politics", "words") | words("acts", "nouns")
    if any(t.lower_ in listed or t.ent_type_ == "ORG" for t in reason.at.sent):
        return False
    return bool(actors) and not any(_is_body(a, scene) for a in actors)


def _is_office(actor: Token, scene: Scene) -> bool:
    """Whether an actor is a body, or a person whom the tables know or to whom the text gives a public office."""
    if _is_body(actor, scene):
        return True
    anchor = scene.cast.anchor_at(actor.idx, actor.idx + len(actor.text))
    if anchor is None:
        return False
    entity = anchor.ref.entity or ""
    named = scene.document.text[anchor.start : anchor.end].lower().split()
    if entity.startswith("person:") or any(w in words("politics", "words") for w in named):
        return True
    told = scene.cast.described.get(entity)
    role = (told.role or "").lower().split() if told is not None else []
    return any(w in words("politics", "words") for w in role)


def _is_body(actor: Token, scene: Scene) -> bool:
    if actor.ent_type_ in ("GPE", "ORG") or actor.lower_ in words("politics", "words") or actor.lower_ == "we":
        return True
    anchor = scene.cast.anchor_at(actor.idx, actor.idx + len(actor.text))
    return anchor is not None and (anchor.type in _PUBLIC_TYPES or (anchor.ref.entity or "").startswith("person:"))


def _is_opinion(predicate: Token) -> bool:
    if predicate.lemma_ in words("not_acts", "verbs"):
        return True
    if predicate.pos_ in ("ADJ", "NOUN", "ADV") and {predicate.lower_, predicate.lemma_} & words("not_acts", "predicates"):
        return True
    thing = child(predicate, "obj")
    if predicate.lemma_ == "do" and thing is not None and thing.pos_ in ("PRON", "DET"):
        return True
    if predicate.lemma_ == "have" and thing is not None and thing.lemma_.lower() not in words("acts", "nouns"):
        return True
    if predicate.pos_ in ("NOUN", "PRON") and child(predicate, "cop") is not None:
        return True  # "is a good thing because": a judgement
    wanted = child(predicate, "xcomp")
    if wanted is not None and (wanted.lemma_ in words("not_acts", "verbs") or predicate.lemma_ in words("judging", "verbs")):
        return True
    if predicate.lemma_ in words("judging", "verbs") and any(child(c, "case") is not None for c in children(predicate, "obl", "advcl")):
        return True
    governed = predicate.head if predicate.dep_ == "xcomp" else predicate if wanted is not None else None
    if governed is not None and any(a.text == "I" for a in subjects(governed)):
        return True  # "I want to come back to your question because"
    return predicate.lemma_ in ("be", "have", "do") and predicate.pos_ in ("AUX", "VERB") and child(predicate, "obj", "xcomp") is None


def _is_actor(subject: Token, scene: Scene) -> bool:
    listed = words("politics", "words")
    if subject.ent_type_ in _NAMES or subject.lower_ in listed or subject.lemma_.lower() in listed:
        return True
    if is_first_person(subject):
        return subject.lower_ == "we" and names_public(subject.sent)
    anchor = scene.cast.anchor_at(subject.idx, subject.idx + len(subject.text))
    if anchor is not None:
        return True
    if subject.pos_ == "PRON":
        return subject.lower_ in ("he", "she", "they") and names_public(subject.sent)
    return any(t.ent_type_ in _NAMES for t in subject.subtree if t.i <= subject.i) or subject.lemma_.lower() in words("acts", "nouns")
