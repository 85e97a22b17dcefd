"""Vietnamese words for tables and columns, for the messages of the store (undo refused, `ra-soat`)."""

from __future__ import annotations

import json
import sqlite3
from functools import cache

from dangbo_cli.domain.change import Entity, Scalar
from dangbo_cli.store.catalogue import CATALOGUE

ENTITY_LABELS: dict[Entity, str] = {
    Entity.ORGANIZATION: "tổ chức",
    Entity.ORGANIZATION_NAME: "tên gọi",
    Entity.ORGANIZATION_KIND: "loại hình",
    Entity.ORGANIZATION_PARENT: "tổ chức cấp trên",
    Entity.MEMBER: "đảng viên",
    Entity.MEMBER_PLACE: "nơi sinh hoạt",
    Entity.MEMBERSHIP: "loại đảng viên",
    Entity.MEMBER_ACTIVITY: "tình trạng sinh hoạt",
    Entity.MEMBER_STAY: "sinh hoạt tạm thời",
    Entity.MEMBER_POSITION: "chức vụ",
    Entity.RATING: "xếp loại",
    Entity.DOCUMENT: "văn bản",
    Entity.INITIATIVE: "mô hình",
    Entity.INITIATIVE_TARGET: "chỉ tiêu",
    Entity.INITIATIVE_MILESTONE: "mốc tiến độ",
    Entity.INITIATIVE_PROGRESS: "tiến độ",
    Entity.PLEDGE: "bản cam kết",
    Entity.PLEDGE_ITEM: "việc đã cam kết",
    Entity.STUDY_TOPIC: "chuyên đề năm",
    Entity.STUDY_SESSION: "buổi sinh hoạt chuyên đề",
    Entity.HONOUR_ENTRY: "ghi danh",
    Entity.HONOUR_OPENING: "số dư đầu sổ ghi danh",
    Entity.COMMENDATION: "khen thưởng",
    Entity.DISCIPLINE: "kỷ luật",
    Entity.INSPECTION: "kiểm tra, giám sát",
    Entity.RATING_CRITERION: "mức của tiêu chí",
    Entity.RATING_PERIOD: "năm xếp loại",
    Entity.RATING_OVERRIDE: "lý do bỏ qua cảnh báo",
    Entity.RULE: "quy định xếp loại",
    Entity.OBLIGATION: "việc phải nộp",
    Entity.SUBMISSION: "bài nộp",
    Entity.REMINDER: "lần nhắc",
    Entity.DECISION: "ghi nhớ",
    Entity.STUDY_DIRECTIVE: "chỉ thị học tập",
}

