"""How the voices of an article hang together: who passes on whom, where each trail ends, and on whom sentences rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .article import Article, Sentence


@dataclass(frozen=True)
class Provenance:
    """The voices of an article by their part in it, as ids of its sources, and what its sentences rest on.

    `relays` pass on what they have from somebody else, `origins` are the named voices with which a trail ends, and
    `dead_ends` the unnamed ones. `rests_on` gives, for each voice that sentences can be traced to, the numbers of those
    sentences; `untraceable` are the sentences whose labels lead to nobody, `no_source` those that give nobody.
    """

    relays: tuple[str, ...]
    origins: tuple[str, ...]
    dead_ends: tuple[str, ...]
    rests_on: dict[str, tuple[int, ...]]
    untraceable: tuple[int, ...]
    no_source: tuple[int, ...]

    def in_words(self) -> str:
        """‘Known origins 2, untraceable 3.’: unknown is not independent."""
        return f"Known origins {len(self.origins)}, untraceable {len(self.dead_ends)}."


def provenance(article: Article) -> Provenance:
    """The provenance of an article, from its voices, its links and the origin of each sentence.

    A named voice is an origin when at least one sentence is traced to it.
    """
    rests_on: dict[str, list[int]] = {}
    for sentence in article.sentences:
        if sentence.origin:
            rests_on.setdefault(sentence.origin, []).append(sentence.n)
    unnamed = {source.id for source in article.sources if source.kind == "unnamed"}
    voices = [source.id for source in article.sources]
    return Provenance(
        relays=tuple(dict.fromkeys(link.relay for link in article.links)),
        origins=tuple(id for id in voices if id in rests_on and id not in unnamed),
        dead_ends=tuple(id for id in voices if id in unnamed),
        rests_on={id: tuple(numbers) for id, numbers in rests_on.items()},
        untraceable=tuple(s.n for s in article.sentences if s.sourcing == "untraceable" and not s.origin),
        no_source=tuple(s.n for s in article.sentences if s.sourcing == "unsourced"),
    )


def taken_away(
    article: Article, sources: Iterable[str], among: Iterable[Sentence] | None = None
) -> tuple[int, int, int]:
    """How many sentences lose their only source without `sources`, never named one, and keep one.

    Counts only sentences that make a claim (`no_new_claim` stays out), of the whole article or `among` some. Raises
    `LookupError` for an unknown source.
    """
    gone = {article.source(id).id for id in sources}
    claims = [s for s in among or article.sentences if s.sourcing not in (None, "no_new_claim")]
    lost = sum(s.origin in gone for s in claims if s.sourcing != "two_or_more")
    never = sum(s.origin is None for s in claims)
    return lost, never, len(claims) - lost - never
