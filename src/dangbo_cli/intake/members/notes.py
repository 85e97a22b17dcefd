"""What the note of a row says of somebody's place in the unit. A note is kept as it was typed; where it says that
somebody left («Đã mất 10/2022», «Chuyển sinh hoạt đi»), and no column of the row says whether, the row is in doubt."""

from __future__ import annotations

from functools import lru_cache

from dangbo_cli.domain.change import Ref
from dangbo_cli.domain.problem import Finding, Level, Note, Problem, cause, say
from dangbo_cli.domain.standing import parse_standing
from dangbo_cli.intake.tables.row_reading import TWO_COLUMNS_DIFFER, SheetContext
from dangbo_cli.intake.who.directory import Directory
from dangbo_cli.intake.who.people import PersonRow
from dangbo_cli.vietnamese.patterns import rare
from dangbo_cli.vietnamese.text import spelling

NOTE_SAYS_LEFT = cause(
    "note_says_left",
    Level.ROW,
    "Ghi chú nói người này không còn ở đơn vị",
    "Ghi chú của dòng này là «{value}», không rõ người này còn là đảng viên của đơn vị không.",
    "Nếu còn thì đơn vị sửa ghi chú; nếu không còn thì ghi bằng «dangbo dang-vien dua-ra …», chuyển trong đảng bộ thì bằng "
    "«dangbo dang-vien chuyen …».",
    unit="Nếu còn thì đơn vị sửa ghi chú; nếu không còn thì bỏ dòng này, hoặc ghi lý do ở cột «Loại đảng viên» hay "
    "«Trạng thái».",
)
NOTE_SAYS_STANDING = cause(
    "note_says_standing",
    Level.NOTE,
    "Ghi chú nói tình trạng sinh hoạt",
    "Ghi chú của dòng này là «{value}», mà không cột nào của dòng nói thế; sổ giữ ghi chú, chưa ghi tình trạng ấy. "
    "Nếu đúng thì đơn vị ghi ở cột trạng thái sinh hoạt.",
)
#: With marks; a day or the reason may stand before it («T10/2022 chuyển đi», «Nghỉ hưu, chuyển về nơi cư trú»). Who lost a
#: card or a paper did not die.
_LEFT = rare(
    r"^(?:[\W\d]|ngày\b|tháng\b|năm\b|t(?=\d)|đồng chí\b|đ/c\b|đảng viên\b|đv\b|đã\b|mới\b|vừa\b|bị\b|được\b|"
    r"(?:nghỉ (?:hưu|chế độ|việc)|về hưu|hưu trí|thôi việc|điều động|luân chuyển)\b(?: từ\b)?)*"
    r"(?:từ trần|qua đời|tạ thế|hy sinh|chết|"
    r"(?:(?<=đã )mất|mất(?=\W*(?:$|\d|t\d|ngày|tháng|năm)))(?! (?:thẻ|hồ sơ|giấy|số|bằng|quyết định|lý lịch|tích|sức))|"
    r"(?:xin |cho )?(?:ra|rút) khỏi đảng|xin ra\b|khai trừ|xóa tên|giảm(?=\W*(?:$|t?\d{1,2}[/.]|t\d|tháng|ngày|năm|quý|đảng|đv))|"
    r"chuyển (?:đi|ra|sinh hoạt|sh|shđ|công tác|đảng(?! (?:viên|chính))|đơn vị|về|sang|nơi|đến)\b)"
)
#: Behind «chuyển sinh hoạt đến» another organisation by its name; «đến chi bộ từ 2019» is of a newcomer.
_ELSEWHERE = r"(?:chi bộ|đảng bộ|đảng ủy|cb|đb) (?!từ\b|ngày\b|tháng\b|năm\b|ta\b|này\b|nay\b|quý\b|t\d)"
#: Of newcomers, of what is planned, of who comes back or is away for a while.
_NOT_GONE = rare(
    rf"\b(?:chuyển (?:sinh hoạt |sh |shđ |công tác |đảng )*(?:đến(?! {_ELSEWHERE})|từ)|"
    r"từ (?!trần\b|ngày\b|tháng\b|năm\b|quý\b|đầu\b|cuối\b|t?\d)|(?:chuyển|mới|đã) về (?:từ )?(?:ngày|tháng|năm|\d)|"
    r"chuyển ngành|tạm|dự kiến|sẽ|sắp|chưa|không|trở lại|quay lại)\b"
)
#: Of who came once, and went again («Chuyển đến 2024, chuyển đi 2026»).
_LEFT_SINCE = rare(
    r"^(?:mới |đã )?chuyển (?:sinh hoạt |sh |shđ |đảng )*đến\b[^;,]*[;,.] ?(?:đã |nay |(?:đến )?(?:ngày|tháng|năm)? ?[\d/.]+ )*"
    r"(?:chuyển (?:sinh hoạt |sh |shđ |đảng )*(?:đi|ra)\b|từ trần|qua đời|mất\b(?! (?:thẻ|hồ sơ|giấy))|khai trừ|xóa tên|"
    r"ra khỏi đảng)(?!.*\b(?:trở lại|quay lại|chuyển đến|chưa|không)\b)"
)

