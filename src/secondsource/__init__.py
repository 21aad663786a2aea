"""Second Source: a course that teaches people to read war news closely.

from secondsource import Article, WhoSays
WhoSays(Article.load("kharkiv"))
"""

from .activities import module1
from .activities.stretches import number_check, word_swap
from .article import Article
from .exhibit import exhibit
from .hand_in import hand_in
from .sheet import Sheet
from .widgets.assigned import Assigned
from .widgets.brief_desk import BriefDesk
from .widgets.clue_match import ClueMatch
from .widgets.discernment import Discernment
from .widgets.evidence_board import EvidenceBoard
from .widgets.frame_grid import FrameGrid
from .widgets.lens import Lens
from .widgets.number_check import NumberCheck
from .widgets.questions import Questions
from .widgets.reading_log import ReadingLog
from .widgets.source_grade import SourceGrade
from .widgets.source_map import SourceMap
from .widgets.who_says import WhoSays
from .widgets.word_swap import WordSwap

__all__ = [
    "Article",
    "Assigned",
    "BriefDesk",
    "ClueMatch",
    "Discernment",
    "EvidenceBoard",
    "FrameGrid",
    "Lens",
    "NumberCheck",
    "Questions",
    "ReadingLog",
    "Sheet",
    "SourceGrade",
    "SourceMap",
    "WhoSays",
    "WordSwap",
    "exhibit",
    "hand_in",
    "module1",
    "number_check",
    "word_swap",
]
