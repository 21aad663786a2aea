"""Second Source: a course that teaches people to read war news closely.

from secondsource import Article, WhoSays
WhoSays(Article.load("kharkiv"))
"""

from .activities import module1
from .article import Article
from .exhibit import exhibit
from .hand_in import hand_in
from .widgets.who_says import WhoSays

__all__ = ["Article", "WhoSays", "exhibit", "hand_in", "module1"]
