"""Vietnamese words for tables and columns, for the messages of the store (undo refused, `ra-soat`)."""

from __future__ import annotations

import sqlite3

from dangbo_cli.domain.change import Entity

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
}

COLUMN_LABELS: dict[str, str] = {
    "code": "Mã tổ chức",
    "bloc": "Khối",
    "founded_on": "Ngày thành lập",
    "secretary": "Bí thư",
    "secretary_phone": "Điện thoại bí thư",
    "note": "Ghi chú",
    "declared_members": "Số đảng viên khai báo",
    "declared_official": "Số đảng viên chính thức khai báo",
    "declared_probationary": "Số đảng viên dự bị khai báo",
    "organization_id": "Tổ chức",
    "name": "Tên",
    "kind": "Loại hình",
    "parent_id": "Tổ chức cấp trên",
    "valid_from": "Từ ngày",
    "valid_to": "Đến ngày",
    "full_name": "Họ và tên",
    "birth_date": "Ngày sinh",
    "gender": "Giới tính",
    "ethnicity": "Dân tộc",
    "religion": "Tôn giáo",
    "hometown": "Quê quán",
    "residence": "Nơi ở",
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
    "period": "Kỳ xếp loại",
    "self_level": "Mức tự nhận",
    "proposed_level": "Mức đề nghị",
    "decided_level": "Mức quyết định",
    "not_rated_reason": "Lý do không xếp loại",
    "decision_number": "Số quyết định",
    "decision_on": "Ngày quyết định",
    "name_key": "Khóa tìm tên",
    "sort_key": "Khóa sắp xếp",
}

_CURRENT_NAME = (
    "SELECT name FROM organization_name WHERE organization_id = ? "
    "ORDER BY valid_to IS NULL DESC, valid_to DESC, valid_from DESC, id DESC LIMIT 1"
)


_NAMED_BY = {
    Entity.MEMBER: (Entity.MEMBER, "full_name"),
    Entity.ORGANIZATION: (Entity.ORGANIZATION_NAME, "name"),
}
_NAME_OF_GONE = (
    "SELECT json_extract(fields, ?) FROM change WHERE subject = ? AND subject_id = ? AND entity = ?"
    " AND action = 'delete' ORDER BY id DESC LIMIT 1"
)


def column_label(column: str) -> str:
    """Return the Vietnamese name of a column (its own name where none is known)."""
    return COLUMN_LABELS.get(column, column)


def describe_subject(conn: sqlite3.Connection, entity: Entity, number: int) -> str:
    """Return «đảng viên số 12 (Lò Văn An)», «tổ chức số 3 (Chi bộ 1)»; of one that is gone, its last name."""
    if entity is Entity.MEMBER:
        row = conn.execute("SELECT full_name FROM member WHERE id = ?", (number,)).fetchone()
    else:
        row = conn.execute(_CURRENT_NAME, (number,)).fetchone()
    if row is None:
        table, column = _NAMED_BY[entity]
        row = conn.execute(_NAME_OF_GONE, (f"$.{column}[0]", entity.value, number, table.value)).fetchone()
    name = f" ({row[0]})" if row else ""
    return f"{ENTITY_LABELS[entity]} số {number}{name}"


def describe_record(conn: sqlite3.Connection, entity: Entity, number: int, subject: Entity, subject_id: int) -> str:
    """Return the record in words: the subject itself, or «nơi sinh hoạt số 7 của đảng viên số 12 (…)»."""
    whose = describe_subject(conn, subject, subject_id)
    if entity is subject:
        return whose
    return f"{ENTITY_LABELS[entity]} số {number} của {whose}"
