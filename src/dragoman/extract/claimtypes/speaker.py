"""Whose "our country", "his country", "whose country" is: the state of who speaks or is spoken of."""

from spacy.tokens import Token

from dragoman.extract.claimtypes.scene import Name, Scene, is_person, is_state

_TITLE_WORDS = 4  # between a nationality and the name: "Ukrainian President", "British Foreign Secretary"


def name_just_before(scene: Scene, token: Token) -> Name | None:
    """Return the name that ends right before a token, a comma between them or not."""
    at = token.i - 1
    if at > token.sent.start and scene.tokens[at].text == ",":
        at -= 1
    return scene.by_token.get(at) if at >= token.sent.start else None


def country_of_speaker(scene: Scene, token: Token) -> Name | None:
    """Return the state of "his country": the one of the last person with a state before, told by that name or the word before it."""
    people = [n for n in scene.names_in(token.sent.start, token.i) if is_person(n)]
    people = [n for n in people if n.how == "name"] or people
    owner = scene.lower[token.i - 1] if token.i > token.sent.start else ""
    if not people and owner == "whose":
        before = name_just_before(scene, scene.tokens[token.i - 1])
        return before if is_state(before) else None
    if owner == "their":
        # "Kyrgyz traders say that their country"
        near = [n for n in scene.names_in(token.sent.start, token.i) if is_state(n) and scene.tokens[n.last].pos_ == "NOUN"]
        return near[0] if len({n.ref.entity for n in near}) == 1 else None
    if not people:
        return _country_of_official(scene, token) if token.i > token.sent.start and scene.lower[token.i - 1] in ("our", "my") else None
    states = [n for n in scene.names_in(token.sent.start, people[-1].first) if is_state(n)]
    if states and people[-1].first - states[-1].last <= _TITLE_WORDS:
        return states[-1]
    return None


def _country_of_official(scene: Scene, token: Token) -> Name | None:
    """Return the state of "our country", said by an unnamed "Georgian diplomat" later in the sentence; None where two may speak."""
    found = [n for n in scene.names_in(token.i, token.sent.end) if is_state(n) and n.last < token.sent.end]
    speaking = [
        n
        for n in found
        if scene.tokens[n.last].pos_ == "NOUN" and scene.tokens[n.last].dep_ == "nsubj" and scene.tokens[n.last].head.tag_ == "VBD"
    ]
    return speaking[0] if len(speaking) == 1 else None
