"""What happened in the invented year 2022: initiatives, pledges, study, honours, commendations, discipline, inspections
and ratings; the same seed gives the same year. Nothing here is written to sheets (`year_sheets`) yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from vi_du.people import DONE, YEAR, Person
from vi_du.units import BUSINESS, PARTY, ROOT_CODE, SERVICE, STATE
from vi_du.world import Unit, World

PERSON, COLLECTIVE = "Cá nhân", "Tập thể"
YES, NO = "Có", "Không"


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as its unit words it, what it measures, and what was reached by September: words, or numerator and
    denominator."""

    wording: str
    operator: str | None = None
    number: float | None = None
    unit: str | None = None
    due_on: str | None = None
    reached: str | None = None
    parts: tuple[int, int] | None = None


@dataclass(slots=True)
class Entry:
    """One entry of the year. `unit` is the grassroots organisation it is in (None: the root), `code` the organisation
    it counts in; about a `person`, somebody or something kept by `name`, or the organisation itself (`sort` None or
    «Tập thể»). `facts` are the columns of the entry that are known; a sheet carries some of them."""

    kind: str
    unit: Unit | None
    code: str
    facts: dict[str, object]
    sort: str | None = None
    person: Person | None = None
    name: str | None = None
    goals: tuple[Goal, ...] = ()
    items: tuple[str, ...] = ()
    period: str = YEAR


@dataclass(slots=True)
class Year:
    """All entries of a year, and the register's opening balance (code, day, collectives, individuals)."""

    entries: list[Entry] = field(default_factory=list)
    opening: dict[str, object] = field(default_factory=dict)

    def of(self, kind: str, unit: Unit | None = None) -> list[Entry]:
        """Return the entries of a kind, of one unit where it is given."""
        return [e for e in self.entries if e.kind == kind and (unit is None or e.unit is unit)]


