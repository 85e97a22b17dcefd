"""What marks a file as ours and of which version. Alone here, so that a question loads nothing else for it."""

SCHEMA_VERSION = 11
"""The number of the last migration that this program knows (a test compares it with the migrations)."""

APPLICATION_ID = 0x44416E67
"""Marks a SQLite file as ours («DAng» in its header)."""
