"""Second Source: a course that teaches people to read war news closely.

from secondsource import Article, WhoSays
WhoSays(Article.load("kharkiv"))
"""

from .activities import module1
from .activities.stretches import number_check, word_swap
from .article import Article
from .exhibit import exhibit
from .hand_in import hand_in
from .widgets.number_check import NumberCheck
from .widgets.who_says import WhoSays
from .widgets.word_swap import WordSwap

__all__ = [
    "Article",
    "NumberCheck",
    "WhoSays",
    "WordSwap",
    "exhibit",
    "hand_in",
    "module1",
    "number_check",
    "word_swap",
]