#: Initiatives by the agency that the newspaper report names; others draw from their bloc's.
_OF_AGENCIES: dict[str, tuple[tuple[str, str, str, tuple[Goal, ...]], ...]] = {
    "Kho bạc Nhà nước tỉnh": (
        (
            "Nâng cao chất lượng dịch vụ công trực tuyến kho bạc",
            "Cải cách hành chính",
            "Hướng dẫn từng đơn vị sử dụng ngân sách giao dịch qua cổng dịch vụ công",
            (
                Goal("100% đơn vị sử dụng dịch vụ công trực tuyến mức độ 4", "=", 100, "%", parts=(612, 620)),
                Goal("Chứng từ qua dịch vụ công trực tuyến từ 96% trở lên", "≥", 96, "%", parts=(48_690, 50_000)),
            ),
        ),
    ),
    "Sở Công Thương": (
        (
            "Phát triển dịch vụ logistics cho nông sản của tỉnh",
            "Sản xuất, kinh doanh",
            "Nối nhà sản xuất với đơn vị vận chuyển, giảm chi phí đưa nông sản ra thị trường",
            (
                Goal("Tổ chức ít nhất 3 hội nghị kết nối nhà sản xuất với đơn vị vận chuyển", "≥", 3, "hội nghị",
                     reached="2 hội nghị"),
                Goal("Ban hành kế hoạch phát triển dịch vụ logistics trước ngày 30/6/2022", "xong", None, None,
                     "2022-06-30", reached="Đã ban hành"),
            ),
        ),
    ),
}  # fmt: skip
_OF_BLOCS: dict[str, tuple[tuple[str, str, str, tuple[Goal, ...]], ...]] = {
    PARTY: (
        (
            "Mỗi cán bộ một việc làm theo Bác",
            "Đạo đức công vụ",
            "Mỗi cán bộ chọn một việc cụ thể, chi bộ nhận xét hằng quý",
            (Goal("100% cán bộ đăng ký việc làm theo", "=", 100, "%", reached="100%"),),
        ),
        (
            "Giảm một phần ba thời gian họp",
            "Cải cách hành chính",
            "Gửi tài liệu trước ba ngày, họp đúng giờ",
            (
                Goal("Giảm 30% thời gian họp so với năm trước", "giảm", 30, "%", reached="34%"),
                Goal("Tài liệu gửi trước đạt 90%", "≥", 90, "%", parts=(171, 190)),
            ),
        ),
        (
            "Lắng nghe cơ sở",
            "Công tác dân vận",
            "Lãnh đạo cơ quan về dự sinh hoạt chi bộ bản",
            (Goal("Mỗi quý dự sinh hoạt tại cơ sở"),),
        ),
    ),
    STATE: (
        (
            "Trả kết quả trước hạn",
            "Cải cách hành chính",
            "Rà soát quy trình, cắt giảm giấy tờ",
            (
                Goal("Hồ sơ giải quyết đúng hạn và trước hạn từ 98% trở lên", "≥", 98, "%", parts=(1_961, 1_984)),
                Goal("Không quá 5 hồ sơ trễ hạn", "≤", 5, "hồ sơ trễ hạn", reached="3 hồ sơ"),
            ),
        ),
        (
            "Công sở văn minh, thân thiện",
            "Đạo đức công vụ",
            "Niêm yết công khai, có lời chào và lời xin lỗi",
            (Goal("Ban hành quy tắc ứng xử trước ngày 31/3/2022", "xong", None, None, "2022-03-31",
                  reached="Đã ban hành"),),
        ),
        (
            "Số hóa hồ sơ lưu trữ",
            "Công nghệ thông tin",
            "Mỗi phòng số hóa hồ sơ đang dùng",
            (
                Goal("Tối thiểu 12.000 trang tài liệu được số hóa", "≥", 12_000, "trang tài liệu",
                     reached="13.450 trang"),
                Goal("≥ 95,5% hồ sơ có bản điện tử", "≥", 95.5, "%", reached="96,2%"),
            ),
        ),
    ),
    SERVICE: (
        (
            "Đổi mới phong cách, thái độ phục vụ",
            "Đạo đức nghề nghiệp",
            "Hướng tới sự hài lòng của người dân",
            (Goal("Tỷ lệ hài lòng đạt trên 92%", ">", 92, "%", parts=(552, 600)),),
        ),
        (
            "Mỗi tuần một giờ học chung",
            "Chuyên môn",
            "Học nghiệp vụ tại chỗ, người giỏi dạy người mới",
            (
                Goal("Ít nhất 40 buổi học trong năm 2022", "≥", 40, "buổi học", "2022", reached="31 buổi"),
                Goal("100% viên chức tham gia", "=", 100, "%", parts=(118, 121)),
            ),
        ),
    ),
    BUSINESS: (
        (
            "Sáng kiến tiết kiệm vật tư",
            "Sản xuất, kinh doanh",
            "Khoán vật tư đến từng tổ",
            (
                Goal("Giảm 5% chi phí vật tư", "giảm", 5, "%", reached="5,4%"),
                Goal("Từ 10 sáng kiến trở lên", "≥", 10, "sáng kiến", reached="12 sáng kiến"),
            ),
        ),
        (
            "Văn hóa doanh nghiệp theo gương Bác",
            "Thi đua",
            "Nụ cười nơi quầy giao dịch",
            (Goal("Không có đơn thư khiếu nại"),),
        ),
    ),
}  # fmt: skip
_MEASURES = (
    "Phân công từng đồng chí phụ trách",
    "Giao ban hằng tuần, đôn đốc hằng tháng",
    "Tập huấn, hướng dẫn tại chỗ",
    "Kiểm tra chéo giữa các phòng",
)
_SCHEDULES = ("Cả năm 2022", "Từ quý I đến quý IV", "Thường xuyên trong năm", "Hoàn thành trong quý III")
TOPIC = "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh về ý chí tự lực, tự cường"
_MEETING = "Nêu gương, nói đi đôi với làm"
_RESOLUTION = "Kết luận số 21-KL/TW của Ban Chấp hành Trung ương"
_ITEMS = (
    "Gương mẫu chấp hành giờ giấc",
    "Không uống rượu, bia trong giờ làm việc",
    "Giải quyết hồ sơ đúng hạn",
    "Không gây phiền hà cho người dân",
    "Tự học một chuyên đề nghiệp vụ",
)
_DEEDS = (
    ("Trả lại tài sản nhặt được", "An ninh trật tự"),
    ("Hiến máu cứu người", "Xã hội"),
    ("Giúp đỡ hộ nghèo làm nhà", "Xã hội"),
    ("Cứu người bị đuối nước", "Xã hội"),
    ("Nhận đỡ đầu học sinh mồ côi", "Giáo dục"),
    ("Vận động bà con bỏ hủ tục", "Văn hóa"),
    ("Tham gia phòng, chống dịch", "Y tế"),
    ("Quyên góp sách cho trường vùng cao", "Giáo dục"),
)
_COLLECTIVES = ("Phòng Tổ chức - Hành chính", "Phòng Kế hoạch - Tài chính", "Công đoàn cơ sở", "Đội thanh niên tình nguyện",
                "Tổ nấu cơm miễn phí")  # fmt: skip


