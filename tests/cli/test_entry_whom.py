"""An entry that was written for somebody else: `sua 9 "đảng viên=77"`."""

from __future__ import annotations

import pytest

from cli.year_book import rows

PEOPLE = ("xep-loai", "cam-ket", "ghi-danh", "khen-thuong", "ky-luat", "ktgs")


def undo_last(book) -> None:
    batch = max(row["number"] for row in rows(book, "lan-nhap", "ds"))
    assert book("lan-nhap", "hoan-tac", str(batch), "--dong-y").exit_code == 0


@pytest.fixture
def mai(book):
    (one,) = [row for row in rows(book, "dv", "ds") if row["full_name"] == "Cà Thị Mai"]
    return one


def entry_of(book, kind, name):
    return next(row for row in rows(book, kind, "ds") if row["subject"] == name)


@pytest.mark.parametrize("typed", ["{id}", "Cà Thị Mai", "ca thi mai"])
@pytest.mark.parametrize("label", ["đảng viên", "Tập thể, cá nhân", "họ tên"])
def test_another_person_by_number_or_name_both_are_shown(book, mai, typed, label):
    before = rows(book, "khen-thuong", "ds")
    number = entry_of(book, "khen-thuong", "Vì Văn Cương")["id"]
    done = book("khen-thuong", "sua", str(number), f"{label}={typed.format(**mai)}", "--dong-y", columns=200)
    assert done.exit_code == 0, done.stderr
    line = next(line for line in done.stdout.splitlines() if line.startswith("Tập thể, cá nhân"))
    assert "Vì Văn Cương (đảng viên số " in line
    assert f"Cà Thị Mai (đảng viên số {mai['id']})" in line
    (now,) = [row for row in rows(book, "khen-thuong", "ds") if row["id"] == number]
    assert (now["subject"], now["member_id"]) == ("Cà Thị Mai", mai["id"])
    assert now["organization_name"] == mai["organization_name"]  # it counts where she was on that day, as with `them`
    assert book("ra-soat").exit_code == 0
    undo_last(book)
    assert rows(book, "khen-thuong", "ds") == before


