"""The root command and its groups."""

import click

from webapp.cli import (
    demo,
    facts,
    findings,
    following,
    keeping,
    log,
    models,
    name_rules,
    notices,
    organisations,
    pages,
    people,
    queue,
    reading,
    register,
    regrouping,
    reports,
    risks,
    search,
    serving,
    teams,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ketenzicht")
def main() -> None:
    """Ketenzicht: supplier evidence in, acted-on findings and a provable report out.

    \b
    Examples:
      ketenzicht run --demo
      ketenzicht extract certificate.pdf
      ketenzicht documents add papers/ --organisation "Voorbeeld Draad B.V." --as a@b.example --wait
    """


for command in (
    serving.run,
    serving.worker,
    serving.upgrade,
    serving.check,
    pages.docs,
    keeping.make,
    keeping.restore,
    reading.extract,
    demo.group,
    people.group,
    organisations.group,
    facts.group,
    queue.group,
    teams.group,
    regrouping.group,
    name_rules.group,
    notices.group,
    findings.group,
    following.group,
    register.group,
    risks.group,
    reports.group,
    models.group,
    log.group,
    search.group,
):
    main.add_command(command)
