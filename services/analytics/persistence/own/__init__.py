"""The observatory's own state: what it published, and what people set, asked and said."""

from services.analytics.persistence.own.base import state
from services.analytics.persistence.own.citizen_report import citizen_report
from services.analytics.persistence.own.published_figure import publication, published_figure
from services.analytics.persistence.own.target import target_series, target_setting

TELLING = ("target_series", "published_figure")
"""The tables of the aggregates that tell facts."""

__all__ = ["TELLING", "citizen_report", "publication", "published_figure", "state", "target_series", "target_setting"]