def _day(rng: Random, first: date, last: date) -> str:
    return (first + timedelta(days=rng.randrange((last - first).days))).isoformat()


def invent_year(world: World, seed: int, listed: frozenset[tuple[str, str]], opening: tuple[int, int]) -> Year:
    """Invent the year of a world. `listed` are (organisation, name) of people whom a member list rates for the year;
    `opening` are the collectives and individuals that the register held when the year began: with those of the year they
    are 8 and 91."""
    rng = Random(f"{seed}/year")
    year = Year()
    for unit in world.units:
        _register_initiatives(year, unit, rng)
        _collect_pledges(year, unit, rng)
        _hold_sessions(year, unit, rng)
        _rate_members(year, unit, rng, listed)
    _enter_honours(year, world, rng, opening)
    _commend(year, world, rng)
    _discipline(year, world, rng)
    _inspect(year, world, rng)
    _rate_organizations(year, world, rng)
    return year


def _register_initiatives(year: Year, unit: Unit, rng: Random) -> None:
    own = _OF_AGENCIES.get(unit.agency.name)
    chosen = own or rng.sample(_OF_BLOCS[unit.agency.bloc], rng.choice([1, 1, 2]))
    for number, (name, theme, content, goals) in enumerate(chosen):
        code = unit.organization.code if number == 0 else rng.choice(list(unit.branches))
        leader = rng.choice([p for p in unit.people if p.position])
        facts: dict[str, object] = {
            "name": name,
            "field": theme,
            "content": content,
            "measures": rng.choice(_MEASURES),
            "schedule": rng.choice(_SCHEDULES),
            "agency": unit.agency.name,
            "partners": rng.choice(["Công đoàn cơ sở", "Đoàn thanh niên", "Các phòng, ban"]),
            "person": leader.full_name,
            "registered_on": _day(rng, date(2022, 2, 7), date(2022, 3, 31)),
        }
        year.entries.append(Entry("mo-hinh", unit, code, facts, goals=goals))


def _collect_pledges(year: Year, unit: Unit, rng: Random) -> None:
    for person in unit.people:
        facts: dict[str, object] = {"position": person.post}
        if person.position == "Bí thư" and person.position_at == unit.organization.code:
            facts["is_head"] = YES
        if rng.random() < 0.96 or "is_head" in facts:
            facts["handed_in"] = YES
            facts["handed_in_on"] = _day(rng, date(2022, 1, 10), date(2022, 3, 31))
            facts["approved"] = YES if rng.random() < 0.9 else NO
            facts["midyear_review"] = "Đã sơ kết"
            facts["result"] = rng.choice(["Hoàn thành", "Hoàn thành tốt", "Hoàn thành"])
        else:
            facts["handed_in"] = NO
        items = tuple(rng.sample(_ITEMS, 2)) if facts["handed_in"] == YES else ()
        year.entries.append(Entry("cam-ket", unit, person.organization_code, facts, PERSON, person, items=items))
    if unit.agency.bloc == BUSINESS and rng.random() < 0.5:  # an official who is no member
        name = f"Ngô Thế {rng.choice(['Vượng', 'Khải', 'Lâm', 'Phú'])}"
        if name not in {p.full_name for p in unit.people}:
            facts = {"position": "Phó Giám đốc", "handed_in": YES, "handed_in_on": "2022-03-15"}
            code = rng.choice(list(unit.branches))
            year.entries.append(Entry("cam-ket", unit, code, facts, PERSON, name=name, items=(_ITEMS[0],)))