#: Of members, organisations and what no form of the year's work declares: see `column_label`.
COLUMN_LABELS: dict[str, str] = {
    "code": "Mã tổ chức",
    "bloc": "Khối",
    "founded_on": "Ngày thành lập",
    "secretary": "Bí thư",
    "secretary_phone": "Điện thoại bí thư",
    "note": "Ghi chú",
    "declared_members": "Đơn vị khai",
    "declared_official": "Khai chính thức",
    "declared_probationary": "Khai dự bị",
    "organization_id": "Tổ chức",
    "name": "Tên",
    "kind": "Loại hình",
    "parent_id": "Trực thuộc",
    "valid_from": "Từ ngày",
    "valid_to": "Đến ngày",
    "full_name": "Họ và tên",
    "birth_date": "Ngày sinh",
    "gender": "Giới tính",
    "ethnicity": "Dân tộc",
    "religion": "Tôn giáo",
    "hometown": "Quê quán",
    "residence": "Nơi ở hiện nay",
    "birthplace": "Nơi sinh",
    "occupation": "Nghề nghiệp",
    "workplace": "Nơi làm việc",
    "general_education": "Giáo dục phổ thông",
    "expertise": "Trình độ chuyên môn",
    "specialty": "Chuyên ngành",
    "academic_title": "Học hàm",
    "political_theory": "Lý luận chính trị",
    "state_management": "Quản lý nhà nước",
    "foreign_language": "Ngoại ngữ",
    "informatics": "Tin học",
    "card_number": "Số thẻ đảng viên",
    "old_card_number": "Số thẻ đảng viên cũ",
    "file_number": "Số lý lịch",
    "citizen_id": "Số căn cước",
    "old_citizen_id": "Số chứng minh nhân dân",
    "admitted_on": "Ngày vào Đảng",
    "admission_decided_on": "Ngày quyết định kết nạp",
    "official_on": "Ngày chính thức",
    "badge": "Huy hiệu Đảng",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "other_name": "Tên gọi khác",
    "external_id": "Mã ở hệ thống cấp trên",
    "card_issued_at": "Nơi cấp thẻ Đảng",
    "card_issued_on": "Ngày cấp thẻ Đảng",
    "badge_number": "Số Huy hiệu Đảng",
    "birth_country": "Nơi đăng ký khai sinh - quốc gia",
    "birth_province": "Nơi đăng ký khai sinh - tỉnh",
    "birth_detail": "Nơi đăng ký khai sinh - chi tiết",
    "hometown_country": "Quê quán (2 cấp) - quốc gia",
    "hometown_province": "Quê quán (2 cấp) - tỉnh",
    "hometown_detail": "Quê quán (2 cấp) - chi tiết",
    "residence_country": "Thường trú (2 cấp) - quốc gia",
    "residence_province": "Thường trú (2 cấp) - tỉnh",
    "residence_detail": "Thường trú (2 cấp) - chi tiết",
    "member_id": "Đảng viên",
    "standing": "Loại đảng viên",
    "activity": "Tình trạng sinh hoạt",
    "reason": "Lý do",
    "organization_text": "Nơi tạm sinh hoạt",
    "direction": "Chiều đi hoặc đến",
    "sphere": "Khối chức vụ",
    "title": "Chức vụ",
    "period": "Năm",
    "number": "Số",
    "document_id": "Theo văn bản",
    "initiative_id": "Mô hình",
    "wording": "Chỉ tiêu",
    "operator": "So sánh",
    "unit": "Đơn vị",
    "numerator_words": "Tử số là",
    "denominator_words": "Mẫu số là",
    "due_on": "Thời hạn",
    "what": "Việc",
    "done_on": "Ngày xong",
    "target_id": "Chỉ tiêu",
    "reported_on": "Ngày báo cáo",
    "actual": "Kết quả",
    "actual_number": "Kết quả bằng số",
    "numerator": "Tử số",
    "denominator": "Mẫu số",
    "evidence": "Minh chứng",
    "subject_sort": "Tập thể hay cá nhân",
    "result": "Kết quả thực hiện",
    "pledge_id": "Bản cam kết",
    "topic_id": "Chuyên đề năm",
    "as_of": "Tính đến",
    "collectives": "Số tập thể",
    "individuals": "Số cá nhân",
    "rating_id": "Xếp loại",
    "criterion": "Tiêu chí",
    "grade": "Mức",
    "points": "Điểm",
    "state": "Tình trạng",
    "since": "Từ khi",
    "finding": "Cảnh báo",
    "made_on": "Ngày lập",
    "rule": "Quy định",
    "value": "Giá trị",
    "source": "Nguồn",
    "form_kind": "Loại biểu",
    "organization_kinds": "Loại hình phải nộp",
    "blocs": "Khối phải nộp",
    "obligation_id": "Việc phải nộp",
    "received_on": "Ngày nhận",
    "way": "Cách nộp",
    "file": "Tệp",
    "sha256": "Mã tệp",
    "excused_reason": "Lý do được miễn",
    "round": "Lần nhắc thứ",
    "about": "Về",
    "said": "Ghi nhớ",
    "typed": "Ghi trong bảng",
    "known_birth": "Ngày sinh trong sổ khi ấy",
    "other_member_id": "Không phải người",
    "place_id": "Là tổ chức",
    "means": "Là cột",
    "unlike": "Không phải các số",
    "seal": "Dấu các số của dòng",
    "name_key": "Khóa tìm tên",
    "sort_key": "Khóa sắp xếp",
}

#: Of a dated row the column that it is about, and what it is called.
DATED: dict[Entity, tuple[str, str]] = {
    Entity.ORGANIZATION_NAME: ("name", "Tên tổ chức đảng"),
    Entity.ORGANIZATION_KIND: ("kind", COLUMN_LABELS["kind"]),
    Entity.ORGANIZATION_PARENT: ("parent_id", COLUMN_LABELS["parent_id"]),
    Entity.MEMBER_PLACE: ("organization_id", "Nơi sinh hoạt"),
    Entity.MEMBERSHIP: ("standing", COLUMN_LABELS["standing"]),
    Entity.MEMBER_ACTIVITY: ("activity", COLUMN_LABELS["activity"]),
    Entity.MEMBER_STAY: ("organization_text", "Sinh hoạt tạm thời"),
    Entity.MEMBER_POSITION: ("title", COLUMN_LABELS["title"]),
    Entity.STUDY_DIRECTIVE: ("document_id", "Chỉ thị học tập"),
}
#: A position by its sphere.
SPHERES = {"party": "Chức vụ Đảng", "government": "Chức vụ chính quyền", "union": "Chức vụ đoàn thể"}

