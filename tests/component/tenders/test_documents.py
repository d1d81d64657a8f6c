"""The documents of a tender: who adds them, what is taken, who reads them."""

import hashlib
from pathlib import Path
from typing import Any

import httpx
import pytest

from chassis.uploads import limit_of
from tests.component.chassis.clamd import EICAR, fake_clamd
from tests.component.tenders.desk import OTHER_BUYER, Desk
from tests.component.tenders.files import DOCX, ODT, OTHER_PDF, PDF, PROGRAM, archive, text_document

HASH = hashlib.sha256(PDF).hexdigest()


async def add(
    desk: Desk,
    path: str,
    content: bytes = PDF,
    name: str = "cctp.pdf",
    media_type: str = "application/pdf",
    **more: Any,
) -> httpx.Response:
    headers = {"content_type": media_type}
    return await desk.call("POST", f"{path}/documents?name={name}&kind=technical", content, **headers, **more)


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_document_is_kept_with_its_hash_its_size_and_its_type(desk: Desk) -> None:
    path = await desk.draft()
    answer = await add(desk, path)
    assert answer.status_code == 201, answer.text
    assert answer.json() == {
        "name": "cctp.pdf",
        "version": 1,
        "kind": "technical",
        "media_type": "application/pdf",
        "size": len(PDF),
        "sha256": HASH,
        "added_at": "2026-03-02T10:00:00+01:00",
        "added_by": "23350001600040",
        "pending": False,
    }
    assert answer.headers["Location"] == f"{path}/documents/cctp.pdf?version=1"
    assert (await desk.get(f"{path}/documents")).json()["items"] == [answer.json()]
    assert (await desk.get(answer.headers["Location"])).content == PDF


async def test_the_same_name_again_is_the_next_version_and_the_first_one_stays(desk: Desk) -> None:
    path = await desk.draft()
    await add(desk, path)
    second = await add(desk, path, OTHER_PDF)
    assert second.json()["version"] == 2
    assert (await desk.get(f"{path}/documents/cctp.pdf")).content == OTHER_PDF
    assert (await desk.get(f"{path}/documents/cctp.pdf?version=1")).content == PDF
    assert [one["version"] for one in (await desk.get(f"{path}/documents")).json()["items"]] == [2]
    absent = await desk.get(f"{path}/documents/cctp.pdf?version=3")
    assert (absent.status_code, absent.json()["code"]) == (404, "document-not-found")


async def test_the_same_file_again_is_the_version_that_it_was(desk: Desk, tmp_path: Path) -> None:
    path = await desk.draft()
    first, again = await add(desk, path), await add(desk, path)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert len(kept(tmp_path)) == 1


async def test_documents_are_listed_by_page(desk: Desk) -> None:
    path = await desk.draft()
    for name in ("c.pdf", "a.pdf", "b.pdf"):
        await add(desk, path, name=name)
    first = (await desk.get(f"{path}/documents?limit=2")).json()
    second = (await desk.get(first["next"])).json()
    assert [[one["name"] for one in page["items"]] for page in (first, second)] == [["a.pdf", "b.pdf"], ["c.pdf"]]


async def test_a_part_of_a_document_may_be_asked_for(desk: Desk) -> None:
    path = await desk.draft()
    await add(desk, path)
    part = await desk.get(f"{path}/documents/cctp.pdf", range="bytes=5-9")
    assert (part.status_code, part.content) == (206, PDF[5:10])
    assert part.headers["Content-Range"] == f"bytes 5-9/{len(PDF)}"
    beyond = await desk.get(f"{path}/documents/cctp.pdf", range="bytes=9999-")
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(PDF)}")
    changed = await desk.get(f"{path}/documents/cctp.pdf", range="bytes=5-9", if_range='"other"')
    assert (changed.status_code, changed.content) == (200, PDF)


async def test_a_document_that_the_caller_has_is_not_sent_again(desk: Desk) -> None:
    path = await desk.draft()
    await add(desk, path)
    again = await desk.get(f"{path}/documents/cctp.pdf", if_none_match=f'"{HASH}"')
    assert (again.status_code, again.content) == (304, b"")


