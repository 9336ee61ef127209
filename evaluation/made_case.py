"""Harvests made by rule, to fill case files without reading anything: for the kill test and the bench of the store."""

from random import Random

from dragoman.records.document import Block, Document, Publisher
from dragoman.records.findings import Claim, Event, Findings, Forecast, Mention, Quote, Visit
from dragoman.records.harvest import Harvest
from dragoman.records.maker import MAKER
from dragoman.records.spans import Actor, Ref, Span
from dragoman.records.verdict import LABELS, Verdict

_NAMES = ("Ada", "Boris", "Clara", "Dilnoza", "Emil", "Farida", "Goran", "Hana", "Ilya", "Jana", "Karl", "Leyla")
_SURNAMES = ("Lind", "Berg", "Castell", "Darov", "Ekberg", "Falk", "Grau", "Holm", "Ivers", "Jansk", "Kovar", "Lund", "Moro", "Nadir")
_STATES = {"Norway": "NOR", "Sweden": "SWE", "Finland": "FIN", "Poland": "POL", "Kazakhstan": "KAZ", "Uzbekistan": "UZB", "Chile": "CHL"}
_THINGS = ("gas", "grain", "rail", "visas", "ports", "steel", "fishing", "water", "wool", "copper", "tolls", "lignite", "timber", "ferries")
_OUTLETS = (("Morning Post", "private"), ("Evening Herald", "state-controlled"), ("Harbour News", "private"), ("Northern Wire", "public"))
_DOCTYPES = ("share", "membership", "office", "rank")


def make_harvest(number: int, sentences: int = 12, maker: str = MAKER) -> Harvest:
    """Return the document of this number with about four findings a sentence; the same number always gives the same."""
    random = Random(number)
    day = f"20{random.randrange(10, 26)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
    people = [f"{random.choice(_NAMES)} {random.choice(_SURNAMES)}" for _ in range(4)]
    lines = [f"Talks on {random.choice(_THINGS)}, number {number}"]
    lines += [_make_line(random, people) for _ in range(sentences)]
    text = "\n\n".join(lines)
    outlet, standing = random.choice(_OUTLETS)
    starts = [sum(len(line) + 2 for line in lines[:i]) for i in range(len(lines))]
    document = Document(
        id=f"made-{number:06}",
        source=f"made/{number}.txt",
        title=lines[0],
        published=day,
        publisher=Publisher(name=outlet, standing=standing),
        author=None,
        url=None,
        language="en",
        text=text,
        blocks=tuple(
            Block(kind="title" if not i else "paragraph", start=s, end=s + len(x))
            for i, (s, x) in enumerate(zip(starts, lines, strict=True))
        ),
    )
    return Harvest(document=document, findings=_make_findings(document, starts[1:], lines[1:], maker))


def _make_line(random: Random, people: list[str]) -> str:
    state, other = random.sample(list(_STATES), 2)
    person, thing = random.choice(people), random.choice(_THINGS)
    return random.choice(
        (
            f"{person} plans to visit {state} in May to speak about {thing} with {other}.",
            f"“{state} buys half of its {thing} from {other},” {person} told reporters.",
            f"{person} said that {state} and {other} are likely to agree on {thing} by spring.",
        )
    )


def _make_findings(document: Document, starts: list[int], lines: list[str], maker: str) -> Findings:
    kinds: dict[str, list[object]] = {k: [] for k in ("mentions", "quotes", "events", "visits", "claims", "forecasts")}
    for start, line in zip(starts, lines, strict=True):
        _read_line(document.id, start, line, maker, kinds)
    return Findings(**{k: tuple(v) for k, v in kinds.items()})  # type: ignore[arg-type]


def _read_line(document: str, start: int, line: str, maker: str, kinds: dict[str, list[object]]) -> None:
    def base(kind: str) -> dict[str, object]:
        span = Span(start=start, end=start + len(line))
        number = len(kinds[kind]) + 1
        return {"document": document, "id": f"{kind[0]}{number}", "spans": (span,), "text": line, "maker": maker, "confidence": 0.8}

    states = [s for s in _STATES if s in line]
    refs = [
        Ref(start=start + line.index(s), end=start + line.index(s) + len(s), entity=_STATES[s], name=s, country=_STATES[s]) for s in states
    ]
    person = next(f"{n} {s}" for n in _NAMES for s in _SURNAMES if f"{n} {s}" in line)
    at = start + line.index(person)
    speaker = Ref(start=at, end=at + len(person), entity=f"doc:{document}/{person.lower().replace(' ', '-')}", name=person)
    for ref in (*refs, speaker):
        where = {"start": ref.start, "end": ref.end, "entity": ref.entity, "name": ref.name, "country": ref.country}
        kinds["mentions"].append(Mention(**base("mentions"), **where, type="state" if ref.country else "person"))  # type: ignore[arg-type]
    if "told" in line:
        quote = Quote(**base("quotes"), form="direct", source=speaker, cue=None, content=(Span(start=start, end=at),))  # type: ignore[arg-type]
        kinds["quotes"].append(quote)
        label = LABELS[at % len(LABELS)]
        claim = Claim(**base("claims"), type=_DOCTYPES[at % 4], subject=refs[0], predicate="buys", object=refs[1], value=50.0, unit="%")  # type: ignore[arg-type]
        said = {"reported_by": quote.id, "verdict": Verdict(label=label, basis="row", as_of=None)}
        kinds["claims"].append(claim.__class__(**{**{f: getattr(claim, f) for f in claim.__dataclass_fields__}, **said}))
    elif "likely" in line:
        made = Forecast(**base("forecasts"), proposition=Span(start=at, end=start + len(line)), forecaster=speaker, phrase="likely")  # type: ignore[arg-type]
        kinds["forecasts"].append(made)
    else:
        kinds["visits"].append(Visit(**base("visits"), visitor=speaker, host=refs[0], status="planned"))  # type: ignore[arg-type]
        actors = tuple(Actor(start=r.start, end=r.end, entity=r.entity, name=r.name, country=r.country) for r in refs)
        kinds["events"].append(Event(**base("events"), type="CONSULT", actors=actors, status="planned"))  # type: ignore[arg-type]
