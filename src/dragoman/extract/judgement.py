"""Which likelihood phrases make a forecast: a judgement of what will come, not a plan, a promise, a rule, a wish or a question."""

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.clauses import clause_span, is_first_person, is_same, ref_of, span_of
from dragoman.extract.dates import FoundDate
from dragoman.extract.grammar import auxiliaries, child, children, negation, subjects
from dragoman.extract.likelihood import Hedge, words
from dragoman.extract.voices import Voices
from dragoman.records.cast import Cast
from dragoman.records.document import Document
from dragoman.records.spans import Span

_AGENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_AGENT_ANCHORS = frozenset({"person", "state", "government", "organisation", "group", "office"})
_SHORTEST = 3  # words of a proposition; "they will" leaves what they will do to another sentence
_HUMAN = frozenset({"he", "she", "they", "who", "you", "one", "everyone", "anyone", "someone", "nobody"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules look at beside the parse."""

    document: Document
    cast: Cast
    voices: Voices
    dates: tuple[FoundDate, ...] = ()


def is_forecast(hedge: Hedge, scene: Scene) -> bool:
    """Whether a likelihood phrase over a proposition is somebody's judgement of what will come."""
    if sum(t.is_alpha for t in hedge.whole.subtree) < _SHORTEST and hedge.form != "noun":
        return False
    if hedge.head.sent.text.rstrip("”\"' \n").endswith("?") or _is_question(hedge.whole):
        return False
    if _is_wished(hedge) or _is_askers(hedge, scene):
        return False
    if _looks_back(hedge.head) or _is_own_promise(hedge, scene) or _is_disbelieved(hedge.whole):
        return False
    if hedge.form == "modal":
        return _is_predicted(hedge, scene)
    if hedge.form == "adverb":
        return not _is_compared(hedge) and _is_weighed(hedge)
    if hedge.form == "infinitive":
        return _is_judged(hedge, scene)
    if hedge.form == "impersonal":
        return not _is_told_past(hedge.words[-1], scene) and (_is_future(hedge.head) or not _is_past(hedge.head))
    if hedge.form == "verb":
        if _is_programme(hedge):
            return False
        return not _is_told_past(hedge.words[-1], scene) and (_is_future(hedge.head) or hedge.head.tag_ == "VB")
    return True


def _is_wished(hedge: Hedge) -> bool:
    """Whether the proposition stands under a wish, a promise or an order, or is put to the reader ("you could possibly imagine")."""
    subject, lists = _subject(hedge), words()["wish"]
    things = (subject, child(hedge.head, "obj"), child(hedge.whole, "obj"))
    if any(t is not None and t.lower_ == "you" for t in things) or hedge.head.lemma_ in lists["adjectives"]:
        return True
    if any(c.lower_ in lists["adverbs"] for top in (hedge.head, hedge.whole) for c in children(top, "advmod")):
        return True
    node, over = hedge.whole, hedge.whole.head
    if node.dep_ in ("acl", "ccomp") and over.lemma_.lower() in lists["nouns"]:
        return True
    return node.dep_ in ("ccomp", "xcomp") and over.i != node.i and over.lemma_ in lists["verbs"] | lists["adjectives"]


def _is_askers(hedge: Hedge, scene: Scene) -> bool:
    speaker, _ = scene.voices.speaker_at(hedge.words[0].idx)
    return speaker is not None and speaker.name.lower().rstrip(":") in words()["askers"]["names"]


def _is_disbelieved(head: Token) -> bool:
    """Whether the clause is asked about or denied by what governs it ("does not believe that", "doubts that", "why", "whether")."""
    if any(
        c.lower_ in ("why", "how", "whether", "what", "who", "when", "where") and c.i < head.i
        for c in children(head, "advmod", "mark", "obj", "nsubj")
    ):
        return True
    governor = head.head
    if governor.dep_ == "acl" and head.dep_ == "ccomp":
        return True  # "stories suggesting that": nobody in the text is said to hold it
    if any(_inside_condition(a) for a in list(governor.ancestors)[:3]) and head.dep_ == "ccomp":
        return True  # "if they want to argue that"
    teller = child(governor, "nsubj") if head.dep_ == "ccomp" and governor.i != head.i else None
    if teller is not None and any(t.lower_ in words()["wish"]["nobody"] for t in (teller, *children(teller, "det", "amod"))):
        return True
    if any(
        a.dep_ in ("xcomp", "ccomp", "advcl") and negation(a.head) is not None for a in list(head.ancestors)[:3] if head.dep_ == "ccomp"
    ):
        return True
    return (
        head.dep_ == "ccomp" and governor.i != head.i and (negation(governor) is not None or governor.lemma_ in words()["verbs"]["doubt"])
    )


def _is_programme(hedge: Hedge) -> bool:
    """Whether "we expect the talks to focus on" tells the speaker's own programme, or the complement is another clause ("as X drops")."""
    subject, mark = child(hedge.words[-1], "nsubj"), child(hedge.head, "mark")
    if subject is not None and subject.lower_ == "you":
        return True  # "you can anticipate that she will raise"
    if any(a.lower_ in ("can", "should", "could", "must") for a in auxiliaries(hedge.words[-1])):
        return True  # "audiences can expect him to"
    promised = subjects(hedge.head)
    if subject is not None and is_first_person(subject) and any(is_first_person(t) for t in promised):
        return True  # "I expect we will share more"
    own = subject is not None and is_first_person(subject) and hedge.head.lemma_ in words()["schedule"]["verbs"]
    return own or (mark is not None and mark.lower_ not in ("that", "to"))


def _is_weighed(hedge: Hedge) -> bool:
    """Whether an adverb weighs what will come: a future predicate, or a present one that names a consequence."""
    head, lists = hedge.head, words()
    if head.lemma_ in lists["verbs"]["duty"]:
        return False
    if _is_future(head):
        modal = next((a.lower_ for a in auxiliaries(head) if a.tag_ == "MD"), "")
        return (
            modal not in lists["modals"]["would"] or find_condition(hedge) is not None or hedge.words[-1].lower_ not in ("perhaps", "maybe")
        )
    return head.tag_ in ("VBZ", "VBP") and head.lemma_ in lists["verbs"]["consequence"]


def _is_question(head: Token) -> bool:
    subject = child(head, "nsubj", "nsubj:pass")
    first = child(head, "aux", "cop")
    return (
        subject is not None
        and first is not None
        and first.i < subject.i
        and not any(t.lower_ in ("nor", "neither", "only") for t in head.lefts)
    )


def _looks_back(head: Token) -> bool:
    """Whether the predicate is perfect ("may have known", "would have won"), which tells of the past."""
    aux = [a.lower_ for a in auxiliaries(head)]
    return "have" in aux and head.tag_ in ("VBN", "VBD", "JJ", "NN", "VB")


def _is_past(head: Token) -> bool:
    aux = auxiliaries(head)
    first = aux[0] if aux else head
    return first.tag_ in ("VBD", "VBN")


def _is_told_past(trigger: Token, scene: Scene) -> bool:
    """Whether the likelihood itself lies in the past ("was likely to"); inside a quote that is only the tense of reporting."""
    return _is_past(trigger) and scene.voices.quote_at(trigger.idx) is None


def _is_future(head: Token) -> bool:
    aux = auxiliaries(head)
    modal = next((a.lower_ for a in aux if a.tag_ == "MD"), None)
    if modal is None:
        return head.lemma_ == "go" and child(head, "xcomp") is not None
    modals = words()["modals"]
    return any(modal in modals[k] for k in ("will", "may", "would"))


def _subject(hedge: Hedge) -> Token | None:
    found = subjects(hedge.whole) or subjects(hedge.head)
    return found[0] if found else None


def is_agent(subject: Token | None, cast: Cast) -> bool:
    """Whether a subject decides its own acts: a person, a state, an organisation, a group."""
    if subject is None:
        return False
    if subject.lower_ in _HUMAN or is_first_person(subject) or subject.ent_type_ in _AGENTS:
        return True
    anchor = cast.anchor_at(subject.idx, subject.idx + len(subject.text))
    return (anchor is not None and anchor.type in _AGENT_ANCHORS) or subject.lemma_.lower() in words()["agents"]["nouns"]


def _is_own_promise(hedge: Hedge, scene: Scene) -> bool:
    """Whether a speaker tells what he himself will do; a likelihood word beside it makes it a judgement all the same."""
    subject = _subject(hedge)
    if subject is None:
        return hedge.form == "modal"
    if is_first_person(subject) or any(is_first_person(s) for s in children(hedge.whole, "nsubj")):
        given = hedge.words[-1].lower_
        return hedge.form in ("modal", "adverb") or given == "sure" or given in words()["predicates"]["scheduled"]
    if hedge.form == "adverb":
        teller, _ = scene.voices.speaker_at(hedge.words[0].idx)
        return is_same(teller, ref_of(subject, scene.cast))  # "he would probably campaign", he said
    if hedge.form != "modal":
        return False
    speaker, quote = scene.voices.speaker_at(hedge.words[0].idx)
    if quote is None:
        return False
    if is_same(speaker, ref_of(subject, scene.cast)):
        return True
    anchored = scene.cast.anchor_at(subject.idx, subject.idx + len(subject.text))
    return subject.lower_ in ("he", "she", "they", "it") and anchored is None


def _is_predicted(hedge: Hedge, scene: Scene) -> bool:
    """Whether a bare modal predicts: not a schedule, not a permission, not an ability, not a promise."""
    head, modal = hedge.head, hedge.words[0].lower_
    if hedge.whole.dep_ in ("acl:relcl", "advcl", "advcl:relcl", "csubj", "acl", "nmod") or _inside_condition(hedge.whole):
        return False
    lists, subject = words(), _subject(hedge)
    if _asks_within(hedge.whole) or (hedge.whole.dep_ == "conj" and child(hedge.whole, "nsubj", "nsubj:pass", "expl") is None):
        return False  # a bare conjunct belongs to the forecast before it
    if (
        subject is None
        or (modal not in lists["modals"]["may"] and head.pos_ != "ADJ" and subject.lemma_.lower() in lists["programme"]["nouns"])
        or is_first_person(subject)
        or subject.lower_ in ("you", "one", "who", "which", "that", "what")
    ):
        return False
    if modal in lists["modals"]["would"]:
        return find_condition(hedge) is not None and head.lemma_ not in lists["ability"]["verbs"] | lists["verbs"]["duty"]
    if not _is_held(hedge, scene) and find_condition(hedge) is None:
        _, quote = scene.voices.speaker_at(hedge.words[0].idx)
        if _is_official(scene) or (quote is None and modal not in lists["modals"]["may"]):
            return False  # what a government says will be is its programme; what an outlet says will be, the next days' calendar
    if modal in lists["modals"]["may"]:
        return _is_epistemic(hedge, subject, scene)
    return _is_foretold(hedge, subject, scene)


def _is_official(scene: Scene) -> bool:
    """Whether a government publishes the text."""
    publisher = scene.document.publisher
    return publisher is not None and "government" in (publisher.standing or "").lower()


def _is_held(hedge: Hedge, scene: Scene) -> bool:
    """Whether the words are given as a view: under "think", "believe", "predict", or by a cue that says they are a guess."""
    over = hedge.whole.head
    known = words()["verbs"]
    under = hedge.whole.dep_ == "ccomp" and over.i != hedge.whole.i and over.lemma_ in known["hold"] | known["foresee"]
    return under or _is_guessed(hedge, scene)


def _asks_within(head: Token) -> bool:
    """Whether the clause opens with a question word or a relative ("how far it could go", "whose interests might clash")."""
    before = head.left_edge.i - 1
    if before >= 0 and head.dep_ != "ROOT" and head.doc[before].tag_ in ("WP", "WP$", "WRB"):
        return True
    return any(t.tag_ in ("WDT", "WP", "WP$", "WRB") for t in head.doc[head.left_edge.i : head.left_edge.i + 2] if t.i < head.i)


def _inside_condition(head: Token) -> bool:
    mark = child(head, "mark")
    return mark is not None and mark.lower_ in words()["condition"]["marks"] | {"when", "before", "after", "while"}


def _is_epistemic(hedge: Hedge, subject: Token, scene: Scene) -> bool:
    head, modal = hedge.head, hedge.words[0].lower_
    lists = words()
    if head.lemma_ in lists["deontic"]["verbs"] or (
        modal == "could" and (head.lemma_ in lists["ability"]["verbs"] or negation(head) is not None)
    ):
        return False
    if head.pos_ != "VERB" or head.lemma_ in lists["verbs"]["stative"] or head.tag_ == "VBG":
        return False  # "might be the reason", "may lie in", "may be trying" weigh what is, not what comes
    if child(head, "aux:pass") is not None and modal in ("may", "could") and find_condition(hedge) is None:
        return False
    if modal == "could" and any(c.lower_ == "only" for c in subject.children):
        return False
    # "could" beside an agent tells as often what one was able to do; a condition settles it.
    if is_agent(subject, scene.cast) and (modal == "could" or negation(head) is not None) and find_condition(hedge) is None:
        return False
    return hedge.head.dep_ in ("ROOT", "conj", "ccomp", "parataxis")


def _is_foretold(hedge: Hedge, subject: Token, scene: Scene) -> bool:
    head, lists = hedge.head, words()
    speaker, quote = scene.voices.speaker_at(hedge.words[0].idx)
    if head.lemma_ in lists["schedule"]["verbs"] and find_condition(hedge) is None:
        return _is_guessed(hedge, scene)
    if head.lemma_ in lists["verbs"]["duty"]:
        return False
    if (child(head, "aux:pass") is not None or child(head, "case") is not None) and find_condition(hedge) is None:
        return False  # "the results will be published on Friday", "he will be in the building"
    if speaker is None or _is_funding(subject):
        return False
    if head.pos_ in ("NOUN", "PRON") and subject.lower_ in ("this", "that", "these", "those", "it"):
        return False  # "this will be an exchange of views": what is meant stands elsewhere
    if head.ent_type_ == "DATE" or (quote is None and subject.lower_ == "it"):
        return False  # "the vote will be on Monday"; what "it" is, a reader would have to guess
    if not is_agent(subject, scene.cast):
        return True
    if head.lemma_ in lists["commitment"]["verbs"] or head.tag_ == "VBG":
        return False  # "will be preparing for the vote" tells a programme
    if quote is None:
        return find_condition(hedge) is not None
    whom = ref_of(subject, scene.cast)
    return whom.country is None or whom.country != speaker.country


def _is_funding(subject: Token) -> bool:
    """Whether money given is the subject, of which "will" tells the use."""
    nouns = words()["programme"]["nouns"]
    return any(t.ent_type_ == "MONEY" or (t.dep_ == "nmod" and t.lemma_.lower() in nouns) for t in subject.subtree if t.pos_ != "PUNCT")


def _is_guessed(hedge: Hedge, scene: Scene) -> bool:
    """Whether the quote's cue says that its words are a guess ("reports suggested", "analysts believe")."""
    quote = scene.voices.quote_at(hedge.words[0].idx)
    if quote is None or quote.cue is None:
        return False
    cue = scene.document.text[quote.cue.start : quote.cue.end].lower().split()
    return any(w in words()["cues"]["guess"] for w in cue)


def _is_judged(hedge: Hedge, scene: Scene) -> bool:
    """Whether "set to", "expected to", "due to" and the like judge rather than report a programme."""
    trigger = hedge.words[-1].lower_
    if trigger in words()["predicates"]["scheduled"] and hedge.words[-1].pos_ in ("NOUN", "PROPN"):
        return False  # "a broader set of people to help"
    over = hedge.whole.head
    if hedge.whole.dep_ == "xcomp" and over.tag_ == "VBD" and over.lemma_ in ("seem", "appear", "look") and _is_told_past(over, scene):
        return False
    if trigger == "bound" and any(c.lower_ in words()["predicates"]["duty_adverbs"] for c in hedge.whole.children):
        return False
    if _is_told_past(hedge.whole, scene) and child(hedge.whole, "cop", "aux:pass", "aux") is not None:
        return False
    if _is_compared(hedge):
        return False
    if hedge.words[0].lower_ in ("more", "less") and hedge.head.lemma_ in words()["verbs"]["surveyed"]:
        return False
    if trigger not in words()["predicates"]["scheduled"]:
        return True
    if trigger == "due" or _is_past(hedge.whole):
        return False
    if hedge.whole.dep_ == "acl:relcl" or (trigger == "set" and hedge.whole.dep_ not in ("ROOT", "conj", "ccomp")):
        return False
    planned = hedge.head.lemma_ in words()["schedule"]["verbs"]
    if trigger == "expected" and any(a.lower_ in ("be", "being") for a in auxiliaries(hedge.whole)):
        return False
    return not planned


def _is_compared(hedge: Hedge) -> bool:
    """Whether likelihoods are set beside each other: "the more likely they are", "as surely as", "more likely to be found at home than"."""
    first, last = hedge.words[0], hedge.words[-1]
    before = first.doc[first.i - 1].lower_ if first.i else ""
    if first.lower_ == "as" or (first.lower_ == "more" and before == "the"):
        return True
    lead = {w.lower_ for w in hedge.words}
    return bool(lead & {"more", "less"}) and last.lower_ != "not" and any(t.lower_ == "than" and t.i > last.i for t in hedge.whole.subtree)


def find_condition(hedge: Hedge) -> Span | None:
    """Return what the proposition hangs on: an "if" clause, or a hypothetical event as its subject."""
    marks = words()["condition"]["marks"]
    for top in dict.fromkeys((hedge.whole, hedge.head, *list(hedge.whole.ancestors)[:2])):
        for c in children(top, "advcl"):
            mark = child(c, "mark")
            if mark is not None and mark.lower_ in marks and not {t.i for t in c.subtree} & {hedge.head.i}:
                return span_of(list(c.subtree), c)
            first = child(c, "aux", "cop")
            if first is not None and first.lower_ in ("should", "were", "had") and first.i == c.left_edge.i:
                return span_of(list(c.subtree), c)
    subject = _subject(hedge)
    if subject is None or subject.lemma_.lower() not in words()["hypothetical"]["nouns"]:
        return None
    if any(t.dep_ in ("det", "nmod:poss", "advmod") and t.lower_ in words()["hypothetical"]["definite"] for t in subject.children):
        return None
    return clause_span(subject)