async def test_a_browser_saves_a_document_and_runs_none(desk: Desk) -> None:
    path = await desk.draft()
    await add(desk, path, name="Cahier%20n%C2%B0%201%20(é).pdf".replace("%C2%B0", ""))
    answer = await desk.get(f"{path}/documents/Cahier n 1 (é).pdf")
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"Cahier n 1 _e_.pdf\"; filename*=UTF-8''Cahier%20n%201%20%28%C3%A9%29.pdf"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["../cctp.pdf", "a/b.pdf", 'a".pdf', "a\n.pdf", ".pdf", "pdf", "a.pdf%00.pdf"])
async def test_a_name_that_is_not_a_file_name_is_refused(desk: Desk, name: str) -> None:
    path = await desk.draft()
    answer = await add(desk, path, name=httpx.QueryParams({"n": name})["n"].replace("\n", "%0A"))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


async def test_documents_of_a_draft_are_seen_by_its_organisation_alone(desk: Desk) -> None:
    path = await desk.draft()
    await add(desk, path)
    own = await desk.get(f"{path}/documents/cctp.pdf")
    assert own.headers["Cache-Control"] == "private, no-store"
    for stranger in ({"organisation": OTHER_BUYER}, {"scopes": None}):
        for place in ("", "/cctp.pdf"):
            answer = await desk.get(f"{path}/documents{place}", **stranger)
            assert (answer.status_code, answer.json()["code"]) == (404, "tender-not-found")


async def test_documents_of_a_published_tender_are_for_everybody_and_stay_as_they_are(
    desk: Desk, tmp_path: Path
) -> None:
    path = await desk.draft()
    await add(desk, path)
    await desk.publish_draft(path)
    public = await desk.get(f"{path}/documents/cctp.pdf", scopes=None)
    assert (public.content, public.headers["Cache-Control"]) == (PDF, "no-cache")
    for answer in (await add(desk, path, OTHER_PDF), await desk.call("DELETE", f"{path}/documents/cctp.pdf")):
        assert (answer.status_code, answer.json()["code"]) == (409, "dossier-frozen")
        assert answer.json()["article"] == "CCP R2151-4"
    assert len(kept(tmp_path)) == 1


async def test_a_document_of_a_draft_is_dropped_with_all_its_versions(desk: Desk, tmp_path: Path) -> None:
    path = await desk.draft()
    await add(desk, path)
    await add(desk, path, OTHER_PDF)
    assert (await desk.call("DELETE", f"{path}/documents/cctp.pdf")).status_code == 204
    assert (await desk.get(f"{path}/documents/cctp.pdf")).status_code == 404
    assert (await desk.call("DELETE", f"{path}/documents/cctp.pdf")).json()["code"] == "document-not-found"
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    ("options", "status", "code"),
    [
        ({"organisation": OTHER_BUYER}, 404, "tender-not-found"),
        ({"scopes": None}, 401, "unauthenticated"),
        ({"scopes": frozenset({"contracts:write"})}, 403, "scope-missing"),
    ],
)
async def test_only_the_buyer_adds_documents(desk: Desk, options: dict[str, Any], status: int, code: str) -> None:
    path = await desk.draft()
    for answer in (await add(desk, path, **options), await desk.call("DELETE", f"{path}/documents/a.pdf", **options)):
        assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("name", "media_type", "content"),
    [
        ("a.docx", DOCX, archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})),
        ("a.odt", ODT, text_document()),
        ("a.zip", "application/zip", archive({"plans/one.txt": b"one"})),
        ("a.csv", "text/csv; charset=utf-8", "prix;été\n1;2\n".encode("latin-1")),
        ("a.ifc", "model/step", b"ISO-10303-21;\nHEADER;\n"),
        ("a.json", "application/json", b"{}"),
        ("a.XML", "text/xml", b'\xef\xbb\xbf<?xml version="1.0"?><a/>'),
        ("a.dwg", "image/vnd.dwg", b"AC1032" + bytes(50)),
        ("a.jpg", "image/jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(50)),
    ],
)
async def test_a_file_that_is_what_it_claims_is_taken(desk: Desk, name: str, media_type: str, content: bytes) -> None:
    answer = await add(desk, await desk.draft(), content, name, media_type)
    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize(
    ("name", "media_type", "content", "found"),
    [
        ("a.pdf", "application/pdf", PROGRAM, "application/vnd.microsoft.portable-executable"),
        ("a.docx", DOCX, archive({"xl/workbook.xml": b"<workbook/>"}), "an archive without word/document.xml"),
        ("a.txt", "text/plain", PROGRAM, "application/vnd.microsoft.portable-executable"),
        ("a.ifc", "model/step", b"HEADER;", "text/plain"),
        ("a.exe", "application/pdf", PDF, "named .exe"),
    ],
)
async def test_a_file_that_is_not_what_it_claims_is_refused_and_both_are_said(
    desk: Desk, tmp_path: Path, name: str, media_type: str, content: bytes, found: str
) -> None:
    answer = await add(desk, await desk.draft(), content, name, media_type)
    assert (answer.status_code, answer.json()["code"]) == (422, "content-contradicts-type")
    assert (answer.json()["claimed"], answer.json()["found"]) == (media_type, found)
    assert kept(tmp_path) == []


