"""What pages load is what its publishers gave out, small, and named after its content."""

import gzip
import hashlib

import yaml

from gateway.web import assets

MOST_SCRIPT = 35 * 1024
VENDORED = assets.FOLDER / "vendor"


def test_every_script_of_others_is_the_one_that_its_package_has() -> None:
    named = yaml.safe_load((VENDORED / "vendor.yaml").read_text())
    assert {file.name for file in VENDORED.glob("*.js")} == named.keys()
    for name, said in named.items():
        assert hashlib.sha256((VENDORED / name).read_bytes()).hexdigest() == said["sha256"]


def test_all_scripts_of_a_page_are_small() -> None:
    loaded = ("vendor/htmx.min.js", "site.js")
    assert sum(len(gzip.compress((assets.FOLDER / name).read_bytes())) for name in loaded) <= MOST_SCRIPT


def test_an_address_leads_to_its_file_and_no_other() -> None:
    address = assets.address("site.css")
    found = assets.at(address)
    assert found is not None
    assert found.media_type == "text/css"
    assert assets.at(address.replace("site", "other")) is None
