"""Charts and maps as SVG, drawn here: each with a title, a description, and its data for a table beside it.

What is drawn has classes and no colours: `static/site.css` gives them, in light, dark and print.
"""

from gateway.web.pictures.bars import bars
from gateway.web.pictures.columns import columns
from gateway.web.pictures.drawn import Drawn
from gateway.web.pictures.gauge import gauge
from gateway.web.pictures.lorenz import lorenz
from gateway.web.pictures.map import places, towns
from gateway.web.pictures.stack import stack
from gateway.web.pictures.trend import spark, trend

__all__ = ["Drawn", "bars", "columns", "gauge", "lorenz", "places", "spark", "stack", "towns", "trend"]
