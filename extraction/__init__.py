"""Documents to records with provenance. No web, no database.

What others call: ``pipeline.read`` (in this process), ``isolated.extract_isolated`` (behind walls),
``jsonform.of`` (the JSON that scripts read), ``registers.read``, ``matching.candidates``, and
``wording.message``. Modules are imported by name, so that nobody pays for what they do not use.
"""
