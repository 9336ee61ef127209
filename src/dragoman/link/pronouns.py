"""Pronouns: he, she, it, they and their forms, and relative pronouns. Precision first: in doubt no anchor.

A pronoun is looked for up the parse: the subjects of the clauses above it, then the subject of the sentence before, then
the only fitting name nearby. After Hobbs (1978), cut down to what a dependency tree of news makes safe.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.link.lexicon import Lexicon
from dragoman.link.scene import Found, Scene

_PERSONAL = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_BODY_TYPES = frozenset({"state", "government", "organisation", "group"})
_PLURAL_TYPES = frozenset({"group"})
_MOST_CLIMBS = 12


class Pronouns:
    """Resolves pronouns from left to right, by the findings so far (``scene.found_at``) and the sentences' subjects."""

    def __init__(self, scene: Scene, history: list[Found]) -> None:
        self.scene, self.history = scene, history

    def read(self, token: Token) -> Found | None:
        """Return whom a pronoun means, else None."""
        word = token.lower_
        if word in _PERSONAL:
            return (
                None if self._is_either(token) else self._anchor(token, self._learn(self._person(token, _PERSONAL[word]), _PERSONAL[word]))
            )
        if word in _NEUTER and token.head.lower_ not in {"kind", "own", "sort"} and not is_expletive(token, self.scene.lexicon):
            return self._anchor(token, self._by_subjects(token, _BODY_TYPES, plural=False))
        if word in _PLURAL:
            return self._anchor(token, self._by_subjects(token, _PLURAL_TYPES, plural=True))
        if word in _RELATIVE and token.tag_ in {"WDT", "WP", "WP$"}:
            return self._anchor(token, self._relative(token))
        return None

    def _anchor(self, token: Token, found: Found | None) -> Found | None:
        if found is None:
            return None
        return Found(
            start=token.i,
            end=token.i + 1,
            head=token.i,
            character=found.character,
            how="pronoun",
            type=found.type,
            name_start=token.i,
            name_end=token.i + 1,
        )

    # he, she

    def _is_either(self, token: Token) -> bool:
        """Whether it is "he or she", which means nobody."""
        doc, i = self.scene.doc, token.i
        after = i + 2 < len(doc) and doc[i + 1].lower_ in {"or", "/"} and doc[i + 2].lower_ in _PERSONAL
        return after or (i > 1 and doc[i - 1].lower_ in {"or", "/"} and doc[i - 2].lower_ in _PERSONAL)

    def _learn(self, found: Found | None, gender: str) -> Found | None:
        """Keep the gender that the first pronoun for somebody tells; later ones must agree."""
        if found is not None and found.character.gender is None:
            found.character.gender = gender
        return found

    def _person(self, token: Token, gender: str) -> Found | None:
        later = self._later_subject(token, gender)
        if later is not None:
            return later
        if self._has_open_subject(token):
            return None
        own = self._own_subject(token)
        near = [f for f in self._persons_near(token, gender) if own is None or f.character is not own.character]
        sure = {id(f.character) for f in near if f.character.gender == gender}
        for found in self._subjects_above(token):
            if found is None or not self._is_person(found, gender) or self._is_bound(token, found) or self._is_speaker(token, found):
                continue
            if own is not None and found.character is own.character:
                continue
            if found.how == "unknown" or self._is_joined(found, token) or self._is_overtaken(token, found, near):
                return None
            if found.character.gender == gender or not sure - {id(found.character)}:
                return found
        previous = self._subject_before(token)
        inside = [f for f in near if self.scene.sentence_of[f.head] == self.scene.sentence_of[token.i]]
        if previous is not None and self._is_person(previous, gender) and not self._is_speaker(token, previous):
            others = [f for f in inside if f.character is not previous.character]
            if not others or (previous.character.gender == gender and not any(f.character.gender in {gender} for f in others)):
                return self._sure(previous)
        last = [f for f in near if self.scene.sentence_of[f.head] == self.scene.sentence_of[near[-1].head]]
        if len({id(f.character) for f in last}) == 1 and self._is_alone(last[-1], near):
            return self._sure(last[-1])
        known = [f for f in near if f.character.gender == gender]
        if known and len(sure) == 1 and not any(f.how == "unknown" for f in near):
            subjects = [f for f in near if self.scene.doc[f.head].dep_.startswith("nsubj")]
            if not subjects or subjects[-1].character is known[-1].character:
                return known[-1]
        return None

    def _is_alone(self, found: Found, near: list[Found]) -> bool:
        """Whether nobody else near is named in running text; a byline is none."""
        others = [f for f in near if f.character is not found.character]
        return all(self.scene.block_of[f.head] != self.scene.block_of[found.head] for f in others)

    def _is_overtaken(self, token: Token, found: Found, near: list[Found]) -> bool:
        """Whether somebody else stands between the subject of a higher clause and a pronoun that is no subject itself."""
        if token.dep_.startswith("nsubj") or self._is_same_clause(token, found):
            return False
        return any(f.start > found.start and f.character is not found.character for f in near)

    def _is_same_clause(self, token: Token, found: Found) -> bool:
        """Whether a pronoun hangs on the verb whose subject the finding is, without another clause between."""
        verb = self.scene.doc[found.head].head
        node = token
        for _ in range(_MOST_CLIMBS):
            if node.i == verb.i:
                return True
            if node.dep_ in {"ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj"} or node.head.i == node.i:
                return False
            node = node.head
        return False

    def _sure(self, found: Found) -> Found | None:
        """Return a finding unless nobody knows who it is, or it is one of several."""
        return None if found.how == "unknown" or self._is_joined(found) else found

    def _is_person(self, found: Found, gender: str) -> bool:
        c = found.character
        return c.type == "person" and not c.plural and found.type in {"person", "office"} and c.gender in {None, gender}

    def _persons_near(self, token: Token, gender: str) -> list[Found]:
        """Return the fitting persons named or meant before the pronoun in this sentence and the two before it, in order."""
        sentence, block = self.scene.sentence_of[token.i], self.scene.block_of[token.i]
        out: list[Found] = []
        for found in reversed(self.history[-30:]):
            distance = sentence - self.scene.sentence_of[found.head]
            if distance > 2 or (distance and not self._reaches(found.head, block)):
                break
            if self._is_person(found, gender) and not self._is_bound(token, found) and not self._is_speaker(token, found):
                out.append(found)
        return out[::-1]

    def _is_bound(self, token: Token, found: Found) -> bool:
        """Whether grammar forbids it: "X met him" (another than X), the head that a possessive belongs to."""
        head = self.scene.doc[found.head]
        if found.start <= token.i < found.end:
            return True
        if token.dep_ == "nmod:poss":
            return bool(head.i == token.head.i)
        if token.lower_ in {"himself", "herself", "itself", "themselves"}:
            return False
        governor = token.head
        if token.dep_ in {"obj", "iobj", "obl", "obl:agent"}:
            return bool(head.head.i == governor.i and head.dep_.startswith("nsubj"))
        return bool(token.dep_.startswith("nsubj") and head.head.i == governor.i)

    def _is_speaker(self, token: Token, found: Found) -> bool:
        """Whether the pronoun stands in a quotation whose likely speaker, outside the marks, the finding is."""
        quoted = self.scene.in_quote
        if not quoted[token.i] or quoted[found.head]:
            return False
        return self.scene.doc[found.head].dep_.startswith("nsubj") and self._says(self.scene.doc[found.head].head)

    def _says(self, verb: Token) -> bool:
        return (
            any(c.dep_ in {"ccomp", "parataxis"} for c in verb.children)
            or verb.dep_ == "parataxis"
            or any(c.text in {"“", "”", '"', "''", "``", ":"} for c in verb.children)
        )

    def _later_subject(self, token: Token, gender: str) -> Found | None:
        """Return the main subject after a pronoun in an opening phrase: "In his speech, X said"."""
        if token.dep_ != "nmod:poss":
            return None
        root = self.scene.doc[self.scene.roots[self.scene.sentence_of[token.i]]]
        subject = next((c for c in root.children if c.dep_.startswith("nsubj") and c.i > token.i), None)
        if subject is None or any(c.dep_ in {"ccomp"} and c.i < token.i < c.i for c in root.children):
            return None
        found = self.scene.found_at[subject.i]
        if found is None or not self._is_person(found, gender) or found.character.gender != gender:
            return None
        top = token.head
        for _ in range(6):
            if top.head.i == root.i:
                break
            top = top.head
        return found if top.head.i == root.i and top.dep_ in {"obl", "advcl", "nmod"} else None

    # it, they

    def _by_subjects(self, token: Token, types: frozenset[str], plural: bool) -> Found | None:
        """Return the first subject above the pronoun if it is a state or body; any other thing that could be "it" ends the search."""
        own = self._own_subject(token)
        for found in self._subjects_above(token):
            if found is None or found.how == "unknown" or self._is_joined(found):
                return None
            if (
                (own is not None and found.character is own.character)
                or self._is_bound(token, found)
                or self._is_quoted_apart(token, found)
            ):
                continue
            if found.type in types and (self._has_rival(token, found) or (plural and self._has_people_between(token, found))):
                return None
            if found.type in types:
                return found if found.character.plural == plural or (plural and found.type == "group") else None
        if token.dep_ in {"obj", "obl"}:
            return None
        previous = self._subject_before(token)
        if previous is None or previous.how == "unknown" or self._is_joined(previous) or self._is_quoted_apart(token, previous):
            return None
        if previous.type not in types or (previous.character.plural != plural and not (plural and previous.type == "group")):
            return None
        return previous

    def _has_people_between(self, token: Token, found: Found) -> bool:
        """Whether other people stand between a subject and "they": "the authorities arrested lawyers when they ..."."""
        lexicon = self.scene.lexicon
        for i in range(found.end, token.i):
            other = self.scene.doc[i]
            role = other.tag_ == "NNS" and (other.lower_ in lexicon.people_nouns or (other.lemma_.lower(),) in lexicon.roles)
            if role or other.lower_ in {"those", "others", "people"} or (other.ent_type_ == "PERSON" and other.dep_ == "conj"):
                return True
        return False

    def _has_rival(self, token: Token, found: Found) -> bool:
        """Whether another state or body stands between a subject and a possessive in a clause of its own: "told Beijing how its forces"."""
        if token.dep_ != "nmod:poss" or not token.head.dep_.startswith("nsubj"):
            return False
        between = (f for f in reversed(self.history[-12:]) if found.end <= f.start < token.i)
        return any(f.type in _BODY_TYPES and f.character is not found.character for f in between)

    def _is_quoted_apart(self, token: Token, found: Found) -> bool:
        """Whether the pronoun is quoted and the finding is not: the speaker may mean something that was not printed."""
        return self.scene.in_quote[token.i] and not self.scene.in_quote[found.head]

    def _is_joined(self, found: Found, token: Token | None = None) -> bool:
        """Whether a subject is one of several ("Russia and China"); "X and his staff" is no such thing for "his"."""
        if found.how == "pronoun":
            return False
        for child in self.scene.doc[found.head].children:
            if child.dep_ != "conj" or (token is not None and child.left_edge.i <= token.i <= child.right_edge.i):
                continue
            other = self.scene.found_at[child.i]
            if found.character.type != "person" or (other is not None and other.character.type == "person"):
                return True
        return False

    def _has_open_subject(self, token: Token) -> bool:
        """Whether a pronoun is the object of a verb whose subject is a pronoun that nobody has resolved: "He called him a liar"."""
        if token.dep_ not in {"obj", "iobj", "obl"}:
            return False
        return any(c.dep_.startswith("nsubj") and c.lower_ in _PERSONAL and self.scene.found_at[c.i] is None for c in token.head.children)

    def _own_subject(self, token: Token) -> Found | None:
        """Return the subject of the verb whose object a pronoun is, through verbs without one ("open to modifying it")."""
        if token.dep_ not in {"obj", "iobj", "obl"} or token.lower_.endswith(("self", "selves")):
            return None
        node = token.head
        for _ in range(5):
            subject = next((c for c in node.children if c.dep_.startswith("nsubj")), None)
            if subject is not None:
                return self.scene.at(subject.i)
            if node.dep_ not in {"xcomp", "advcl", "acl", "conj", "ccomp"}:
                return None
            node = node.head
        return None

    def _subjects_above(self, token: Token) -> Iterator[Found | None]:
        """Yield the subjects of the clauses above a token, nearest first: a Found, or None for a subject that nobody knows.

        Pronouns without an anchor, expletives and relative pronouns are passed over.
        """
        node, came_from = token, token
        for _ in range(_MOST_CLIMBS):
            if node.head.i == node.i:
                return
            came_from, node = node, node.head
            if came_from.dep_ == "conj" and token.dep_ == "nmod:poss" and self.scene.found_at[node.i] is not None:
                yield self.scene.found_at[node.i]  # "Pompeo and his staff"
            if came_from.dep_ == "xcomp":
                # "allows users to mark themselves": the object of the verb above acts below
                controller = next((c for c in node.children if c.dep_ in {"obj", "iobj"} and c.i < came_from.i and c.i != token.i), None)
                if controller is not None and not _is_other_number(token, controller):
                    yield self.scene.found_at[controller.i]
            for child in node.children:
                if child.dep_.startswith(("nsubj", "csubj")) and child.i != came_from.i and child.i != token.i and child.i < token.i:
                    found = self.scene.found_at[child.i]
                    if found is not None:
                        yield found
                    elif child.pos_ in {"NOUN", "PROPN"} and not _is_other_number(token, child):
                        yield None

    def _subject_before(self, token: Token) -> Found | None:
        """Return the main subject of the sentence before, if it is of this block or of the paragraph before."""
        sentence = self.scene.sentence_of[token.i]
        if sentence == 0:
            return None
        first = self.scene.starts[sentence]
        if not self._reaches(first - 1, self.scene.block_of[token.i]):
            return None
        root = self.scene.doc[self.scene.roots[sentence - 1]]
        subject = next((c for c in root.children if c.dep_.startswith("nsubj")), None)
        return self.scene.found_at[subject.i] if subject is not None else None

    def _reaches(self, i: int, block: int) -> bool:
        """Whether the block of token ``i`` is the pronoun's own, or both are paragraphs side by side."""
        other = self.scene.block_of[i]
        if other == block:
            return True
        blocks = self.scene.document.blocks
        return other == block - 1 and blocks[other].kind == "paragraph" and blocks[block].kind == "paragraph"

    # who, which

    def _relative(self, token: Token) -> Found | None:
        """Return what the noun before a relative clause means."""
        node = token
        for _ in range(6):
            if node.dep_ == "acl:relcl":
                found = self.scene.at(node.head.i)
                if token.lower_ == "which" and found is not None and found.type in {"person", "office"}:
                    found = self._before(token)
                    return found if found is not None and found.type in _BODY_TYPES and found.how == "name" else None
                if (
                    token.lower_ == "which"
                    and found is not None
                    and found.type in {"state", "place"}
                    and self.scene.doc[token.i - 1].text != ","
                ):
                    return None
                if token.lower_ in {"who", "whom"} and found is not None and found.type not in {"person", "office", "group"}:
                    return None
                if found is not None and found.how != "unknown" and token.i >= found.end and token.i - found.end <= 8:
                    return found
                return None
            if node.head.i == node.i:
                return None
            node = node.head
        return None

    def _before(self, token: Token) -> Found | None:
        """Return the name that ends right before a relative pronoun and its comma."""
        i = token.i - 1
        if i > 0 and self.scene.doc[i].text == ",":
            i -= 1
        return self.scene.found_at[i] if i >= 0 else None


