"""The blueprint that the pages of the review hang on."""

from flask import Blueprint

blueprint = Blueprint("review", __name__, url_prefix="/review")
