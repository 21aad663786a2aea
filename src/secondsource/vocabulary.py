"""The words of the course, in one place: the labels of a key and the plain words on the buttons.

A key uses the fine labels. A learner chooses among four plain ones; `PLAIN` says which fine label is which
button. `articles/key.schema.json` lists the same labels, and a test holds the two together.
"""

CLAIM = ("reported_event", "figure", "assessment", "prediction", "background", "headline")
"""What kind of statement a sentence makes."""

ATTRIBUTION = ("named", "outlet", "anonymous", "vague_plural", "none")
"""Who is named as the source by a marker in the sentence itself."""

SOURCING = ("single", "untraceable", "unsourced", "two_or_more", "no_new_claim")
"""How many sources a claim has once it is traced through the whole article."""

SOURCE_KIND = ("person", "outlet", "office", "unnamed")
"""What a voice is: a named person, a named medium or channel, a named institution, or someone unnamed."""

BUTTONS = {
    "named": "a named person",
    "outlet": "a named outlet",
    "unnamed": "someone unnamed",
    "none": "nobody",
}
"""The four plain answers to 'Who says so, in this sentence?', in the order in which they are shown."""

PLAIN = {
    "named": "named",
    "outlet": "outlet",
    "anonymous": "unnamed",
    "vague_plural": "unnamed",
    "none": "none",
}
"""Fine attribution label -> plain button."""

IN_WORDS = {
    "named": "a named person",
    "outlet": "a named outlet or channel",
    "anonymous": "someone unnamed: one role without a name, or unnamed people behind a named relay",
    "vague_plural": "someone unnamed: a whole class of people, or ‘reports’ that belong to nobody",
    "none": "nobody",
}
"""Fine attribution label -> what the feedback calls it."""
