"""Markdown: citations resolve, and nothing of an article is markup."""

import re
from dataclasses import replace

from dragoman.compose.brief import write_brief
from dragoman.export.markdown import write_markdown
from dragoman.records.harvest import Harvest


def write(harvest: Harvest) -> str:
    return write_markdown(write_brief([harvest], as_of=None, today="2024-06-01"))


def test_every_number_has_its_words(harvest: Harvest) -> None:
    text = write(harvest)
    body, _, notes = text.partition("## Cited words")
    used = set(re.findall(r"\\\[([TS]?\d+)\\\]", body))
    listed = re.findall(r"^- \\\[([TS]?\d+)\\\]", notes, re.MULTILINE)
    assert used == set(listed)
    assert len(listed) == len(set(listed))
    assert "“plans to” (61–69)" in notes


def test_tables_keep_their_columns(harvest: Harvest) -> None:
    for block in re.findall(r"(?:^\|.*\n)+", write(harvest), re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(widths) == 1


def test_markup_in_an_article_stays_words(harvest: Harvest) -> None:
    bad = "<script>x</script> [a](javascript:1) | `c` **d**\n# e"
    quote = replace(harvest.findings.quotes[0], role=bad)
    text = write(replace(harvest, findings=replace(harvest.findings, quotes=(quote,))))
    assert "<script" not in text.replace("\\<script", "")
    assert r"\[a\](javascript:1) \| \`c\` \*\*d\*\* \# e" in text
