"""The observatory's own state: what it published, and what people set, asked and said."""

from services.analytics.persistence.own.alert import alert, alert_notice, digest
from services.analytics.persistence.own.base import state
from services.analytics.persistence.own.citizen_report import citizen_report
from services.analytics.persistence.own.department_grade import department_grade
from services.analytics.persistence.own.published_figure import publication, published_figure
from services.analytics.persistence.own.red_flag import flag_comment, frozen_fence, red_flag
from services.analytics.persistence.own.target import target_series, target_setting

TELLING = ("target_series", "published_figure", "red_flag", "department_grade")
"""The tables of the aggregates that tell facts."""

__all__ = [
    "TELLING",
    "alert",
    "alert_notice",
    "citizen_report",
    "department_grade",
    "digest",
    "flag_comment",
    "frozen_fence",
    "publication",
    "published_figure",
    "red_flag",
    "state",
    "target_series",
    "target_setting",
]
