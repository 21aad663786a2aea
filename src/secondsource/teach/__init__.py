"""The teacher's side."""