def is_expletive(token: Token, lexicon: Lexicon) -> bool:
    """Whether "it" means nothing: "it is unclear whether", "it is X that", "make it difficult to", weather and time."""
    if token.dep_.startswith("expl"):
        return True
    governor = token.head
    clauses = [c for c in governor.children if c.dep_ in {"csubj", "ccomp", "xcomp", "advcl", "acl:relcl", "acl"} and c.i > token.i]
    is_copular = any(c.dep_ == "cop" for c in governor.children)
    if token.lower_ != "it":
        return False
    if governor.lemma_.lower() in lexicon.expletive_adjectives and (is_copular or token.dep_ == "obj" or governor.pos_ == "ADJ"):
        return True
    if governor.lemma_.lower() in lexicon.expletive_verbs and clauses:
        return True
    if is_copular and any(
        c.dep_ in {"csubj", "acl:relcl", "advcl", "ccomp"}
        and any(m.lower_ in {"that", "to", "whether", "who", "how", "why", "if"} for m in c.children)
        for c in clauses
    ):
        return True
    return token.dep_ == "obj" and any(c.dep_ == "xcomp" and c.pos_ == "ADJ" for c in governor.children)


def _is_other_number(token: Token, subject: Token) -> bool:
    """Whether a subject cannot be meant because one is singular, the other plural."""
    plural_subject = subject.tag_ in {"NNS", "NNPS"}
    if token.lower_ in _PERSONAL:
        return True  # a thing is never he or she; the climb goes on
    return plural_subject != (token.lower_ in _PLURAL)
