"""The widgets: one small class a view, one front end for all."""
