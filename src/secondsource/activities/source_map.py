"""Who has it from whom? The chain from an article through its relays to the origins, as links.

Items read `kharkiv.sources.links` (kind `links`) and `kharkiv.sources.asked` (kind `text`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..activity import Activity, Item
from ..article import Article, Source
from ..provenance import provenance
from .readings import activity_id

ARTICLE = "article"
"""The id of the article itself, with which every chain begins."""


def source_map(
    article: Article,
    voices: Sequence[str] = (),
    id: str | None = None,
    title: str = "Where does it come from?",
    version: int = 1,
) -> Activity:
    """Link the article to its voices and the relays to those they cite; then, who else could have been asked?

    Without a key `voices` are the names that can be linked. Raises `ValueError` for fewer than two voices.
    """
    names = {source.id: source.name for source in article.sources} or {f"v{i}": v for i, v in enumerate(voices, 1)}
    if len(names) < 2:
        raise ValueError(f"{article.name} has {len(names)} voices, expected at least two: a key, or voices=[…]")
    whole = [(article, [s.n for s in article.sentences])]
    right, also = _edges(article)
    links = Item(
        f"{article.name}.sources.links",
        "links",
        article.label,
        "Who passes it on, and whom is it taken from? Begin with the article.",
        options={ARTICLE: "this article", **names},
        targets=names,
        right=tuple(right) if article.sources else None,
        also=tuple(also),
        feedback=_feedback(article, right, also),
    )
    missing = article.whole.get("missing", ())
    asked = Item(
        f"{article.name}.sources.asked",
        "text",
        f"{article.label}, who else",
        "Who else could have been asked? Name two, and what each could tell.",
        options={},
        models=tuple((entry["who_could_say"], entry["what"], "") for entry in missing),
    )
    return Activity(id or activity_id("source-map", whole), title, (links, asked), version, article.status)


def _edges(article: Article) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    """{(from, to): why} of the links to find, and of those that can be defended."""
    cited = {link.source for link in article.links}
    known = provenance(article)
    speaks = {*known.relays, *known.origins, *known.dead_ends}
    right = {(ARTICLE, s.id): _where(s) for s in article.sources if s.id in speaks and s.id not in cited} | {
        (link.relay, link.source): f"Sentence {link.sentence}: “{link.quote.exact}”. {article.source(link.source).note}"
        for link in article.links
    }
    markers = " ".join(s.marker.exact for s in article.sentences if s.marker)
    also = {
        (ARTICLE, s.id): _where(s)
        for s in article.sources
        if s.id in cited or (s.id not in speaks and s.quote.exact in markers)
    }
    return right, also


def _where(source: Source) -> str:
    return f"Sentence {source.sentence}: “{source.quote.exact}”. {source.note}"


def _feedback(article: Article, right: dict[tuple[str, str], str], also: dict[tuple[str, str], str]) -> dict[str, str]:
    """A text for every link that can be made."""
    texts = {}
    ends = [ARTICLE, *(source.id for source in article.sources)]
    for a in ends:
        for source in article.sources:
            pair = (a, source.id)
            if pair in right or pair in also:
                texts["/".join(pair)] = right.get(pair) or also[pair]
            elif (source.id, a) in right:
                texts["/".join(pair)] = "It goes the other way round."
            elif a == ARTICLE:
                texts["/".join(pair)] = source.note
            else:
                texts["/".join(pair)] = f"No sentence gives this step: {article.source(a).name} ← {source.name}."
    return texts
