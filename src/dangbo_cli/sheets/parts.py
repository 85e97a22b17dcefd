"""Which part of an .xlsx holds which sheet: the workbook part and its relationships."""

from __future__ import annotations

import posixpath
from xml.parsers import expat

from dangbo_cli.sheets.package import Package
from dangbo_cli.sheets.sheet_xml import feed

_WORKBOOK = "/relationships/officeDocument"


def workbook_part(package: Package) -> str | None:
    """Return the name of the workbook part («xl/workbook.xml»), None where the package names none."""
    if "_rels/.rels" in package:
        for kind, target in _relations(package, "_rels/.rels").values():
            if kind.endswith(_WORKBOOK) and target.lstrip("/") in package:
                return target.lstrip("/")
    return "xl/workbook.xml" if "xl/workbook.xml" in package else None


def sheet_names(package: Package) -> list[tuple[str, str]]:
    """Return (sheet name, part name) of every sheet in order; a sheet whose part is absent is left out."""
    workbook = workbook_part(package)
    if workbook is None:
        return []
    folder, base = posixpath.split(workbook)
    relations = _relations(package, f"{folder}/_rels/{base}.rels".lstrip("/"))
    sheets: list[tuple[str, str]] = []
    for tag, attributes in _elements(package, workbook):
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            target = relations.get(key, ("", ""))[1]
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            if part in package:
                sheets.append((attributes.get("name", ""), part))
    return sheets


def _relations(package: Package, name: str) -> dict[str, tuple[str, str]]:
    if name not in package:
        return {}
    return {
        attributes.get("Id", ""): (attributes.get("Type", ""), attributes.get("Target", ""))
        for tag, attributes in _elements(package, name)
        if tag == "Relationship"
    }


def _elements(package: Package, name: str) -> list[tuple[str, dict[str, str]]]:
    """Return the elements of a small part: local name and attributes, in order."""
    elements: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: elements.append((tag.rpartition(":")[2], attributes))
    feed(parser, package.chunks(name))
    return elements
