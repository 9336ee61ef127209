"""Names to entities, and pronouns and descriptions to names: who is who in one document."""

from dataclasses import replace

from spacy.tokens import Doc

from dragoman.link.bodies import Bodies, outlets_by_name
from dragoman.link.described import Described
from dragoman.link.descriptions import Descriptions
from dragoman.link.lexicon import load_lexicon
from dragoman.link.people import People
from dragoman.link.pronouns import Pronouns
from dragoman.link.roles import Role
from dragoman.link.scene import Character, Found, Scene
from dragoman.link.speakers import Speakers
from dragoman.records.cast import Anchor, Cast
from dragoman.records.document import Document
from dragoman.records.facts import Alias, Facts, Office
from dragoman.records.findings import Mention
from dragoman.records.maker import MAKER
from dragoman.records.spans import Ref, Span

_OFFICE_ORDER = ("head_of_state", "head_of_government", "foreign_minister", "head_of_organisation")


def link_mentions(doc: Doc, document: Document, mentions: tuple[Mention, ...], facts: Facts, day: str | None = None) -> Cast:
    """Return the cast of a document: linked mentions, anchors for names, descriptions and pronouns, and roles as described.

    ``day`` is the ISO date as of which offices and names are read; without it the document's own date. Names that the tables do
    not know become entities of this document ("doc:ID/slug"). Linear in the document; nothing is resolved in doubt.
    """
    as_of = day or (document.published[:10] if document.published else None)
    scene = Scene(doc, document, _retype(mentions, facts), facts, load_lexicon(), as_of)
    described = Described(scene)
    names = _resolve_names(scene)
    for found, _ in names:
        for i in range(found.start, found.end):
            scene.found_at[i] = found
    for found, title in names:
        if found.character.type == "person":
            described.read_name(found, title)
    everything = _resolve_rest(scene, [found for found, _ in names])
    anchors = tuple(_write_anchor(scene, f) for f in everything)
    return Cast(mentions=_write_mentions(scene, everything), anchors=anchors, described=described.by_entity)


def _retype(mentions: tuple[Mention, ...], facts: Facts) -> tuple[Mention, ...]:
    """Correct types that the document itself or a table shows to be wrong.

    A word that the model took for a body is a person where a person of that surname is named in full; an outlet that it took for
    a person is an organisation, and so is a "program" or an "initiative"; a body with a first name is a person.
    """
    surnames = {m.name.split()[-1] for m in mentions if m.type == "person" and " " in m.name}
    out = []
    for m in mentions:
        kind = _right_type(m, surnames, facts)
        out.append(m if kind == m.type else replace(m, type=kind))
    return tuple(out)


def _right_type(m: Mention, surnames: set[str], facts: Facts) -> str:
    lexicon, rows = load_lexicon(), facts.alias_rows(m.name)
    words = m.name.lower().split()
    if m.type in {"organisation", "place", "group"} and _is_surname(m.name, surnames, rows):
        return "person"
    if rows:
        return m.type
    if m.type in {"organisation", "place"} and len(words) in {2, 3} and m.confidence < 0.8:
        things = lexicon.organisation_nouns | lexicon.body_nouns | lexicon.thing_words
        is_person = words[0] in lexicon.male_names | lexicon.female_names and words[-1] not in things
        return "person" if is_person else m.type
    if m.type == "person" and (m.name in outlets_by_name(facts) or (len(words) > 1 and words[-1] in lexicon.program_words)):
        return "organisation"
    return m.type


def _is_surname(name: str, surnames: set[str], rows: tuple[Alias, ...]) -> bool:
    """Whether a word is a surname: of somebody whom the text names in full, or to the tables nothing else."""
    if rows:
        return all(r.entity.startswith("person:") for r in rows)
    return name in surnames


def _resolve_names(scene: Scene) -> list[tuple[Found, Role | None]]:
    """Return a finding for each mention, in order; a person's covers the title. A name inside another's title has none."""
    people = People(scene).resolve()
    bodies = Bodies(scene)
    out: list[tuple[Found, Role | None]] = []
    for number, mention in enumerate(scene.mentions):
        start, end = scene.spans[number]
        if end <= start:
            continue
        title: Role | None = None
        if number in people:
            character, title = people[number]
            kind = character.type
        else:
            character, kind = bodies.resolve(number)
        scene.resolved[number] = character, kind
        first = title.start if title is not None else start
        found = Found(
            start=first,
            end=end,
            head=scene.head_of(start, end),
            character=character,
            how="name",
            type=kind,
            name_start=start,
            name_end=end,
            mention=mention,
        )
        if mention.name.startswith("@"):
            found.how = "handle"
        while out and out[-1][0].start >= first and title is not None:
            out.pop()  # a state's or body's name that is part of this title
        if out and out[-1][0].end > found.start:
            found.start = min(max(out[-1][0].end, found.start), start)
        out.append((found, title))
    return out