def _hold_sessions(year: Year, unit: Unit, rng: Random) -> None:
    for code, people in unit.branches.items():
        for sort, topic, first, last in (
            ("Sinh hoạt chuyên đề", TOPIC, date(2022, 3, 1), date(2022, 6, 30)),
            ("Sinh hoạt thường kỳ có chuyên đề", _MEETING, date(2022, 7, 1), date(2022, 10, 30)),
            ("Học tập nghị quyết", _RESOLUTION, date(2022, 1, 5), date(2022, 2, 28)),
        ):
            facts: dict[str, object] = {
                "sort": sort,
                "topic": topic,
                "held_on": _day(rng, first, last),
                "expected": len(people),
                "attended": len(people) - rng.choice([0, 0, 0, 1, 2]),
                "speaker": rng.choice([p for p in people if p.position] or people).full_name,
            }
            year.entries.append(Entry("chuyen-de", unit, code, facts))


def _rate_members(year: Year, unit: Unit, rng: Random, listed: frozenset[tuple[str, str]]) -> None:
    # Of the third level: the shares of the first two, on which the ceiling rests, stay as they are.
    free = [p for p in unit.people if (p.organization_code, p.full_name) not in listed and YEAR in p.ratings
            and p.position is None and p.ratings[YEAR][2] == DONE]  # fmt: skip
    exempt = rng.sample(free, min(len(free), 2))
    for person in unit.people:
        facts: dict[str, object] = {"decision_number": f"{int(unit.organization.code[1:]) + 40}-QĐ/ĐU",
                                    "decision_on": "2022-12-20"}  # fmt: skip
        if person in exempt:
            reason = "Miễn công tác và sinh hoạt đảng"
            facts = {"self_level": "Không thuộc diện xếp loại", "proposed_level": "Không thuộc diện xếp loại",
                     "not_rated_reason": reason}  # fmt: skip
        elif YEAR in person.ratings:
            facts["self_level"], facts["proposed_level"], facts["decided_level"] = person.ratings[YEAR]
        elif rng.random() < 0.8:
            facts = {"self_level": "Không thuộc diện xếp loại", "proposed_level": "Không thuộc diện xếp loại",
                     "not_rated_reason": "Mới kết nạp"}  # fmt: skip
        else:
            facts = {"proposed_level": "Chưa xếp loại"}
        year.entries.append(Entry("xep-loai", unit, person.organization_code, facts, PERSON, person))


def _rate_organizations(year: Year, world: World, rng: Random) -> None:
    levels = ["Hoàn thành tốt nhiệm vụ"] * 7 + ["Hoàn thành xuất sắc nhiệm vụ"] + ["Hoàn thành nhiệm vụ"]
    for unit in world.units:
        codes = [unit.organization.code, *(unit.branches if unit.agency.committee else ())]
        for code in codes:
            decided = rng.choice(levels)
            own = "Hoàn thành xuất sắc nhiệm vụ" if rng.random() < 0.3 else decided
            facts: dict[str, object] = {
                "self_level": own,
                "proposed_level": decided,
                "decided_level": decided,
                "decision_number": "512-QĐ/ĐUK" if code == unit.organization.code else f"{code[1:3]}-QĐ/ĐU",
                "decision_on": "2022-12-28",
            }
            year.entries.append(Entry("xep-loai", unit, code, facts, COLLECTIVE))


def _enter_honours(year: Year, world: World, rng: Random, opening: tuple[int, int]) -> None:
    collectives, individuals = 8 - opening[0], 91 - opening[1]
    year.opening = {"organization_code": ROOT_CODE, "as_of": "2021-12-31", "collectives": opening[0],
                    "individuals": opening[1]}  # fmt: skip

    def entered(unit: Unit, code: str, sort: str, person: Person | None, name: str | None) -> None:
        deed, theme = rng.choice(_DEEDS)
        facts: dict[str, object] = {
            "deed": deed,
            "field": theme,
            "entered_on": _day(rng, date(2022, 1, 15), date(2022, 12, 20)),
            "proposed_by": unit.organization.name,
            "praise": rng.choice(["Nêu gương", "Giấy khen", "Biểu dương"]),
            "position": person.post if person else None,
        }
        if sort == PERSON:
            facts["party_member"] = YES if person else NO
        year.entries.append(Entry("ghi-danh", unit, code, facts, sort, person, name))

    units = rng.sample(world.units, collectives)
    for number, unit in enumerate(units):
        if number == 0:
            entered(unit, unit.organization.code, COLLECTIVE, None, None)
        else:
            entered(unit, rng.choice(list(unit.branches)), COLLECTIVE, None, _COLLECTIVES[number % len(_COLLECTIVES)])
    taken: set[int] = set()
    for number in range(individuals):
        unit = rng.choice(world.units)
        names = [p.full_name for p in unit.people]
        person = rng.choice([p for p in unit.people if names.count(p.full_name) == 1 and id(p) not in taken])
        taken.add(id(person))
        if number % 10 == 9:
            name = f"Hà Quốc {('Bảo', 'Chí', 'Duy', 'Hiệp')[number // 10 % 4]}"
            entered(unit, person.organization_code, PERSON, None, name)
        else:
            entered(unit, person.organization_code, PERSON, person, None)
    again = year.of("ghi-danh")[-1]
    last = {**again.facts, "deed": "Cứu người bị nạn trên đường", "entered_on": "2022-12-22"}
    year.entries.append(Entry("ghi-danh", again.unit, again.code, last, PERSON, again.person, again.name))


