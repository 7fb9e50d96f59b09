"""Settings come from the environment, and what does not fit is refused at the start."""

import os
import stat
from pathlib import Path

import pytest

from webapp import config
from webapp.config import ConfigurationError


def test_the_environment_is_read_and_what_is_given_goes_over_it(tmp_path: Path) -> None:
    environment = {"KETENZICHT_PORT": "9001", "KETENZICHT_DATA": str(tmp_path / "elsewhere")}
    settings = config.load({"DATA": tmp_path / "here"}, environment)
    assert settings["PORT"] == 9001
    assert settings["DATA"] == tmp_path / "here"
    assert not (tmp_path / "elsewhere").exists()


def test_host_and_port_without_a_prefix_are_honoured(tmp_path: Path) -> None:
    settings = config.load({"DATA": tmp_path}, {"HOST": "0.0.0.0", "PORT": "81"})  # noqa: S104
    assert (settings["HOST"], settings["PORT"]) == ("0.0.0.0", 81)  # noqa: S104


def test_without_a_database_address_the_database_lies_in_the_data_folder(tmp_path: Path) -> None:
    settings = config.load({"DATA": tmp_path}, {})
    assert settings["DATABASE_URL"] == f"sqlite:///{tmp_path}/ketenzicht.sqlite3"


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = config.load({"DATA": tmp_path}, {})["SECRET_KEY"]
    again = config.load({"DATA": tmp_path}, {})["SECRET_KEY"]
    other = config.load({"DATA": tmp_path / "other"}, {})["SECRET_KEY"]
    assert first == again != other
    assert len(str(first)) == 64
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="shorter than 32"):
        config.load({"DATA": tmp_path}, {"KETENZICHT_SECRET_KEY": "change-me"})


def test_a_file_in_the_place_of_the_data_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(
        ConfigurationError, match="Cannot write in the data folder.*KETENZICHT_DATA"
    ):
        config.load({"DATA": tmp_path / "taken"}, {})


def test_a_full_disk_says_what_to_do() -> None:
    if not os.access("/dev/full", os.W_OK):
        pytest.skip("no device that is always full")
    with pytest.raises(ConfigurationError, match="Cannot write in the data folder /dev/full"):
        config.load({"DATA": "/dev/full/data"}, {})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "70000"),
        ("MAX_UPLOAD_MB", "0"),
        ("MAX_UPLOAD_MB", "\u0663"),
        ("LANGUAGE", "de"),
        ("DEMO", "perhaps"),
        ("URL", "keten.example"),
        ("URL", "https://keten.example/zicht"),
    ],
)
def test_a_value_that_does_not_fit_names_its_setting(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=f"KETENZICHT_{name}"):
        config.load({"DATA": tmp_path}, {f"KETENZICHT_{name}": value})


@pytest.mark.parametrize(
    ("environment", "secure"),
    [
        ({}, False),
        ({"HOST": "::1"}, False),
        ({"HOST": "0.0.0.0"}, True),  # noqa: S104
        ({"KETENZICHT_URL": "https://keten.example"}, True),
        ({"HOST": "0.0.0.0", "KETENZICHT_SECURE_COOKIES": "off"}, False),  # noqa: S104
    ],
)
def test_cookies_go_over_https_only_unless_served_on_a_loopback_address(
    tmp_path: Path, environment: dict[str, str], secure: bool
) -> None:
    settings = config.load({"DATA": tmp_path}, environment)
    assert settings["SESSION_COOKIE_SECURE"] is secure
    assert str(settings["SESSION_COOKIE_NAME"]).startswith("__Host-") is secure


def test_every_setting_has_a_meaning_and_no_name_twice() -> None:
    names = [setting.name for setting in config.SETTINGS]
    assert len(names) == len(set(names))
    assert all(setting.meaning.endswith(".") for setting in config.SETTINGS)
