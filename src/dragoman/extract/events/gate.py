"""When the coder abstains: too little is told, nobody's public act, an opinion, a poll, a bare possibility among people of one country.

Each rule was written from events read in releases and campaign news (docs/methods.md, "Events by reading") and names what it keeps.
"""

from spacy.tokens import Token

from dragoman.extract.events.demonyms import country_of
from dragoman.extract.events.lexicon import load_actor_words, load_lexicon
from dragoman.extract.events.parties import FIRST_PERSON, is_party, sector_of
from dragoman.extract.events.roles import tells_party
from dragoman.extract.events.senses import Act
from dragoman.extract.forms import base
from dragoman.extract.grammar import child, children, coordination_head, negation
from dragoman.extract.status import Judged
from dragoman.records.cast import Cast
from dragoman.records.findings import Event
from dragoman.records.spans import Actor

_PRIVATE_TOO = frozenset({"AID", "CONCEDE", "CONSULT", "SUPPORT", "COOPERATE"})  # what firms do to each other under the same verbs
_NEEDS_RECIPIENT = frozenset({"COOPERATE", "AID", "SANCTION", "THREATEN", "ACCUSE"})
_NEEDS_ACTOR = frozenset({"SUPPORT", "AGREE", "COOPERATE", "CONCEDE", "REJECT", "REQUEST", "THREATEN", "AID", "ACCUSE"})
_BY_WORDS = frozenset({"SUPPORT", "ACCUSE", "REJECT", "REQUEST", "AGREE", "THREATEN", "CONCEDE", "AID", "COOPERATE"})
_TOLD_ALONE = frozenset({"ASSAULT", "PROTEST"})  # a shooting in a city is an event though nobody is named
_ON_ACTS = frozenset({"SUPPORT", "ACCUSE", "REJECT"})
_PUBLIC = frozenset({"GOV", "LEG", "JUD", "MIL", "REB", "PRM", "PTY", "OPP", "COP", "SPY", "UAF"})
_VICTIMS = frozenset({"REB", "MIL", "COP", "LEG", "OPP", "JRN", "REF"})
_ANYONE = frozenset({"any", "every", "each", "no", "whatever", "whichever"})
_ASSEMBLIES = frozenset({"attend", "participate", "take", "address"})


def is_told(actor: Actor) -> bool:
    """Whether a record says which country's or whose it is: by the cast, or by a name in its words."""
    return (
        actor.entity is not None
        or actor.country is not None
        or any(w[:1].isupper() for w in actor.name.split()[1:])
        or actor.name[:1].isupper()
    )