async def test_a_spreadsheet_is_no_opendocument_text(desk: Desk) -> None:
    sheet = archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})
    answer = await add(desk, await desk.draft(), sheet, "a.odt", ODT)
    assert answer.json()["code"] == "content-contradicts-type"


async def test_a_type_that_is_not_on_the_list_is_refused_with_the_list(desk: Desk) -> None:
    answer = await add(desk, await desk.draft(), PROGRAM, "a.exe", "application/x-msdownload")
    assert (answer.status_code, answer.json()["code"]) == (415, "document-type-not-taken")
    assert "application/pdf" in answer.json()["taken"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (archive({"zeros": bytes(5_000_000)}), "archive-too-dense"),
        (archive({str(number): b"" for number in range(10_001)}), "archive-too-dense"),
        (archive({"more.zip": b"PK"}), "archive-nested"),
        (archive({"a": b"a"})[:40], "archive-unreadable"),
        (b"", "document-empty"),
    ],
    ids=["ratio", "members", "depth", "damage", "nothing"],
)
async def test_an_archive_that_would_hurt_is_refused(desk: Desk, tmp_path: Path, content: bytes, code: str) -> None:
    answer = await add(desk, await desk.draft(), content, "plans.zip", "application/zip")
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert kept(tmp_path) == []


async def test_a_file_larger_than_its_type_may_be_is_refused_and_not_kept(desk: Desk, tmp_path: Path) -> None:
    image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(50_000_000)
    answer = await add(desk, await desk.draft(), image, "a.png", "image/png")
    assert (answer.status_code, answer.json()["code"], answer.json()["limit"]) == (413, "body-too-large", 50_000_000)
    assert kept(tmp_path) == []


async def test_a_file_that_says_it_is_too_large_is_refused_before_it_is_sent(desk: Desk) -> None:
    answer = await add(desk, await desk.draft(), content_length="200000001")
    assert (answer.status_code, answer.json()["limit"]) == (413, 200_000_000)


async def test_other_operations_take_no_files(desk: Desk) -> None:
    scope = {"app": desk.app, "method": "POST", "path": "/tenders"}
    assert limit_of(scope) is None
    answer = await desk.call("POST", "/tenders", PDF, content_type="application/pdf")
    assert (answer.status_code, answer.json()["code"]) == (415, "media-type-not-supported")


async def test_malware_is_refused_by_its_name_and_not_kept(scanned: Desk, tmp_path: Path) -> None:
    answer = await add(scanned, await scanned.draft(), PDF + EICAR)
    assert (answer.status_code, answer.json()["code"]) == (422, "infected")
    assert answer.json()["signature"] == "Eicar-Test-Signature"
    assert kept(tmp_path) == []


async def test_what_cannot_be_scanned_is_not_taken(scanned: Desk, tmp_path: Path) -> None:
    path = await scanned.draft()
    async with fake_clamd() as clamd:
        clamd.limit = 1
        scanned.scan_with(clamd.url)
        answer = await add(scanned, path)
    assert (answer.status_code, answer.json()["code"], answer.json()["retryable"]) == (503, "scanner-unavailable", True)
    assert kept(tmp_path) == []


async def test_an_installation_without_storage_says_so(desk: Desk) -> None:
    desk.app.state.depot = None
    answer = await add(desk, await desk.draft())
    assert (answer.status_code, answer.json()["code"]) == (503, "storage-unavailable")
