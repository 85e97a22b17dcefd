"""Rows of the year's work: read, matched, and turned into changes of the record."""