#: What is said in more words than a column of standings has («Được miễn sinh hoạt, công tác», «… từ 2024»).
_STANDS = rare(
    r"^(?:\W|đảng viên\b|đồng chí\b|đ/c\b|đv\b|đã\b|đang\b|được\b|bị\b|diện\b|tạm\b)*"
    r"(?:miễn (?:sinh hoạt|sh|shđ|công tác (?:và|,) ?(?:sinh hoạt|sh)|công tác đảng)\b|"
    r"đình chỉ (?:sinh hoạt|sh|shđ)\b|đình chỉ(?=\W*(?:$|\d|từ\b|đến\b|ngày\b|tháng\b|t\d))|"
    r"(?:sinh hoạt|sh|shđ) (?:đảng )?tạm(?: thời)?\b)"
)
#: Who is gone by other words.
_GONE = rare(
    r"^(?:\W|đảng viên\b|đồng chí\b|đ/c\b|đv\b|đã\b|tự\b|tự ý\b)*"
    r"(?:bỏ (?:sinh hoạt|sh|shđ)\b|không còn (?:là đảng viên\b|(?:ở|tại|trong|thuộc) "
    r"(?:chi bộ|đảng bộ|đơn vị|cơ quan|danh sách|đảng)\b))"
)
#: The sign for the dead.
_DEAD = ("†", "✝", "✞")
#: What is over, planned, or not so.
_NOT_SO = rare(r"\b(?:hết|thôi|không|chưa|dự kiến|sẽ|sắp|đề nghị|xin|trở lại|đến hết)\b")


@lru_cache(maxsize=1024)
def says_left(note: str) -> bool:
    """Tell whether a note says that somebody is no longer of the unit."""
    text = spelling(note)
    if _LEFT.match(text) is not None:
        return _NOT_GONE.search(text) is None or _LEFT_SINCE.search(text) is not None
    if _GONE.match(text) is not None or note.lstrip(" (*").startswith(_DEAD):
        return True
    status, _ = parse_standing(note)
    return status is not None and status.activity == "left"


def question_note(person: PersonRow, context: SheetContext, notes: list[Note], directory: Directory) -> Problem | None:
    """Return the problem that sets a row aside whose note says that somebody left; name one that says how she stands.
    Where a column of the row says so itself, or she came to the organisation of the row, the note is only a note."""
    note = person.text("note")
    if note is None or person.activity is not None:
        return None
    if person.problems and any(p.code == TWO_COLUMNS_DIFFER for p in person.problems):
        return None
    where = person.values["note"][1]
    if says_left(note) and not _names(directory, person.organization, note):
        message = say(Finding(NOTE_SAYS_LEFT), note)
        return Problem(NOTE_SAYS_LEFT, message, context.path, context.sheet_name, where, note)
    if _says_standing(note, person):
        said = say(Finding(NOTE_SAYS_STANDING), note)
        notes.append(Note(NOTE_SAYS_STANDING, said, context.path, context.sheet_name, where, note))
    return None


def _says_standing(note: str, person: PersonRow) -> bool:
    """Tell whether a note says that somebody is exempt, suspended, or in another branch for a while; or official or
    probationary, of which nothing else in the row speaks."""
    status, _ = parse_standing(note)
    if status is not None:
        if status.standing is not None and (person.standing is None or person.standing[0] != status.standing):
            return status.standing == "probationary" or "official_on" not in person.values
        return status.stay is not None or status.activity in ("exempt", "suspended")
    text = spelling(note)
    return _STANDS.match(text) is not None and _NOT_SO.search(text) is None


def _names(directory: Directory, organization: Ref, note: str) -> bool:
    """Tell whether a note names an organisation, as far as it says which of one name («Chi bộ 1, Đảng bộ Sở Y tế»)."""
    named: frozenset[Ref] | None = None
    for one in directory.mentions(note):
        named = one.refs if named is None else directory.narrow(named, one.refs)
    return named is not None and organization in named
