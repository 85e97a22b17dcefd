"""What is struck through in a sheet is no value any longer, and nobody knows whether a person struck through is gone."""

from __future__ import annotations

import openpyxl
from openpyxl.styles import Font

from intake.desk import HEADER, cells, person

TITLE = [["ĐẢNG BỘ SỞ Y TẾ"], ["CHI BỘ 10"], ["DANH SÁCH ĐẢNG VIÊN"]]


def strike(desk, rows, *struck, merges=()):
    path = desk.write("ds.xlsx", rows, merges)
    book = openpyxl.load_workbook(path)
    for cell in struck:
        book.active[cell].font = Font(strike=True)
    book.save(path)
    return desk.nhap(path)


def test_a_person_struck_through_is_set_aside(desk):
    result = strike(
        desk, [*TITLE, HEADER, person(1, "Lò Văn An"), person(2, "Cà Văn Mai")], *(f"{c}6" for c in "ABCDEFG")
    )
    assert cells(result) == {"A6": "no_name"}
    assert "bị gạch ngang" in result.plan.problems[0].message
    assert [one["full_name"] for one in desk.people()] == ["Lò Văn An"]


def test_a_cell_struck_through_is_set_aside_and_the_rest_is_kept(desk):
    result = strike(desk, [*TITLE, HEADER, person(1, "Lò Văn An")], "F5")
    assert cells(result) == {"F5": "cell_struck"}
    assert desk.one("Lò Văn An")["admitted_on"] is None
    assert desk.one("Lò Văn An")["birth_date"] == "1980-05-12"


def test_a_merged_cell_struck_through_is_of_no_row(desk):
    rows = [TITLE[0], TITLE[2], [*HEADER, "Chi bộ"], [*person(1, "Lò Văn An"), "Chi bộ 1"], [*person(2, "Cà Văn Mai"), ""],
            [*person(3, "Vì Văn Pó"), "Chi bộ 10"]]  # fmt: skip
    result = strike(desk, rows, "H4", merges=["H4:H5"])
    named = sorted((problem.cell, problem.code) for problem in result.plan.problems)
    assert named == [("H4", "cell_struck"), ("H4", "unit_empty"), ("H5", "unit_empty")]


def test_an_organization_struck_through_is_set_aside(desk):
    rows = [
        ["DANH SÁCH TỔ CHỨC ĐẢNG"],
        ["STT", "Mã tổ chức", "Tên tổ chức đảng", "Trực thuộc (mã)"],
        [1, "YT.2", "Chi bộ 2", "YT"],
    ]
    assert cells(strike(desk, rows, "C3")) == {"A3": "no_name"}
