"""A small article of our own writing with findings made by hand."""

from dataclasses import replace

from dragoman.records.document import Block, Document, Publisher
from dragoman.records.findings import (
    Claim,
    Event,
    Explanation,
    Finding,
    Findings,
    Forecast,
    Mention,
    Outcome,
    Quote,
    StatusChange,
    Stop,
    Visit,
)
from dragoman.records.harvest import Harvest
from dragoman.records.maker import MAKER
from dragoman.records.spans import Actor, DateRange, Ref, Span
from dragoman.records.verdict import Verdict, VerdictRow

TITLE = "Why does the minister go to Oslo?"
LINES = (
    TITLE,
    "Foreign Minister Ada Lind plans to visit Norway and Sweden in the first week of May.",
    "“The talks will be short,” Karl Berg, an adviser at the Harbour Institute, told the Morning Post.",
    "She may want a share of the northern gas. However, Norway is a member of NATO and has little gas to spare.",
    "If the talks fail, a new tariff is likely.",
    "In March, Finland cancelled its own trip.",
)
TEXT = "\n\n".join(LINES)


def span(words: str, text: str = TEXT) -> Span:
    """Return where words stand."""
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def ref(words: str, entity: str | None = None, country: str | None = None, name: str | None = None) -> Ref:
    """Return a Ref of words."""
    at = span(words)
    return Ref(start=at.start, end=at.end, entity=entity, name=name or words, country=country)


def base(id: str, words: str, confidence: float = 0.9) -> dict[str, object]:
    """Return what all findings share."""
    return {"document": "d1", "id": id, "spans": (span(words),), "text": words, "maker": MAKER, "confidence": confidence}


def make_document() -> Document:
    """Return the article as a document."""
    kinds = ("title", "standfirst", "paragraph", "paragraph", "paragraph", "paragraph")
    blocks = tuple(Block(kind=k, start=span(line).start, end=span(line).end) for k, line in zip(kinds, LINES, strict=True))
    return Document(
        id="d1",
        source="oslo.txt",
        title=TITLE,
        published="2021-04-20",
        publisher=Publisher(name="Morning Post", evidence=span("Morning Post"), standing="private"),
        author=None,
        url="https://example.org/oslo",
        language="en",
        text=TEXT,
        blocks=blocks,
    )


def make_findings() -> Findings:
    """Return one finding of each kind, and one more."""
    lind = ref("Ada Lind", "person:ada-lind", "DNK")
    visit = Visit(
        **base("v1", LINES[1]),  # type: ignore[arg-type]
        visitor=lind,
        role="Foreign Minister",
        stops=(
            Stop(
                place=ref("Norway", "NOR", "NOR"),
                country="NOR",
                date=DateRange(start="2021-05-01", end="2021-05-07", text="the first week of May"),
            ),
            Stop(place=ref("Sweden", "SWE", "SWE"), country="SWE"),
        ),
        status="planned",
        status_span=span("plans to"),
        status_history=(StatusChange(status="planned", span=span("plans to")),),
        outcome=Outcome(
            status="held", date=DateRange(start="2021-05-03", end="2021-05-04", text=""), note="met the king", row="journeys:lind-2021"
        ),
    )
    quote = Quote(
        **base("q1", LINES[2]),  # type: ignore[arg-type]
        form="direct",
        source=ref("Karl Berg"),
        cue=span("told"),
        content=(span("The talks will be short"),),
        role="adviser",
        affiliation="Harbour Institute",
        venue="the Morning Post",
    )
    pro = Explanation(
        **base("x1", "want a share of the northern gas", 0.7),
        of="v1",
        reason="a share of the northern gas",
        proponent=None,
        stance="for",
        marker="may",
        theme="resources",
    )  # type: ignore[arg-type]
    con = Explanation(
        **base("x2", "has little gas to spare", 0.6),
        of="v1",
        reason="has little gas to spare",
        proponent=None,
        stance="against",
        marker="However",
        theme="resources",
    )  # type: ignore[arg-type]
    rows = (
        VerdictRow(table="memberships", row="memberships:NATO-NOR", source="nato.int"),
        VerdictRow(table="memberships", row="memberships:NATO-NOR-old", source="an older list", vintage="1948", agrees=False),
    )
    claim = Claim(
        **base("c1", "Norway is a member of NATO"),  # type: ignore[arg-type]
        type="membership",
        subject=ref("Norway", "NOR", "NOR"),
        predicate="member_of",
        object=ref("NATO", "org:NATO"),
        verdict=Verdict(label="supported", basis="row", as_of="2021-04-20", now="outdated", rows=rows, note="a member since 1949"),
    )
    forecast = Forecast(
        **base("f1", LINES[4]),  # type: ignore[arg-type]
        proposition=span("a new tariff"),
        forecaster=None,
        phrase="likely",
        phrase_span=span("likely"),
        p=(0.55, 0.8),
        scale="icd203",
        condition=span("If the talks fail"),
    )
    finland = Actor(start=span("Finland").start, end=span("Finland").end, entity="FIN", name="Finland", country="FIN", sector="GOV")
    event = Event(**base("e1", LINES[5], 0.5), type="REJECT", actors=(finland,), status="cancelled", status_span=span("cancelled"))  # type: ignore[arg-type]
    norway = Mention(
        **base("m1", "Norway"), type="state", start=span("Norway").start, end=span("Norway").end, entity="NOR", name="Norway", country="NOR"
    )  # type: ignore[arg-type]
    berg = Mention(
        **base("m2", "Karl Berg"),
        type="person",
        start=span("Karl Berg").start,
        end=span("Karl Berg").end,
        entity="doc:d1/karl-berg",
        name="Karl Berg",
    )  # type: ignore[arg-type]
    return Findings(
        mentions=(norway, berg),
        quotes=(quote,),
        events=(event,),
        visits=(visit,),
        claims=(claim,),
        forecasts=(forecast,),
        explanations=(pro, con),
    )


def move(finding: Finding, document: str) -> Finding:
    """Return the finding as of another document with the same text."""
    return replace(finding, document=document)


def copy_harvest(harvest: Harvest, document: str, publisher: str, **changes: object) -> Harvest:
    """Return the same harvest as another outlet's."""
    found = harvest.findings
    kinds = ("mentions", "quotes", "events", "visits", "claims", "forecasts", "explanations")
    moved = {k: tuple(move(f, document) for f in getattr(found, k)) for k in kinds}
    told = replace(harvest.document, id=document, publisher=Publisher(name=publisher), **changes)  # type: ignore[arg-type]
    return Harvest(document=told, findings=Findings(**moved))
