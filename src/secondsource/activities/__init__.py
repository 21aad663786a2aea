"""Builders: Article -> Activity, one small file a lens or a module."""
