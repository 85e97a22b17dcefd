"""Rows of members: read, and turned into changes of the record."""
