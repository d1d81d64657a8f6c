"""A workbook (ECMA-376) made while it is sent: a sheet that says what it is, then the rows."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO
from xml.sax.saxutils import escape

MOST_ROWS = 1_048_575
"""Rows of a sheet below its header (Excel specifications and limits)."""
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BEGIN = f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'
_END = "</sheetData></worksheet>"
_STYLES = f"""{_XML}<styleSheet xmlns="{_MAIN}">
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
"""Formats of cells: as it is, money, day."""


class Outlet(io.RawIOBase):
    """Where the archive is written to, and from where what is ready is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._ready = bytearray()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: object) -> int:
        """Keep bytes until they are taken."""
        self._ready += memoryview(data)  # type: ignore[arg-type]
        return memoryview(data).nbytes  # type: ignore[arg-type]

    def taken(self) -> bytes:
        """What was written since the last time."""
        ready, self._ready = bytes(self._ready), bytearray()
        return ready


class Workbook:
    """The parts of a workbook in the order in which they are sent; rows beyond a sheet's go to further sheets."""

    def __init__(self) -> None:
        self.outlet = Outlet()
        self._archive = zipfile.ZipFile(self.outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._sheets: list[str] = []

    def write_about(self, said: Mapping[str, str], columns: Mapping[str, str]) -> None:
        """A first sheet of what the file says of itself, and, apart, of what each column means."""
        with self.sheet("About") as sheet:
            for row in (*said.items(), (), *columns.items()):
                sheet.write(text_row(row))

    @contextmanager
    def sheet(self, name: str) -> Iterator[IO[bytes]]:
        """A new sheet, to write rows into."""
        self._sheets.append(name)
        with self._archive.open(f"xl/worksheets/sheet{len(self._sheets)}.xml", "w", force_zip64=True) as part:
            part.write(_BEGIN.encode())
            yield part
            part.write(_END.encode())

    def finish(self) -> None:
        """Write what says how the sheets belong together."""
        numbers = range(1, len(self._sheets) + 1)
        sheets = "".join(
            f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
            for number, name in zip(numbers, self._sheets, strict=True)
        )
        parts = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
        files = {
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations([*parts, ("rIdStyles", "styles", "styles.xml")]),
            "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
            "[Content_Types].xml": _content_types(numbers),
        }
        self._archive.writestr("xl/styles.xml", _STYLES)
        for path, content in files.items():
            self._archive.writestr(path, _XML + content)
        self._archive.close()


def text_row(texts: Iterable[str]) -> bytes:
    """A row of texts."""
    shown = (f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' for text in texts)
    return f"<row>{''.join(shown)}</row>".encode()


def _relations(parts: Iterable[tuple[str, str, str]]) -> str:
    shown = (f'<Relationship Id="{one}" Type="{_OFFICE}/{kind}" Target="{path}"/>' for one, kind, path in parts)
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(shown)}</Relationships>'


def _content_types(numbers: Iterable[int]) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{one}.xml" ContentType="{_KIND}.worksheet+xml"/>' for one in numbers
    )
    return (
        f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{sheets}</Types>'
    )
