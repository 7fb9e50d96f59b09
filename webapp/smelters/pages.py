"""The blueprint that the pages of the register hang on."""

from flask import Blueprint

blueprint = Blueprint("smelters", __name__, url_prefix="/smelters")
