"""What an exercise asks of a learner's own code, one small file a module.

The worked solutions run the same checks, so neither can drift from the other.
"""