_CURRENT_NAME = (
    "SELECT name FROM organization_name WHERE organization_id = ? "
    "ORDER BY valid_to IS NULL DESC, valid_to DESC, valid_from DESC, id DESC LIMIT 1"
)


#: The organisation above one that shares its name with another.
_UPPER_OF_NAMESAKE = """SELECT p.parent_id FROM organization_parent p WHERE p.organization_id = ?1 AND p.valid_to IS NULL
    AND EXISTS (SELECT 1 FROM organization_name mine JOIN organization_name theirs ON theirs.name = mine.name
        AND theirs.organization_id <> ?1 AND theirs.valid_to IS NULL
        WHERE mine.organization_id = ?1 AND mine.valid_to IS NULL) ORDER BY p.id DESC LIMIT 1"""


_NAMED_BY = {
    Entity.MEMBER: (Entity.MEMBER, "full_name"),
    Entity.ORGANIZATION: (Entity.ORGANIZATION_NAME, "name"),
    Entity.MEMBER_POSITION: (Entity.MEMBER_POSITION, "title"),
    Entity.DOCUMENT: (Entity.DOCUMENT, "subject"),
    Entity.INITIATIVE: (Entity.INITIATIVE, "name"),
    Entity.STUDY_TOPIC: (Entity.STUDY_TOPIC, "name"),
    Entity.STUDY_SESSION: (Entity.STUDY_SESSION, "topic"),
    Entity.HONOUR_ENTRY: (Entity.HONOUR_ENTRY, "deed"),
    Entity.COMMENDATION: (Entity.COMMENDATION, "form"),
    Entity.DISCIPLINE: (Entity.DISCIPLINE, "form"),
    Entity.INSPECTION: (Entity.INSPECTION, "matter"),
    Entity.OBLIGATION: (Entity.OBLIGATION, "what"),
    Entity.DECISION: (Entity.DECISION, "said"),
}
#: Entries that may be about a person: who it is tells them apart sooner than what it is.
_ABOUT_PEOPLE = (Entity.PLEDGE, Entity.HONOUR_ENTRY, Entity.COMMENDATION, Entity.DISCIPLINE, Entity.INSPECTION)
_MEMBER_AND_PLACE = """SELECT m.full_name, (SELECT p.organization_id FROM member_place p WHERE p.member_id = m.id
    AND p.valid_to IS NULL ORDER BY p.id DESC LIMIT 1) FROM member m WHERE m.id = ?"""
_GONE = "SELECT fields FROM change WHERE entity = ? AND record_id = ? AND action = 'delete' ORDER BY id DESC LIMIT 1"
_NAME_OF_GONE = (
    "SELECT json_extract(fields, ?) FROM change WHERE subject = ? AND subject_id = ? AND entity = ?"
    " AND action = 'delete' ORDER BY id DESC LIMIT 1"
)


def column_label(column: str, entity: Entity | None = None) -> str:
    """Return the Vietnamese name of a column (its own name where none is known): of an entry of the year's work the
    title that its form gives the field, so that lists, plans and histories call it alike."""
    return _declared().get(entity, {}).get(column) or COLUMN_LABELS.get(column, column)


@cache
def _declared() -> dict[Entity | None, dict[str, str]]:
    """Return the titles of the columns that the forms of the year's work declare, by entity."""
    from dangbo_cli.forms.catalogue import BY_HAND, ENTRIES  # only where a column is named
    from dangbo_cli.forms.form import Subject

    titles: dict[Entity | None, dict[str, str]] = {}
    for form in (*ENTRIES, *BY_HAND):
        own = titles[Entity(form.entity)] = {f.key: f.title for f in form.stored}
        if form.about is not None:
            own["organization_id"] = "Tổ chức đảng"
        if form.about is Subject.ANYONE:
            own["name"] = form.field("full_name").title
    return titles


def subject_label(entity: Entity) -> str:
    """Return what lists call whom an entry of the year's work is about: «Tập thể, cá nhân»."""
    from dangbo_cli.forms.catalogue import ENTRIES  # only where an entry is named

    return next((form.subject_title for form in ENTRIES if form.entity == entity and form.subject_title), "Của ai")


def rating_label(column: str, period: object, whose: str = "") -> str:
    """Return what a column of a rating is called where its year is not said beside it: «Đề nghị xếp loại 2022», «Xếp
    loại 2022: điểm»; `whose` stands behind the year."""
    label = column_label(column, Entity.RATING)
    if "xếp loại" in label.lower():
        return f"{label} {period}{whose}"
    return f"Xếp loại {period}{whose}: {label[:1].lower()}{label[1:]}"


