"""Names of the yearly rating: its levels, the states that are none, its stages, whom it is about.

Apart from the reading of ratings (`domain.rating`), so that answers which only count load nothing more.
"""

from __future__ import annotations

EXCELLENT = "Hoàn thành xuất sắc nhiệm vụ"
GOOD = "Hoàn thành tốt nhiệm vụ"
DONE = "Hoàn thành nhiệm vụ"
NOT_DONE = "Không hoàn thành nhiệm vụ"
NOT_YET_RATED = "Chưa xếp loại"
NOT_SUBJECT = "Không thuộc diện xếp loại"
LEVELS = (EXCELLENT, GOOD, DONE, NOT_DONE)
RATINGS = (*LEVELS, NOT_YET_RATED, NOT_SUBJECT)

SELF, PROPOSED, DECIDED = "self", "proposed", "decided"
STAGE_WORDS = {SELF: "mức tự nhận", PROPOSED: "mức đề nghị", DECIDED: "mức quyết định"}

MEMBER, ORGANIZATION = "dv", "tc"

STAGES = {"self": "self_level", "proposed": "proposed_level", "decided": "decided_level"}
"""The fields of a rating, by the stage whose level each holds."""
