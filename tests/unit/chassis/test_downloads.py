import pytest

from chassis.downloads import RangeNotSatisfiable, Span, asked, disposition


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-9", (0, 10)),
        ("bytes=90-", (90, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-1000", (0, 100)),
        ("bytes=50-5000", (50, 100)),
        ("bytes = 0 - 0", (0, 1)),
    ],
)
def test_one_range_is_understood(header: str, span: Span) -> None:
    assert asked(header, 100) == span


@pytest.mark.parametrize("header", [None, "", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "bytes=a-b"])
def test_what_is_not_one_range_is_answered_by_the_whole(header: str | None) -> None:
    assert asked(header, 100) is None


@pytest.mark.parametrize(("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0)])
def test_a_range_that_is_not_there_is_refused_with_the_size(header: str, size: int) -> None:
    with pytest.raises(RangeNotSatisfiable) as refused:
        asked(header, size)
    assert refused.value.headers() == {"Content-Range": f"bytes */{size}"}


def test_no_name_breaks_out_of_its_header() -> None:
    assert disposition('é";\r\nSet-Cookie: a.pdf') == (
        "attachment; filename=\"e____Set-Cookie_ a.pdf\"; filename*=UTF-8''%C3%A9%22%3B%0D%0ASet-Cookie%3A%20a.pdf"
    )
