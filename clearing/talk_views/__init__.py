"""The pages of the Clearing talks."""

from .conversation import conversation_switch, screen_cover
from .identity import talk_identity, talk_identity_withdraw
from .papers import draft_list, talk_paper, talk_paper_pdf, talk_protocol, talk_protocol_pdf
from .sections import talk_discard, talk_draft, talk_section
from .talks import talk_attended, talk_compare, talk_detail, talk_end, talk_list, talk_start, talk_topic

__all__ = [
    "conversation_switch",
    "draft_list",
    "screen_cover",
    "talk_attended",
    "talk_compare",
    "talk_detail",
    "talk_discard",
    "talk_draft",
    "talk_end",
    "talk_identity",
    "talk_identity_withdraw",
    "talk_list",
    "talk_paper",
    "talk_paper_pdf",
    "talk_protocol",
    "talk_protocol_pdf",
    "talk_section",
    "talk_start",
    "talk_topic",
]
