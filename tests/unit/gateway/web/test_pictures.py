"""Pictures say what they show, draw to scale, and let nothing in."""

import re
from xml.etree import ElementTree as ET

from gateway.web.pictures import bars, columns, gauge, lorenz, places, spark, towns, trend
from gateway.web.pictures.drawing import nice, ticks

NS = "{http://www.w3.org/2000/svg}"
EVERY = (
    bars("By area", [("Roads", 3.0, "3"), ("Food", 1.0, "1")], target=2.0),
    columns("By year", [("2025", 3.0), ("2026", 1.0)]),
    gauge("Share", "20 of 30", 20, 30),
    places("Holders", {"35": (3.0, "Ille-et-Vilaine: 3")}, frozenset({"35"})),
    lorenz("Holders", "Gini: 0.5", [(0, 0), (50, 10), (100, 100)], ("Companies", "Value")),
    towns("Holders", {"35238": (3.0, "Rennes: 3"), "75056": (9.0, "Paris: 9")}),
    spark("Years", [("2025", 1.0), ("2026", None)]),
    trend("Years", [("2025", 1.0), ("2026", 3.0)], aims=[("2025", 2.0)], ahead=[("2027", 2.0)]),
)


def test_every_picture_has_a_title_and_says_its_data() -> None:
    for picture in EVERY:
        root = ET.fromstring(str(picture))  # noqa: S314 - drawn here
        assert root.attrib["role"] == "img"
        assert root[0].tag == f"{NS}title"
        assert root[0].text
        assert root[1].tag == f"{NS}desc"
        assert root[1].text


def test_bars_are_as_long_as_their_values() -> None:
    widths = [float(one) for one in re.findall(r'<rect[^>]* width="([\d.]+)"', EVERY[0])]
    assert abs(widths[0] / widths[1] - 3) < 0.05


def test_the_mark_of_a_target_crosses_no_words() -> None:
    drawn = bars("By area", [("Roads", 79.0, "79 %"), ("Food", 20.0, "20 %")], target=80.0, most=100)
    [mark, _] = (float(one) for one in re.findall(r'x1="([\d.]+)"', drawn))
    beside, far = (float(one) for one in re.findall(r'x="([\d.]+)" y="[\d.]+" class="value"', drawn))
    assert beside > mark > far


def test_names_that_are_too_long_for_their_columns_stand_on_two_lines() -> None:
    for names, lines in ((["1", "2"], 1), (["250 k–500 k"] * 9, 2)):
        drawn = columns("", [(name, 1.0) for name in names])
        assert len(set(re.findall(r'y="([\d.]+)" text-anchor="middle"', drawn))) == lines


def test_a_map_of_the_region_shows_its_communes_alone() -> None:
    drawn = towns("Holders", {"35238": (3.0, "Rennes: 3"), "75056": (9.0, "Paris: 9")})
    assert ("Rennes" in drawn, "Paris" in drawn) == (True, False)


def test_what_is_written_in_a_picture_is_escaped() -> None:
    assert "<b>" not in bars("<b>", [("<b>", 1.0, "<b>")])


def test_scales_end_at_round_numbers() -> None:
    assert [nice(value) for value in (0, 0.7, 3, 7, 12, 99, 260)] == [1, 1, 5, 10, 20, 100, 500]
    assert ticks(100) == [0, 25, 50, 75, 100]


def test_pictures_of_nothing_are_drawn_too() -> None:
    for drawn in (bars("None", []), columns("None", []), trend("None", []), spark("None", []), places("None", {})):
        assert "<svg" in drawn
