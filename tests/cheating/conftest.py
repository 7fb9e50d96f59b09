"""The stage, built once; each history puts everything back before it begins."""

import pytest

from tests.cheating import stage as stages


@pytest.fixture(scope="session")
def stage(tmp_path_factory, template_sqlite):
    """An installation with people who would like to cheat."""
    yield from stages.build(tmp_path_factory.mktemp("stage"), template_sqlite)
