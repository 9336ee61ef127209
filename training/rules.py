"""Lemma rules: the edit that makes a lemma of a form, as a short string.

A rule is ``case|strip|add``: lower-case the form or keep it, take ``strip`` characters off its end, add ``add``.
The same inventory is applied by ``dragoman.language.decode.apply_lemma_rule``.
Method: edit scripts as classes, after Straka et al., "UDPipe at SIGMORPHON 2019".
"""


def lemma_rule(form: str, lemma: str) -> str:
    """Return the shortest rule that makes ``lemma`` of ``form``."""
    options = []
    for case, base in (("k", form), ("l", form.lower())):
        n = 0
        while n < min(len(base), len(lemma)) and base[n] == lemma[n]:
            n += 1
        options.append((len(base) - n, case != "l", f"{case}|{len(base) - n}|{lemma[n:]}"))
    return min(options)[2]
