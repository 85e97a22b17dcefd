"""Folding, name order, tone placement, legacy encodings. Pure: nothing of ours stands below this room."""
