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
    "vague_plural": "someone unnamed: a whole class of people, or ‘reports’ without an owner",
    "none": "nobody",
}
"""Fine attribution label -> what the feedback calls it."""

FIGURE_KIND = ("desertion", "casualty", "territory", "distance", "unit", "date", "other")
"""What a figure counts or measures."""

TRAP = {
    "ceiling_as_amount": "a ceiling that is read as an amount",
    "no_baseline": "nothing to compare it with",
    "cases_for_people": "cases that are read as people",
    "unknown_size": "a size that nobody can know from these words",
    "one_case_as_trend": "one case that is read as a trend",
    "undated": "no date",
    "none": "no trap",
}
"""How a figure can mislead, and how the pages call it."""

DEVICE = {
    "loaded": "a loaded word: it judges",
    "factive": "a word that takes for granted what it reports",
    "hedge": "a hedge: it says how sure, or that somebody else says so",
    "nominalisation": "a deed hidden in a noun",
    "presupposition": "something slipped in as already settled",
    "metaphor": "a picture instead of the thing",
}
"""What a word that decides does, and how the pages call it."""

STRENGTH = ("strong", "mild")
"""`strong`: most readers would agree; `mild`: a careful reader may leave it."""

FUNCTION = {
    "problem_definition": "What is the problem?",
    "causal_interpretation": "Who or what caused it?",
    "moral_evaluation": "Who is judged, and how?",
    "treatment_recommendation": "What should be done?",
}
"""The four functions of a frame (Entman 1993), and the question that the pages ask for each."""

TECHNIQUE = (
    "Loaded_Language",
    "Name_Calling,Labeling",
    "Repetition",
    "Exaggeration,Minimisation",
    "Doubt",
    "Appeal_to_fear-prejudice",
    "Flag-Waving",
    "Causal_Oversimplification",
    "Slogans",
    "Appeal_to_Authority",
    "Black-and-White_Fallacy",
    "Thought-terminating_Cliches",
    "Whataboutism,Straw_Men,Red_Herring",
    "Bandwagon,Reductio_ad_hitlerum",
)
"""Persuasion techniques under the labels of SemEval-2020 Task 11: they label rhetoric, not falsity."""

CONFIDENCE = {"1": "I am guessing", "2": "I think so", "3": "I am sure"}
"""How sure a learner is, in words."""

VERDICT = {"supported": "Supported", "not_verified": "Not verified", "contradicted": "Contradicted"}
"""The three verdicts, as the buttons say them. Unverified is not false."""

SIDE = {"ukrainian": "a Ukrainian claim", "russian": "a Russian claim", "third": "a third party’s claim", "none": ""}
"""Whose claim a card carries, in words, wherever the outlet is that passes it on."""
