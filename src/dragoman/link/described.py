"""What a text says of a person's role: title, apposition, copula, "of the Institute"."""

from dataclasses import replace

from spacy.tokens import Token

from dragoman.link.people import note_role
from dragoman.link.roles import Role, role_of_phrase
from dragoman.link.scene import Character, Found, Scene
from dragoman.records.cast import Description

# "his Kazakh counterpart", "her husband": what somebody is to another, no role.
_TIES = frozenset({"counterpart", "relative", "individual"})


class Described:
    """Collects descriptions by entity; the one that tells most wins, the first among equals."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.by_entity: dict[str, Description] = {}
        self.titles: dict[int, Role] = {}

    def read_name(self, found: Found, title: Role | None) -> None:
        """Note the title before a person's name and the roles that the sentence gives the name."""
        if title is not None and title.classes | title.offices:
            self._put(found.character, title)
        self._read_country(found, title)
        self._inherit_country(found, title)
        if title is not None:
            self.titles[found.head] = title
        self._read_membership(found)
        for role in self._roles_after(self.scene.doc[found.head], found):
            note_role(found.character, role)
            self._put(found.character, role)

    def _inherit_country(self, found: Found, title: Role | None) -> None:
        """Read "Panamanian President X and Foreign Minister Y": a stranger with another office shares the nationality given before."""
        c = found.character
        if title is None or title.country or not title.offices or c.country or not (c.entity or "").startswith("doc:"):
            return
        head = self.scene.doc[found.head]
        other = self.scene.found_at[head.head.i] if head.dep_ == "conj" else None
        given = self.titles.get(other.head) if other is not None else None
        if given is not None and given.country and not given.offices & title.offices:
            title.country = given.country
            note_role(c, title)

    def _read_membership(self, found: Found) -> None:
        """Read "James Smith of the Northern Institute": a body after of, at, from or with is where a person belongs."""
        doc, scene, i = self.scene.doc, self.scene, found.end
        if found.character.entity is None or i + 2 >= len(doc) or doc[i].lower_ not in {"of", "at", "from", "with"}:
            return
        number = scene.mention_of[i + 2] if doc[i + 1].lower_ in {"the", "a", "an"} else scene.mention_of[i + 1]
        if number < 0 or scene.mentions[number].type not in {"organisation", "government"}:
            return
        if scene.mentions[number].name.split()[-1].lower() in scene.lexicon.event_words or found.character.entity.startswith("person:"):
            return  # "at the Omsk Forum" is where somebody spoke; whoever the tables know has an office
        mention, end = scene.mentions[number], doc[scene.spans[number][1] - 1]
        old = self.by_entity.get(found.character.entity)
        if old is None:
            place = {"start": doc[i].idx, "end": end.idx + len(end)}
            self.by_entity[found.character.entity] = Description(role=None, affiliation=mention.name, country=mention.country, **place)
        elif old.affiliation is None:
            self.by_entity[found.character.entity] = replace(old, affiliation=mention.name)

    def _read_country(self, found: Found, title: Role | None) -> None:
        """Read "President Putin of Russia": a state after "of" is the country of a titled person, and of one joined to that one."""
        doc, scene = self.scene.doc, self.scene
        i = found.end
        if title is None or not title.classes or i + 1 >= len(doc) or doc[i].lower_ != "of":
            return
        number = scene.mention_of[i + 1] if doc[i + 1].lower_ != "the" or i + 2 >= len(doc) else scene.mention_of[i + 2]
        if number < 0 or scene.mentions[number].type != "state" or scene.mentions[number].country is None:
            return
        title.country = title.country or scene.mentions[number].country
        note_role(found.character, title)
        head = doc[found.head]
        other = scene.found_at[head.head.i] if head.dep_ == "conj" else None
        if other is not None and other.character.type == "person" and other.character.country is None:
            other.character.country = title.country

    def _put(self, character: Character, role: Role) -> None:
        if character.entity is None or not role.words or not (role.offices or role.classes - _TIES):
            return
        doc = self.scene.doc
        end = doc[role.end - 1]
        new = Description(
            role=role.words, affiliation=role.affiliation, country=role.country, start=doc[role.start].idx, end=end.idx + len(end)
        )
        old = self.by_entity.get(character.entity)
        if old is not None and old.role is None and new.affiliation is None:
            new = replace(new, affiliation=old.affiliation)
        if old is None or old.role is None or _tells(new) > _tells(old):
            self.by_entity[character.entity] = new

    def _roles_after(self, head: Token, found: Found) -> list[Role]:
        """Return roles given by an apposition, a copula, a relative clause with a copula, or "NAME of the Institute"."""
        out: list[Role] = []
        for child in self._heads(head, found):
            role = role_of_phrase(self.scene, child)
            if (role is not None and role.start >= found.end) or (role is not None and role.end <= found.start):
                role.end = max(role.end, child.i + 1)
                out.append(role)
        return out

    def _heads(self, head: Token, found: Found) -> list[Token]:
        tokens: list[Token] = []
        if found.end < len(self.scene.doc) and self.scene.doc[found.end].text == ":":
            return tokens  # the label of a speaker: what follows is said
        for i in range(found.start, found.end):
            for child in self.scene.doc[i].children:
                if found.start <= child.i < found.end:
                    continue
                if child.dep_ in {"appos", "parataxis", "conj"} and child.i > found.end - 1 and self.scene.found_at[child.i] is None:
                    if child.dep_ == "appos" or self._follows_comma(child, found):
                        tokens.append(child)
                        tokens.extend(c for c in child.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"})
                elif child.dep_ == "acl:relcl" and any(c.dep_ == "cop" for c in child.children):
                    tokens.append(child)
        governor = head.head
        if (
            head.dep_ == "nsubj"
            and any(c.dep_ == "cop" for c in governor.children)
            and not any(c.dep_ == "neg" or c.lower_ in {"not", "n't"} for c in governor.children)
        ):
            tokens.append(governor)
        if head.dep_ == "appos" and governor.pos_ in {"NOUN", "PROPN"}:
            tokens.append(governor)
        return [t for t in tokens if t.tag_ not in {"NNS", "NNPS"} and t.pos_ in {"NOUN", "PROPN"}][:6]

    def _follows_comma(self, child: Token, found: Found) -> bool:
        """Whether a phrase stands right after the name and a comma, as an apposition that the parser called something else."""
        comma = found.end < child.i and self.scene.doc[found.end].text == ","
        return bool(comma and child.left_edge.i <= found.end + 2 and child.pos_ == "NOUN")


def _tells(description: Description) -> tuple[int, bool]:
    """Return how much a description tells: a body or state named, then more than one word, not in capitals."""
    named = (description.affiliation is not None) + (description.country is not None)
    role = description.role or ""
    return named if role else 0, " " in role and not role.isupper()