def is_public(act: Act, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether an act is anyone's politics: where firms do it too, a state, a body, a person or an office-holder stands on one side."""
    if act.type not in _PRIVATE_TOO and act.mode != "resign":
        return True
    people = any(t.ent_type_ == "PERSON" for t in (*act.actors, *act.recipients)) and act.mode != "resign" and act.type != "CONSULT"
    return people or any(_stands_for_public(p) for p in (*actors, *recipients))


def _stands_for_public(party: Actor) -> bool:
    """Whether a party is of a table, of a public sector or a nation's; a firm is none, whatever its country."""
    named = any(country_of(w) is not None for w in party.name.split()) or party.entity in (None, party.country)
    nations = party.sector is None and party.country is not None and named
    return _is_known(party.entity) or party.sector not in (None, "BUS") or nations


def _is_known(entity: str | None) -> bool:
    return entity is not None and not entity.startswith("doc:")


def is_thin(act: Act, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether too little is told for an event: PLOVER requires a recipient for some types, and an act of words has a speaker."""
    if not actors and (act.type in _NEEDS_ACTOR and not (act.how == "noun" and act.type == "AID")):
        return True
    if not recipients and act.type in _NEEDS_RECIPIENT:
        return True
    if act.type == "CONSULT" and act.how == "verb" and not recipients and act.token.lemma_ == "meet" and _is_one(act):
        return True
    bare = act.how == "verb" and act.token.tag_ in ("VB", "VBP") and child(act.token, "mark", "nsubj") is None
    if not actors and act.type == "CONSULT" and bare:
        return True  # "Meet the Press"
    if not recipients and act.how == "light" and act.type == "CONSULT" and base(act.verb or act.token) in _ASSEMBLIES:
        return True
    if not actors and (act.role == "deep" or (act.how == "verb" and _is_loose(act.token))):
        return True  # "repressing dissent": nobody does it
    if actors or act.how not in ("noun", "light", "end"):
        return False
    if act.how == "noun" and act.type not in _TOLD_ALONE and act.mode != "visit" and act.token.dep_ not in ("nsubj", "nsubj:pass", "ROOT"):
        return True
    if act.type == "PROTEST" and not any(r.country or r.sector == "GOV" for r in recipients):
        return True
    return not any(is_told(r) or (r.sector in _VICTIMS if act.how == "noun" else r.sector) for r in recipients)


def _is_one(act: Act) -> bool:
    return len(act.actors) == 1 and act.actors[0].tag_ not in ("NNS", "NNPS")


def _is_loose(verb: Token) -> bool:
    """Whether a verb is an infinitive or gerund inside another clause, so that its own subject cannot be left out as known."""
    return verb.tag_ in ("VB", "VBG") and verb.dep_ not in ("ROOT", "csubj") and child(verb, "nsubj", "nsubj:pass", "aux") is None


def is_wish(act: Act, quoted: bool) -> bool:
    """Whether the text, not the one who wants it, says that one wants something of another ("Paris wants Berlin to pay more")."""
    return act.type == "REQUEST" and base(act.token) == "want" and not quoted


def is_private_view(act: Act, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether somebody unknown sides with a politician (a voter's view), or somebody at home only wants something of others."""
    if act.type == "SUPPORT" and base(act.token) in ("support", "back", "like", "appreciate"):
        return (
            bool(actors)
            and all(a.sector in (None, "CVL") and a.country is None and (a.entity is None or a.entity.startswith("doc:")) for a in actors)
            and not any(t.ent_type_ in ("ORG", "GPE", "NORP") for t in act.actors)
        )
    if act.type == "REQUEST" and base(act.token) == "want":
        mine, theirs = {a.country for a in actors} - {None}, {r.country for r in recipients} - {None}
        return not (mine and theirs and not mine & theirs)
    return False


def is_alone(event: Event) -> bool:
    """Whether talks or a visit name nobody and no place on the other side, after all mentions are joined."""
    return event.type == "CONSULT" and not event.recipients and len(event.actors) < 2


def is_small_talk(act: Act, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether somebody only spoke to people of no office at home (an interview, a voter): no consultation."""
    if act.type != "CONSULT" or act.how != "verb":
        return False
    if base(act.token) == "meet" and act.recipients and all(_is_family_or_anybody(t, act) for t in act.recipients):
        return True
    if base(act.token) not in ("speak", "talk", "chat", "discuss"):
        return False
    mine, theirs = {a.country for a in actors} - {None}, {r.country for r in recipients} - {None}
    if mine and theirs and not mine & theirs:
        return False
    return not any(_is_known(r.entity) or r.sector in _PUBLIC for r in recipients)


def _is_family_or_anybody(token: Token, act: Act) -> bool:
    """Whether a party met is a relative, or nobody in particular in a denial ("has never met an opponent like that")."""
    anybody = negation(act.token) is not None and any(c.lower_ in ("a", "an", "any") for c in children(token, "det"))
    return anybody or base(token) in load_actor_words().family


def is_way_home(act: Act, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether someone only goes about at home ("flew back to Washington"); a visit in so many words counts at home too."""
    if act.mode != "visit" or act.how != "verb":
        return False
    if any(t.lower_ == "it" for t in children(act.token, "nsubj", "expl")):
        return True  # "when it comes to Iran"
    if all(a.entity is not None and a.entity.startswith("doc:") and a.sector is None and a.country is None for a in actors):
        return True  # somebody's trip
    if base(act.token) in ("visit", "tour"):
        return False
    home = {a.country for a in actors} - {None}
    return bool(home) and bool(recipients) and all(r.country in home for r in recipients)


def is_about_things(act: Act, cast: Cast) -> bool:
    """Whether an act of words or of giving is done to a thing ("rejects the term"), not to a party or to what a party did.

    Kept: what names a party in its words ("Slovenia's call"), and an act or decision that the lexicon knows ("condemned the attack").
    """
    if (act.type not in _BY_WORDS and act.mode not in ("restrict", "censor")) or not act.recipients:
        return False
    places = load_actor_words().places
    if act.type == "AID":
        return act.role == "obj" and not any(is_party(t, cast) or base(t) in places or t.pos_ == "NUM" for t in act.recipients)
    return not any(tells_party(t, cast) or base(t) in places or (act.type in _ON_ACTS and _is_act(t)) for t in act.recipients)


def _is_act(token: Token) -> bool:
    nouns, matters = load_lexicon().nouns, load_lexicon().matters
    return any(base(t) in nouns or base(t) in matters for t in (token, *children(token, "compound")))


def is_heard(act: Act) -> bool:
    """Whether somebody only gives an interview or a speech."""
    if act.type != "CONSULT" or base(act.token) not in ("speak", "talk") or not act.recipients:
        return False
    kinds = {sector_of(t) for t in act.recipients}
    return kinds <= {"JRN"} or (act.role == "to" and kinds <= {"PTY", "CVL", "EDU", "LAB"})


def is_title(act: Act) -> bool:
    """Whether the words are the title of a programme or piece ("Meet the Press")."""
    token = act.verb or act.token
    return token.text[:1].isupper() and token.i > token.sent.start and token.nbor(-1).is_quote and not token.sent.text.istitle()


def is_meeting_of_nobody(act: Act, cast: Cast) -> bool:
    """Whether talks name no party on the other side but things ("discussions of key issues")."""
    if act.type != "CONSULT" or not act.recipients or any(tells_party(t, cast) for t in act.recipients):
        return False
    return act.mode != "visit" or not any(base(t) in load_actor_words().places for t in act.recipients)


def is_asked(act: Act) -> bool:
    """Whether a question asks about the act; a noun that takes it for granted ("What is behind X's visit to Y?") is told all the same."""
    sentence = act.token.sent
    if any(base(a) == "wonder" for a in act.token.ancestors):
        return True
    if not any(t.text == "?" for t in sentence[-3:]):
        return False
    return act.how != "noun" or not act.actors or child(act.token, "nmod:poss") is None


def is_no_comment(act: Act, cast: Cast) -> bool:
    """Whether a speaker declines to go into something ("I'm not going to speak to that")."""
    if act.type != "CONSULT" or act.role != "to" or base(act.token) not in ("speak", "talk"):
        return False
    return negation(act.token) is not None and any(t.lower_ in ("i", "we") for t in act.actors)


def is_exhortation(act: Act) -> bool:
    """Whether a speaker only says what one's own side must do ("we must reaffirm", "we need to push")."""
    verb = act.verb or act.token
    chain = [verb, *(a for _, a in zip(range(3), verb.ancestors, strict=False) if a.pos_ in ("VERB", "AUX"))]
    for token in chain:
        own = [c for c in children(token, "nsubj") if c.lower_ in FIRST_PERSON]
        duty = any(c.lower_ in ("must", "should", "ought") for c in children(token, "aux")) or base(token) in ("need", "get", "have")
        if own and duty and (token.i == verb.i or _complements(token, chain)):
            return any(c.lower_ in ("must", "should", "ought") for c in children(token, "aux")) or token.i != verb.i
    return False


def _complements(token: Token, chain: list[Token]) -> bool:
    return any(c in chain for c in children(token, "xcomp"))


def is_own_good(act: Act) -> bool:
    """Whether a side only defends or backs what is its own ("its citizens", "our interests"), or shields people at large."""
    if act.type == "SUPPORT" and base(act.token) == "defend" and act.recipients and all(t.tag_ in ("NNS", "NNPS") for t in act.recipients):
        return True
    return (
        act.type == "SUPPORT"
        and bool(act.recipients)
        and (all(_is_ones_own(t) for t in act.recipients) or any(_is_ones_own(t) for t in children(act.token, "obj")))
        and base(act.token) in ("recognize", "recognise", "defend", "support", "back", "champion", "honor", "honour")
    )


def _is_ones_own(token: Token) -> bool:
    return token.lower_ in ("our", "its", "their", "itself", "ourselves", "themselves") or any(
        c.pos_ == "PRON" for c in children(token, "nmod:poss")
    )


def is_topic(act: Act) -> bool:
    """Whether an act is only what is talked about or worth doing ("discussed strengthening ties", "ways to expand aid")."""
    topic = load_lexicon().topic
    if any(a.lower_ in topic["interest"] for _, a in zip(range(3), (act.verb or act.token).ancestors, strict=False)):
        return act.type in topic["types"]
    if act.type not in topic["types"]:
        return False
    token = coordination_head(act.verb or act.token)
    if (
        token.dep_ in ("xcomp", "ccomp", "obj", "advcl")
        and base(token.head) in topic["verbs"]
        and (token.dep_ == "obj" or token.tag_ == "VBG")
    ):
        return True
    return token.dep_ in ("acl", "nmod") and base(token.head) in topic["nouns"]


def is_opinion_poll(act: Act, sentence: str) -> bool:
    """Whether a sentence counts whom people favour: backing there is an answer to a question."""
    return act.type in ("SUPPORT", "ACCUSE", "REJECT") and bool(set(sentence.lower().split()) & load_lexicon().poll)


def is_generic(act: Act) -> bool:
    """Whether an act is what a kind of people does at large ("presidents criticizing judges"): bare plurals, no tense of an event."""
    verb = act.verb or act.token
    if act.actors and all(any(c.lower_ in _ANYONE for c in children(t, "det")) for t in act.actors):
        return True
    if not act.actors or act.how == "noun" or act.type not in _BY_WORDS or verb.tag_ not in ("VBP", "VBG"):
        return False
    if verb.tag_ == "VBG" and any(c.dep_ == "aux" for c in verb.children):
        return False
    return all(_is_bare_plural(t) for t in act.actors)


def _is_bare_plural(token: Token) -> bool:
    return (
        token.tag_ == "NNS"
        and not token.ent_type_
        and not any(c.dep_ in ("det", "nummod", "nmod:poss", "amod", "nmod", "acl:relcl", "compound") for c in token.children)
    )


def is_mere_possibility(act: Act, judged: Judged, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether what might or should be concerns no two sides of world politics: one country's people weighing each other."""
    if judged.status != "hypothetical":
        return False
    mine, theirs = {a.country for a in actors} - {None}, {r.country for r in recipients} - {None}
    if mine and mine == theirs:
        return True
    if act.type in _BY_WORDS and act.type != "AID":
        return not (actors and theirs and (mine or any(a.sector for a in actors)))
    if not recipients:
        return True
    return not theirs and not any(r.sector in _PUBLIC for r in recipients)


def abstains(act: Act, cast: Cast) -> bool:
    """Whether an act is no event between parties, by its own words."""
    return (
        is_asked(act)
        or is_about_things(act, cast)
        or is_meeting_of_nobody(act, cast)
        or is_heard(act)
        or is_title(act)
        or is_generic(act)
        or is_topic(act)
        or is_exhortation(act)
        or is_own_good(act)
        or is_opinion_poll(act, act.token.sent.text)
    )