def organization_words(conn: sqlite3.Connection, number: int) -> str | None:
    """Return what an organisation is called now; where another has the same name, with the one above it: «Chi bộ 1,
    Đảng bộ Sở Y tế». None where it has no name."""
    row = conn.execute(_CURRENT_NAME, (number,)).fetchone()
    if row is None or row[0] is None:
        return None
    above = conn.execute(_UPPER_OF_NAMESAKE, (number,)).fetchone()
    upper = None if above is None or above[0] is None else conn.execute(_CURRENT_NAME, above).fetchone()
    return f"{row[0]}, {upper[0]}" if upper and upper[0] else str(row[0])


def describe_subject(conn: sqlite3.Connection, entity: Entity, number: int) -> str:
    """Return «đảng viên số 12 (Lò Văn An)», «tổ chức số 3 (Chi bộ 1)», «khen thưởng số 7 (Lò Văn An: Giấy khen)»; of one
    that is gone, its last name."""
    if entity is Entity.ORGANIZATION:
        words = organization_words(conn, number)
        row = None if words is None else (words,)
    elif entity in _ABOUT_PEOPLE:
        row = (_said_of_entry(conn, entity, number),)
    elif entity in _NAMED_BY:
        row = conn.execute(f"SELECT {_NAMED_BY[entity][1]} FROM {entity.value} WHERE id = ?", (number,)).fetchone()
    else:
        row = ("",)
    if row is None and entity in _NAMED_BY:
        table, column = _NAMED_BY[entity]
        row = conn.execute(_NAME_OF_GONE, (f"$.{column}[0]", entity.value, number, table.value)).fetchone()
    name = f" ({row[0]})" if row and row[0] else ""
    return f"{ENTITY_LABELS[entity]} số {number}{name}"


def _entry(conn: sqlite3.Connection, entity: Entity, number: int) -> dict[str, Scalar]:
    """Return an entry of the year's work as it stands; of one that is gone, as it stood last; {} where it never did."""
    table = CATALOGUE[entity]
    stored = conn.execute(f"{table.select_all} WHERE id = ?", (number,)).fetchone()
    if stored is not None:
        return dict(zip(("id", *table.columns), stored, strict=True))
    gone = conn.execute(_GONE, (entity.value, number)).fetchone()
    return {} if gone is None else {name: pair[0] for name, pair in json.loads(gone[0]).items()}


def _said_of_entry(conn: sqlite3.Connection, entity: Entity, number: int) -> str:
    """Return «Lò Văn An: Giấy khen», of a collective «Chi bộ 1: Giấy khen»."""
    row = _entry(conn, entity, number)
    who, member, place = row.get("name"), row.get("member_id"), row.get("organization_id")
    if member is not None:
        found = conn.execute(_MEMBER_AND_PLACE, (member,)).fetchone()
        who = found and found[0]
    elif who is None and place is not None:
        who = organization_words(conn, int(place))
    what = row.get(_NAMED_BY[entity][1]) if entity in _NAMED_BY else None
    return ": ".join(str(part) for part in (who, what) if part)


def describe_entry(conn: sqlite3.Connection, entity: Entity, number: int) -> str:
    """Return whose an entry of the year's work is and what it says, where the reader has only its number: «Lò Văn An
    (đảng viên số 12), Chi bộ 1: Giấy khen»; "" where it says neither."""
    row = _entry(conn, entity, number)
    place, who = row.get("organization_id"), row.get("name") if entity in _ABOUT_PEOPLE else None
    if (member := row.get("member_id")) is not None:
        found = conn.execute(_MEMBER_AND_PLACE, (member,)).fetchone()
        if found is not None:
            who, place = f"{found[0]} ({ENTITY_LABELS[Entity.MEMBER]} số {member})", place or found[1]
    unit = None if place is None else organization_words(conn, int(place))
    what = row.get(_NAMED_BY[entity][1]) if entity in _NAMED_BY else None
    whose = ", ".join(str(part) for part in (who, unit) if part)
    return ": ".join(str(part) for part in (whose, what) if part)


def describe_record(conn: sqlite3.Connection, entity: Entity, number: int, subject: Entity, subject_id: int) -> str:
    """Return the record in words: the subject itself, or «nơi sinh hoạt số 7 của đảng viên số 12 (…)»."""
    whose = describe_subject(conn, subject, subject_id)
    if entity is subject:
        return whose
    return f"{ENTITY_LABELS[entity]} số {number} của {whose}"
