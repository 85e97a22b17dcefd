"""Whom and which organisation a row means: the directory, the people read and held, the matching of both."""
