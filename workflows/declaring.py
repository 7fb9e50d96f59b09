"""A company's own declaration of smelters: from approved records of its year, suppliers unnamed."""

from babel import Locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from report_templates import declaration
from report_templates.declaration import LAYOUTS, Form, Smelter
from workflows import clock, material, member_counting, years
from workflows.models import MemberYear, Site, SiteIdentifier
from workflows.permissions import Actor
from workflows.states import ItemKind, ItemState


def smelters(session: Session, year: MemberYear, form: Form) -> list[Smelter]:
    """Each smelter and metal of a form once, as the register knows it, by metal and name.

    Only records that a reviewer approved: what nobody looked at is declared to nobody.
    """
    found = material.gather(session, member_counting.period(year), year.organisation_id)
    named = {
        (one.site_id, one.metal)
        for one in found.items
        if one.kind is ItemKind.SMELTER
        and one.state is ItemState.APPROVED
        and one.site_id is not None
        and one.metal in LAYOUTS[form].metals
    }
    ids = {site for site, _metal in named}
    sites = {row.id: row for row in session.scalars(select(Site).where(Site.id.in_(ids)))}
    held = select(SiteIdentifier).where(
        SiteIdentifier.site_id.in_(ids), SiteIdentifier.ended.is_(None)
    )
    known = {row.site_id: row for row in session.scalars(held.order_by(SiteIdentifier.id.desc()))}
    countries = Locale("en").territories
    rows = [
        Smelter(
            metal,
            sites[site].name,
            str(countries.get(sites[site].country or "", "")),
            known[site].value if site in known else "",
            known[site].scheme if site in known else "",
        )
        for site, metal in named
    ]
    return sorted(rows, key=lambda one: (one.metal, one.name.lower()))


def workbook(session: Session, year: MemberYear, actor: Actor, form: Form = Form.CMRT) -> bytes:
    """The declaration as a workbook laid out as a template, for the company's people alone."""
    years.may_write(year, actor)
    today = clock.today(session)
    return declaration.to_xlsx(year.organisation.name, smelters(session, year, form), today, form)
