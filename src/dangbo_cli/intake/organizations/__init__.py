"""Rows of organisations: read, and turned into changes of the record."""
