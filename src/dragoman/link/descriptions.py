"""Descriptions: "the analyst", "the US secretary of state", "the Central Asian nation", "Kazakh officials", appositions."""

from collections.abc import Callable

from spacy.tokens import Token

from dragoman.link.people import is_office, note_role
from dragoman.link.persons_table import persons_table_of
from dragoman.link.roles import Role, phrase_at, role_of_phrase
from dragoman.link.scene import Character, Found, Scene

Fits = Callable[[Found], bool]
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_BACK = 80  # how many earlier findings a description may look back over


class Descriptions:
    """Resolves descriptions from left to right; ``history`` is what was found before, in order."""

    def __init__(self, scene: Scene, history: list[Found]) -> None:
        self.scene, self.history = scene, history
        self.known = {f.character.entity: f.character for f in scene.found_at if f is not None and f.character.entity}

    def read(self, token: Token) -> Found | None:
        """Return what a noun describes, where it is the head of a description, else None."""
        word = self.scene.lower(token)
        lemma = token.lemma_.lower()
        lexicon = self.scene.lexicon
        if any(c.dep_ == "cop" for c in token.children):
            return None  # "he is the establishment candidate" says what somebody is, not who
        if token.i and token.pos_ == "PROPN" and self._is_part_of_name(token):
            return None
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or token.dep_ in {"compound", "amod", "flat", "nmod:unmarked"}:
            return None
        role = role_of_phrase(self.scene, token)
        if role is not None and token.tag_ not in {"NNS", "NNPS"}:
            return self._read_person(token, role) or self._unknown(token, role)
        if word in lexicon.people_nouns or lemma in lexicon.people_nouns or word in lexicon.rebel_nouns:
            return self._read_people(token, word)
        if word in lexicon.government_nouns or lemma in lexicon.government_nouns:
            return self._read_government(token)
        if token.tag_ in {"NNS", "NNPS"}:
            return None
        if lemma in lexicon.body_nouns or lemma in lexicon.organisation_nouns:
            return self._read_body(token, lemma)
        if lemma in lexicon.state_nouns:
            return self._read_state(token)
        return None

    def _is_part_of_name(self, token: Token) -> bool:
        """Whether a capitalised word beside it shows a name that nobody found: "Ledyard King", "Minister Solano"."""
        if token.i + 1 < len(self.scene.doc) and token.text.istitle():
            after = self.scene.doc[token.i + 1]
            if (
                after.pos_ == "PROPN"
                and after.text.istitle()
                and after.head.i in {token.i, token.head.i}
                and self.scene.mention_of[after.i] < 0
            ):
                return phrase_at(self.scene, after.i) is None
        before = self.scene.doc[token.i - 1]
        if before.pos_ != "PROPN" or not before.text[:1].isupper() or self.scene.mention_of[before.i] >= 0:
            return False
        return self.scene.nation_ending(token.i, max(0, token.i - 3)) is None and phrase_at(self.scene, before.i) is None

    # One person

    def _read_person(self, token: Token, role: Role) -> Found | None:
        definite = self._determiner(token) in _DEFINITE
        possessor = next((c for c in token.children if c.dep_ == "nmod:poss"), None)
        named = self._apposition(token)
        if named is not None and named.type in {"person", "office"}:
            note_role(named.character, role)
            return self._found(role.start, role.end, token, named.character, named.type)
        if role.offices and (definite or role.country or token.pos_ == "PROPN") and not self._is_indefinite(token):
            holder = self._holder(role)
            if holder is not None:
                return self._found(role.start, role.end, token, holder, "person" if token.pos_ == "NOUN" else "office")
        if definite or (
            token.tag_ == "NNP" and token.text[:1].isupper() and self._determiner(token) is None and possessor is None and role.offices
        ):
            bearer = self._bearer(token, role) or self._at_home(token, role)
            if bearer is not None:
                return self._found(role.start, role.end, token, bearer, "person")
        country = role.country or self._country_of(possessor)
        if (country and not self._is_indefinite(token) and possessor is None) or (country and "spokesperson" in role.classes):
            name = self.scene.text_of(_after_articles(self.scene, role.start), role.end)
            stranger = Character(entity=None, name=name, type="person", country=country, gender=role.gender)
            stranger.classes |= role.classes
            stranger.offices |= role.offices
            return self._found(role.start, role.end, token, stranger, "person")
        return None

    def _unknown(self, token: Token, role: Role) -> Found | None:
        """Return a person of whom the text tells the role alone ("the mayor of Roanoke"): no anchor, but no pronoun passes by."""
        if not any(c.dep_ in {"det", "nmod:poss", "nummod"} for c in token.children):
            return None  # "in general", "as president"
        character = Character(entity=None, name=role.words, type="person", gender=role.gender)
        found = self._found(token.i, token.i + 1, token, character, "person")
        found.how = "unknown"
        return found

    def _holder(self, role: Role) -> Character | None:
        """Return who bears an office: somebody the text has named with it, else the only holder on the day by the tables."""
        wanted = {role.country} if role.country else set()
        for found in reversed(self.history[-_BACK:]):
            c = found.character
            if (
                c.type == "person"
                and c.entity
                and self._bears_noun(c, role)
                and role.offices & c.offices
                and self._past_agrees(c, role)
                and (not wanted or wanted & (c.countries | {c.country}))
            ):
                return c
        if role.past or not self.scene.day or not role.country:
            return None
        table = persons_table_of(self.scene.facts)
        rows = [o for o in table.by_state.get(role.country, ()) if o.holds_on(self.scene.day) and is_office(o, role)]
        people = set(table.ids(o.person for o in rows))
        if len(people) != 1:
            return None
        entity = self.scene.facts.entities.get(people.pop())
        if entity is None:
            return None
        made = self.known.get(entity.id) or Character(entity=entity.id, name=entity.name, type="person", country=role.country)
        made.offices |= role.offices
        self.known[entity.id] = made
        return made

    def _at_home(self, token: Token, role: Role) -> Character | None:
        """Return who "the Secretary", "the President" is in a paper of that one's own government."""
        if self.scene.home is None or role.past or role.country or not token.text[:1].isupper() or token.i + 1 - role.start > 2:
            return None
        offices = {"secretary": {"foreign_minister"}, "president": {"head_of_state"}}.get(token.lower_, set(role.offices))
        home = Role(start=role.start, end=role.end, classes=set(), offices=offices, country=self.scene.home, title=role.title)
        return self._holder(home) if offices else None

    def _past_agrees(self, c: Character, role: Role) -> bool:
        held_now = bool(self.scene.offices_of(c.entity or "")) if (c.entity or "").startswith("person:") else not c.past
        return held_now != role.past or not (c.entity or "").startswith("person:")

    def _bearer(self, token: Token, role: Role) -> Character | None:
        """Return the last person before who bears a role of the same class, office or gendered noun."""
        if "counterpart" in role.classes or "relative" in role.classes or self._is_another(token):
            return None
        generic = token.lemma_.lower() in self.scene.lexicon.generic_roles
        rank = role.nouns & {"deputy", "vice", "assistant", "under", "associate", "undersecretary"}
        seen: set[int] = set()
        sentence = self.scene.sentence_of[token.i]
        for found in reversed(self.history[-_BACK:]):
            c = found.character
            if c.type != "person" or c.entity is None or id(c) in seen or sentence - self.scene.sentence_of[found.head] > 12:
                continue
            seen.add(id(c))
            if rank - c.nouns or (role.country and role.country not in c.countries | {c.country}):
                continue
            if role.gender and c.gender and role.gender != c.gender:
                continue
            if role.offices and not role.offices & c.offices and not self._was(c, role):
                continue
            if (role.offices & c.offices and self._bears_noun(c, role)) or (
                role.classes & c.classes and (generic or token.lemma_.lower() in c.nouns)
            ):
                return c
        return None

    def _bears_noun(self, c: Character, role: Role) -> bool:
        """Whether somebody's title has the noun of a role: a secretary of state is not called "the foreign minister"."""
        return not c.nouns or bool(role.nouns & c.nouns - {"of", "state", "general"}) or bool(role.nouns & self.scene.lexicon.generic_roles)

    def _is_another(self, token: Token) -> bool:
        """Whether words before a noun say that it is somebody not spoken of so far: "the new leader", "another analyst"."""
        return any(c.lower_ in self.scene.lexicon.new_words for c in token.children if c.i < token.i)

    def _was(self, c: Character, role: Role) -> bool:
        if not role.past or not c.entity:
            return False
        return any(o.office in role.offices for o in self.scene.facts.offices_of(c.entity))

    # Several people

    def _read_people(self, token: Token, word: str) -> Found | None:
        lexicon = self.scene.lexicon
        if word in lexicon.rebel_nouns and self._determiner(token) in _DEFINITE and not self._nation_before(token):
            group = self._last(
                lambda f: f.character.sector in {"REB", "UAF", "rebel"} or (f.type == "group" and f.character.entity is not None), token
            )
            if group is not None:
                return self._phrase(token, group.character, "group")
        if word in {"fighters", "militants", "rebels", "forces", "leaders", "officials", "insurgents"}:
            inside = self._body_before(token)
            if inside is not None and inside.type in {"group", "organisation"} and word in lexicon.rebel_nouns:
                return self._phrase(token, inside, "group")
        if word == "opposition" and any(c.dep_ == "nmod" for c in token.children):
            return None  # "opposition to the pipeline"
        country = self._nation_before(token) or self._country_of_owner(token) or self._country_under(token)
        if country is None and token.dep_ == "conj" and not any(c.dep_ in {"det", "nmod:poss", "amod"} for c in token.children):
            first = self._at(token.head.i)  # "US generals and officials"
            country = first.character.country if first is not None and first.how == "description" and first.type == "group" else None
        if country is None:
            return None
        start = self._first(token)
        name = self.scene.text_of(_after_articles(self.scene, start), token.i + 1)
        group_character = Character(entity=None, name=name, type="group", country=country, plural=True)
        return self._found(start, token.i + 1, token, group_character, "group")

    def _read_government(self, token: Token) -> Found | None:
        if token.lemma_.lower() == "leadership" and any(
            (c.dep_ == "nmod" and c.i > token.i) or c.lower_ in {"global", "regional", "moral"} for c in token.children
        ):
            return None  # a quality, not those who govern
        country = self._nation_before(token) or self._country_under(token)
        possessor = next((c for c in token.children if c.dep_ in {"nmod:poss", "compound"}), None)
        if country is None and possessor is not None:
            owner = self._at(possessor.i)
            country = owner.character.country if owner else None
        bare = self._first(token) >= token.i - 1
        if country is None and bare and self._determiner(token) in _DEFINITE and token.lemma_.lower() in {"government", "regime"}:
            last = self._last(lambda f: f.type in {"government", "state"} and f.character.country is not None, token)
            country = last.character.country if last and self._is_near(last, token) and self._is_only_state(token) else None
        if country is None:
            return None
        entity = self.scene.facts.entities.get(country)
        start = self._first(token)
        character = self._state(country) or Character(
            entity=country if entity else None,
            name=entity.name if entity else self.scene.text_of(start, token.i + 1),
            type="state",
            country=country,
        )
        return self._found(start, token.i + 1, token, character, "government")

    def _state(self, country: str) -> Character | None:
        found = self.known.get(country)
        return found if found is not None and found.type == "state" else None

    # Bodies and states

    def _read_body(self, token: Token, lemma: str) -> Found | None:
        named = self._apposition(token)
        if named is not None and named.type in {"organisation", "government", "group"}:
            return self._phrase(token, named.character, named.type)
        if self._determiner(token) not in _DEFINITE or self._has_tail(token):
            return None
        pact = lemma in self.scene.lexicon.pact_nouns
        last = self._last_body(token, lemma, pact)
        if last is None or self.scene.sentence_of[token.i] - self.scene.sentence_of[last.head] > (3 if pact else 12):
            return None
        return self._phrase(token, last.character, last.type)

    def _last_body(self, token: Token, lemma: str, pact: bool) -> Found | None:
        """Return the body that "the bloc", "the ministry" means: the only fitting one nearby; a pact may be the nearest of several."""
        sentence = self.scene.sentence_of[token.i]
        words = {c.lower_ for c in token.children if c.i < token.i and c.dep_ in {"amod", "compound", "nummod", "nmod"}}
        fitting: list[Found] = []
        for found in self.history[-_BACK:]:
            c = found.character
            if found.type not in {"organisation", "government"} or c.entity == c.country or not words <= set(c.name.lower().split()):
                continue
            if sentence - self.scene.sentence_of[found.head] <= (3 if pact else 12) and self._is_called(c, lemma, pact):
                fitting.append(found)
        if not fitting or len({id(f.character) for f in fitting}) == 1:
            return fitting[-1] if fitting else None
        nearest = self.scene.sentence_of[fitting[-1].head]
        close = {id(f.character) for f in fitting if self.scene.sentence_of[f.head] == nearest}
        return fitting[-1] if pact and len(close) == 1 and sentence - nearest <= 1 else None

    def _is_called(self, c: Character, lemma: str, pact: bool) -> bool:
        if lemma in c.heads or any(lemma in h for h in c.heads if h):
            return True
        return pact and (c.entity or "").startswith("org:") and bool(self.scene.facts.members(c.entity or ""))

    def _read_state(self, token: Token) -> Found | None:
        named = self._apposition(token)
        if named is not None and named.type == "state":
            return self._phrase(token, named.character, "state")
        if self._determiner(token) not in _DEFINITE or self._has_tail(token) or token.lemma_.lower() == "power":
            return None
        members = self._region_before(token)
        candidates = self._recent_states(token, members)
        if len(candidates) != 1:
            return None
        return self._phrase(token, candidates[0], "state")

    def _recent_states(self, token: Token, members: frozenset[str] | None) -> list[Character]:
        """Return the states that "the country" may mean: of this and the two sentences before, the nearest sentence that names any.

        A subject is preferred to the rest, and a name that only modifies a noun ("US withdrawal") counts last.
        """
        sentence = self.scene.sentence_of[token.i]
        out: dict[str, tuple[int, Character]] = {}
        near: list[Character] = []  # those of the same sentence
        for found in reversed(self.history[-_BACK:]):
            distance = sentence - self.scene.sentence_of[found.head]
            if distance > (4 if members else 2):
                break
            c = found.character
            if found.type not in {"state", "place"} or c.country is None or (members is not None and c.country not in members):
                continue
            if found.type == "place" and members is None:
                continue
            dep = self.scene.doc[found.head].dep_
            weight = (
                3 - distance + (2 if dep.startswith("nsubj") else 0) - (3 if dep in {"compound", "amod", "nmod:poss"} and distance else 0)
            )
            if c.entity is None or not c.entity.isupper():
                continue
            if distance == 0:
                near.append(c)
            out[c.entity] = (max(weight, out.get(c.entity, (weight, c))[0]), c)
        here = {c.entity for c in near if c.entity in out}
        if len(here) > 1 and self.scene.home in here:
            out.pop(self.scene.home)  # a government's paper says "we" of its own
            here.discard(self.scene.home)
        if len(here) > 1:
            return []
        ranked = sorted(out.values(), key=lambda pair: -pair[0])
        if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
            return []
        return [ranked[0][1]] if ranked else []

    # Reading the phrase

    def _region_before(self, token: Token) -> frozenset[str] | None:
        for end in range(token.i, max(token.i - 3, 0), -1):
            for n in (3, 2, 1):
                if end - n >= 0:
                    region = self.scene.lexicon.region_adjectives.get(self.scene.text_of(end - n, end).casefold())
                    if region:
                        return self.scene.lexicon.regions.get(region, frozenset())
        return None

    def _determiner(self, token: Token) -> str | None:
        found: str | None = next((c.lower_ for c in token.children if c.dep_ == "det" and c.i < token.i), None)
        return found

    def _is_indefinite(self, token: Token) -> bool:
        return self._determiner(token) in {"a", "an", "some", "any", "every", "each", "no", "another", "one"} or any(
            c.dep_ == "nummod" for c in token.children
        )

    def _has_tail(self, token: Token) -> bool:
        """Whether words after the noun say which one is meant: "the country that ...", "the capital of ..."."""
        return any(c.i > token.i and c.dep_ in {"acl:relcl", "acl", "nmod"} for c in token.children)

    def _apposition(self, token: Token) -> Found | None:
        """Return the name that a noun stands in apposition to, before it or after it."""
        if token.dep_ == "appos":
            found = self._at(token.head.i)
            if found is not None and self.scene.doc[found.end].text != ":":
                return found
        after = next((c for c in token.children if c.dep_ == "appos" and c.i > token.i), None)
        found = self._at(after.i) if after is not None else None
        return found if found is not None and found.how == "name" and found.start - token.i <= 2 else None

    def _at(self, i: int) -> Found | None:
        return self.scene.found_at[i]

    def _nation_before(self, token: Token) -> str | None:
        start = self._first(token)
        i = token.i
        while i > start:
            nation = self.scene.nation_ending(i, start)
            if nation:
                return nation[1]
            number = self.scene.mention_of[i - 1]
            if (
                number >= 0
                and self.scene.mentions[number].country
                and self.scene.mentions[number].type in {"government", "organisation", "state"}
            ):
                return self.scene.country_at(number)
            i -= 1
        body = self._body_before(token)
        return body.country if body is not None else None

    def _body_before(self, token: Token) -> Character | None:
        start = self._first(token)
        for found in reversed(self.history[-6:]):
            if start <= found.start and found.end <= token.i and found.type in {"government", "organisation", "state", "group"}:
                return found.character
        return None

    def _country_under(self, token: Token) -> str | None:
        """Return the country of "officials in Kazakhstan", "the government of Kazakhstan"."""
        if any(c.dep_ == "nmod:poss" for c in token.children):
            return None
        folk = token.lower_ in self.scene.lexicon.folk
        for child in token.children:
            if folk and not any(c.dep_ == "case" and c.lower_ == "of" for c in child.children):
                continue
            if (
                child.i > token.i
                and child.dep_ == "nmod"
                and any(c.dep_ == "case" and c.lower_ in {"of", "in", "from", "at"} for c in child.children)
            ):
                number = self.scene.mention_of[child.i]
                if number >= 0:
                    return self.scene.country_at(number)
        return None

    def _country_of_owner(self, token: Token) -> str | None:
        """Return the country of the state or body that a possessive names: "its citizens", "Moscow's diplomats"."""
        owner = next((c for c in token.children if c.dep_ == "nmod:poss"), None)
        return self._country_of(owner)

    def _country_of(self, possessor: Token | None) -> str | None:
        if possessor is None:
            return None
        found = self._at(possessor.i)
        return found.character.country if found is not None and found.type in {"state", "government", "organisation"} else None

    def _first(self, token: Token) -> int:
        """Return the first token of the noun's phrase that stands right before it."""
        first = token.i
        while first > 0 and token.i - first < 10:
            before = self.scene.doc[first - 1]
            top = before
            for _ in range(4):
                if top.head.i == token.i or top.head.i == top.i:
                    break
                top = top.head
            if (
                before.tag_ == "PRP$"
                or before.is_space
                or top.head.i != token.i
                or top.dep_ not in {"det", "amod", "compound", "nmod:poss", "nummod", "nmod", "nmod:unmarked"}
            ):
                break
            first -= 1
        return int(first)

    def _last(self, fits: Fits, token: Token) -> Found | None:
        return next((f for f in reversed(self.history[-_BACK:]) if fits(f)), None)

    def _is_near(self, found: Found, token: Token) -> bool:
        return bool(self.scene.sentence_of[token.i] - self.scene.sentence_of[found.head] <= 2)

    def _is_only_state(self, token: Token) -> bool:
        """Whether the last three sentences speak of one state alone."""
        countries = {f.character.country for f in self.history[-20:] if self._is_near(f, token) and f.type in {"state", "government"}}
        return len(countries - {None}) == 1

    def _phrase(self, token: Token, character: Character, kind: str) -> Found:
        return self._found(self._first(token), token.i + 1, token, character, kind)

    def _found(self, start: int, end: int, token: Token, character: Character, kind: str) -> Found:
        return Found(
            start=start,
            end=max(end, token.i + 1),
            head=token.i,
            character=character,
            how="description",
            type=kind,
            name_start=start,
            name_end=max(end, token.i + 1),
        )


def _after_articles(scene: Scene, start: int) -> int:
    while scene.doc[start].lower_ in _DEFINITE | {"a", "an"} and start + 1 < len(scene.doc):
        start += 1
    return start
