"""Invented example data: a Party organisation of agencies and enterprises of a province that does not exist.

`world` invents organisations and people, `columns` and `layouts` say how a unit writes them down,
`rendering` makes sheets and the truth beside them, `containers` makes files, `mistakes` makes wrong ones.
"""