@pytest.mark.parametrize("kind", PEOPLE)
def test_every_kind_about_people_goes_over_and_comes_back(book, mai, kind):
    before = rows(book, kind, "ds")
    made = max(row["number"] for row in rows(book, "lan-nhap", "ds"))
    if kind == "ktgs":
        done = book(kind, "sua", str(before[0]["id"]), "đối tượng=Cà Thị Mai", "--dong-y")
    else:
        one = next(row for row in before if row["subject_sort"] == "Cá nhân" and row["subject"] != "Cà Thị Mai")
        for other in before:
            if other["subject"] == "Cà Thị Mai":  # she has one of that year: it is another's first
                assert book(kind, "sua", str(other["id"]), "họ tên=Lạ Văn Lạ", "--ngoai-so", "--dong-y").exit_code == 0
        done = book(kind, "sua", str(one["id"]), f"đảng viên={mai['id']}", "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert "Cà Thị Mai" in [row["subject"] for row in rows(book, kind, "ds")]
    assert book("ra-soat").exit_code == 0
    labels = [row["label"] for row in rows(book, "dv", "lich-su", str(mai["id"]))]
    assert [label for label in labels if label.endswith(": đảng viên")]
    for batch in range(max(row["number"] for row in rows(book, "lan-nhap", "ds")), made, -1):
        assert book("lan-nhap", "hoan-tac", str(batch), "--dong-y").exit_code == 0
    assert rows(book, kind, "ds") == before


def test_the_history_of_both_says_that_a_rating_went_over(book, mai):
    number = entry_of(book, "xep-loai", "Lò Văn An")["id"]
    (an,) = [row for row in rows(book, "xep-loai", "ds") if row["id"] == number]
    assert book("xep-loai", "sua", str(number), f"đối tượng={mai['id']}", "--dong-y").exit_code == 0
    for person in (an["member_id"], mai["id"]):
        told = [(r["label"], r["before"], r["after"]) for r in rows(book, "dv", "lich-su", str(person))]
        assert ("Xếp loại 2022: đảng viên", "Lò Văn An", "Cà Thị Mai") in told


def test_a_rating_made_meanwhile_for_the_first_is_not_doubled_by_an_undo(book, mai):
    number = entry_of(book, "xep-loai", "Lò Văn An")["id"]
    (an,) = [row for row in rows(book, "xep-loai", "ds") if row["id"] == number]
    assert book("xep-loai", "sua", str(number), f"đảng viên={mai['id']}", "--dong-y").exit_code == 0
    batch = max(row["number"] for row in rows(book, "lan-nhap", "ds"))
    again = book("xep-loai", "them", str(an["member_id"]), "mức đề nghị=HTTNV", "--nam", "2022", "--dong-y")
    assert again.exit_code == 0, again.stderr
    refused = book("lan-nhap", "hoan-tac", str(batch), "--dong-y")
    assert refused.exit_code == 1
    assert "đã có cho cùng kỳ" in " ".join(refused.stderr.split())


def test_somebody_outside_the_record_and_a_collective(book):
    number = entry_of(book, "khen-thuong", "Vì Văn Cương")["id"]
    here = entry_of(book, "khen-thuong", "Vì Văn Cương")["organization_name"]
    assert book("khen-thuong", "sua", str(number), "họ và tên=Tòng Thị Lan", "--ngoai-so", "--dong-y").exit_code == 0
    one = entry_of(book, "khen-thuong", "Tòng Thị Lan")
    assert (one["member_id"], one["organization_name"], one["subject_sort"]) == (None, here, "Cá nhân")
    assert book("khen-thuong", "sua", str(number), "tập thể=Tổ dân phố 5", "--don-vi", "KB", "--dong-y").exit_code == 0
    one = entry_of(book, "khen-thuong", "Tổ dân phố 5")
    assert (one["organization_code"], one["subject_sort"]) == ("KB", "Tập thể")


def test_what_the_entry_tells_of_the_former_person_is_named(book, mai):
    number = entry_of(book, "khen-thuong", "Lò Văn An")["id"]
    told = book("khen-thuong", "sua", str(number), f"đảng viên={mai['id']}", "--xem-truoc")
    assert "Vẫn giữ như đang ghi cho người cũ: chức vụ «Bí thư»." in " ".join(told.stdout.split())
    told = book("khen-thuong", "sua", str(number), f"đảng viên={mai['id']}", "chức vụ=Kế toán", "--xem-truoc")
    assert "người cũ" not in told.stdout


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("khen-thuong", ["đảng viên=Cà Thị May"], "Gần giống: số"),
        ("khen-thuong", ["đảng viên=Lò Văn An"], "Có 2 đảng viên tên"),
        ("khen-thuong", ["đảng viên=999"], "Không có đảng viên nào"),
        ("khen-thuong", ["--ngoai-so"], "Chưa cho biết sửa trường nào"),
        ("khen-thuong", ["chức vụ=Kế toán", "--ngoai-so"], "Chưa cho biết mục này của ai"),
        ("ky-luat", ["họ tên=Ai Đó", "--ngoai-so"], "chỉ ghi đảng viên"),
        ("xep-loai", ["tổ chức đảng=KB"], "tính ở nơi người ấy sinh hoạt"),
        ("mo-hinh", ["đảng viên=1"], "không có trường «đảng viên»"),
    ],
)
def test_what_cannot_be_is_refused_as_in_adding(book, kind, given, said):
    number = next(row["id"] for row in rows(book, kind, "ds") if row.get("subject_sort") != "Tập thể")
    before = rows(book, kind, "ds")
    done = book(kind, "sua", str(number), *given, "--dong-y")
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert rows(book, kind, "ds") == before


def test_one_who_has_such_an_entry_already_is_refused(book):
    number = entry_of(book, "cam-ket", "Lò Văn An")["id"]
    has = entry_of(book, "cam-ket", "Cà Thị Mai")
    done = book("cam-ket", "sua", str(number), f"đảng viên={has['member_id']}", "--dong-y")
    assert done.exit_code == 1
    assert f"Sổ đã có mục này, số {has['id']}." in done.stderr


def test_an_entry_of_an_organisation_goes_to_another(book):
    number = rows(book, "mo-hinh", "ds")[0]["id"]
    assert book("mo-hinh", "sua", str(number), "tổ chức đảng=KB", "--dong-y").exit_code == 0
    (one,) = [row for row in rows(book, "mo-hinh", "ds") if row["id"] == number]
    assert one["organization_code"] == "KB"


def test_adding_takes_the_same_words(book, mai):
    done = book("khen-thuong", "them", f"đảng viên={mai['id']}", "hình thức=Bằng khen", "--nam", "2022", "--dong-y")
    assert done.exit_code == 0, done.stderr
    assert entry_of(book, "khen-thuong", "Cà Thị Mai")["form"] == "Bằng khen"
