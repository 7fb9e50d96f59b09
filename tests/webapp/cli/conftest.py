"""What the tests of the commands share."""

import pytest
from click.testing import CliRunner

from webapp.cli import main


@pytest.fixture
def run(migrated):
    """Give a command in an installation of its own, and see with which code it ends."""

    def call(*words, code=0):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output
        return result

    return call
