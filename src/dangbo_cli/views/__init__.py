"""A table value shown five ways: terminal, CSV, JSON, Excel, chart; and the words around it."""