def _resolve_rest(scene: Scene, names: list[Found]) -> list[Found]:
    """Walk the document once; names, descriptions and pronouns join the history in the order in which they stand."""
    history: list[Found] = []
    descriptions, pronouns = Descriptions(scene, history), Pronouns(scene, history)
    speakers = Speakers(scene)
    by_start = {f.start: f for f in names}
    upcoming = sorted(names, key=lambda f: f.start)
    n = 0
    for token in scene.doc:
        while n < len(upcoming) and upcoming[n].start <= token.i:
            if scene.found_at[upcoming[n].head] is upcoming[n]:  # else a description has swallowed it
                history.append(upcoming[n])
            n += 1
        if token.i in by_start or scene.found_at[token.i] is not None:
            continue
        found = pronouns.read(token) or speakers.read(token) or descriptions.read(token)
        if found is not None:
            _take(scene, history, found)
    told = (f for f in history if f.how in {"name", "handle"} or f.character.entity or f.character.country)
    return sorted((f for f in told if f.how != "unknown"), key=lambda f: f.start)


def _take(scene: Scene, history: list[Found], found: Found) -> None:
    """Add a description or pronoun; what it covers (a nationality inside a description) gives way to it."""
    while history and history[-1].start >= found.start and history[-1].end <= found.end:
        history.pop()
    if history and history[-1].end > found.start:
        found.start = history[-1].end
    if found.start >= found.end or found.start > found.head:
        return
    for i in range(found.start, found.end):
        scene.found_at[i] = found
    history.append(found)


def _write_anchor(scene: Scene, found: Found) -> Anchor:
    doc = scene.doc
    start, end = doc[found.start].idx, doc[found.end - 1].idx + len(doc[found.end - 1])
    if found.mention is not None:
        ref = _ref(found.character, found.mention.start, found.mention.end)
        end = found.mention.end
        start = found.mention.start if found.start >= found.name_start else min(start, found.mention.start)
    else:
        ref = _ref(found.character, start, end)
    return Anchor(start=start, end=end, ref=ref, how=found.how, type=found.type)


def _ref(character: Character, start: int, end: int) -> Ref:
    return Ref(start=start, end=end, entity=character.entity, name=character.name, country=character.country)


def _write_mentions(scene: Scene, everything: list[Found]) -> tuple[Mention, ...]:
    """Return the linked mentions, the capitalised offices that stand for a person among them, numbered in order."""
    linked: dict[int, Mention] = {}
    for found in everything:
        if found.mention is not None:
            linked[found.mention.start] = _linked(scene, found, found.mention)
        elif found.type == "office" and found.how == "description":
            mention = _office_mention(scene, found)
            linked[mention.start] = _linked(scene, found, mention)
    for number, mention in enumerate(scene.mentions):
        # Names that went into a title or a description keep their mention, with whom they mean.
        if mention.start not in linked and number in scene.resolved:
            c, kind = scene.resolved[number]
            linked[mention.start] = replace(mention, type=kind, entity=c.entity, name=c.name, country=c.country)
        elif mention.start not in linked:
            linked[mention.start] = mention
    return tuple(replace(linked[start], id=f"m{n}") for n, start in enumerate(sorted(linked), 1))


def _linked(scene: Scene, found: Found, mention: Mention) -> Mention:
    c = found.character
    office = _office_on_day(scene, c) if c.type == "person" else None
    return replace(
        mention,
        type=found.type,
        entity=c.entity,
        name=c.name,
        country=c.country,
        as_of_role=office.title if office else None,
        role_row=office.row if office else None,
        confidence=min(0.98, mention.confidence + (0.03 if c.entity and not c.entity.startswith("doc:") else 0.0)),
    )


def _office_on_day(scene: Scene, character: Character) -> Office | None:
    """Return the office that someone held on the day; of several, the one that the text names, then the highest."""
    held = scene.offices_of(character.entity or "")
    if not held:
        return None
    order = {name: i for i, name in enumerate(_OFFICE_ORDER)}
    return min(held, key=lambda o: (o.office not in character.offices, order.get(o.office, 9)))


def _office_mention(scene: Scene, found: Found) -> Mention:
    doc = scene.doc
    first = found.start
    while first < found.head and doc[first].lower_ in {"the", "a", "an"}:
        first += 1
    start, end = doc[first].idx, doc[found.end - 1].idx + len(doc[found.end - 1])
    text = scene.document.text[start:end]
    return Mention(
        document=scene.document.id,
        id="m0",
        spans=(Span(start=start, end=end),),
        text=text,
        maker=MAKER,
        confidence=0.8,
        type="office",
        start=start,
        end=end,
        entity=None,
        name=" ".join(text.split()),
    )