def _sole(unit: Unit, rng: Random) -> Person:
    """Return a member whose name nobody else in the unit has."""
    names = [p.full_name for p in unit.people]
    return rng.choice([p for p in unit.people if names.count(p.full_name) == 1])


def _commend(year: Year, world: World, rng: Random) -> None:
    """Giấy khen for what was achieved in 2021, given in 2022; and proposals of the year, not decided yet."""
    for unit in rng.sample(world.units, max(4, len(world.units) // 3)):
        person = _sole(unit, rng)
        facts: dict[str, object] = {
            "form": "Giấy khen", "level": "Đảng ủy Khối", "decision_number": "35-QĐ/ĐUK", "decision_on": "2022-05-18",
            "content": "Xuất sắc trong học tập và làm theo Bác", "position": person.post,
        }  # fmt: skip
        year.entries.append(Entry("khen-thuong", unit, person.organization_code, facts, PERSON, person, period="2021"))
    for number, unit in enumerate(rng.sample(world.units, max(4, len(world.units) // 4))):
        facts = {"form": ("Giấy khen", "Bằng khen")[number % 2], "level": ("Đảng ủy Khối", "Tỉnh ủy")[number % 2],
                 "content": "Năm năm liền hoàn thành xuất sắc"}  # fmt: skip
        if number % 3 == 0:
            year.entries.append(Entry("khen-thuong", unit, unit.organization.code, facts, COLLECTIVE))
        else:
            person = _sole(unit, rng)
            facts["position"] = person.post
            year.entries.append(Entry("khen-thuong", unit, person.organization_code, facts, PERSON, person))


def _discipline(year: Year, world: World, rng: Random) -> None:
    for number, unit in enumerate(rng.sample(world.units, max(2, len(world.units) // 15))):
        person = _sole(unit, rng)
        facts: dict[str, object] = {
            "form": rng.choice(["Khiển trách", "Khiển trách", "Cảnh cáo"]),
            "level": "Ủy ban Kiểm tra Đảng ủy Khối",
            "decision_number": f"{number + 3:02d}-QĐ/UBKT",
            "decision_on": _day(rng, date(2022, 4, 1), date(2022, 11, 20)),
            "content": "Vi phạm quy định về những điều đảng viên không được làm",
        }
        year.entries.append(Entry("ky-luat", unit, person.organization_code, facts, PERSON, person))


def _inspect(year: Year, world: World, rng: Random) -> None:
    for number, unit in enumerate(rng.sample(world.units, max(5, len(world.units) // 4))):
        sort = ("Kiểm tra", "Giám sát")[number % 2]
        started = _day(rng, date(2022, 4, 4), date(2022, 10, 10))
        facts: dict[str, object] = {
            "sort": sort,
            "plan": f"{number + 11}-KH/ĐUK",
            "matter": ("Thực hiện Chỉ thị 05-CT/TW", "Thực hiện Nghị quyết Trung ương 4 khóa XII")[number % 2],
            "inspected_by": ("Ban Thường vụ Đảng ủy Khối", "Ủy ban Kiểm tra Đảng ủy Khối")[number % 2],
            "started_on": started,
            "conclusion": ("Thực hiện nghiêm túc", "Còn chậm xây dựng kế hoạch")[number % 2],
        }
        if number % 2:
            facts["to_mend"] = "Ban hành kế hoạch năm"
            facts["due_on"] = "2022-12-31"
            if number % 4 == 1:
                facts["mended_on"] = "2022-11-30"
        year.entries.append(Entry("ktgs", unit, unit.organization.code, facts, COLLECTIVE))
