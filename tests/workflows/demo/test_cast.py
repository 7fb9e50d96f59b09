import re

from extraction.entities.identifiers import identifier_of
from extraction.matching import fold
from workflows.demo import cast, sites
from workflows.people import SHORTEST_PASSWORD


def test_no_canary_is_part_of_another_ones_words():
    words = [(m.name, word) for m in cast.MEMBERS for word in m.canaries]
    for owner, word in words:
        for other, text in words:
            assert owner == other or word not in text


def test_nobodys_address_can_reach_a_real_mailbox():
    assert all(player.email.endswith(".example") for player in cast.PLAYERS)


def test_the_password_is_one_that_the_rules_allow():
    assert len(cast.DEMO_PASSWORD) >= SHORTEST_PASSWORD
    locals_ = {player.email.split("@")[0] for player in cast.PLAYERS}
    assert [name for name in locals_ if name in cast.DEMO_PASSWORD] == []


def test_a_company_has_a_submitter_and_a_contact():
    held = {(p.email, p.role.value) for p in cast.PLAYERS}
    for member in cast.MEMBERS:
        assert {(member.submitter, "submitter"), (member.contact, "contact")} <= held


def test_the_register_has_sixty_invented_smelters_with_invented_numbers():
    assert len(sites.SMELTERS) == 60
    assert len({fold(entry.name) for entry in sites.SMELTERS}) == 60
    for entry in sites.SMELTERS:
        assert re.fullmatch(r"XID000\d{3}", entry.key)
        assert identifier_of(entry.key).scheme == "demo"
        assert entry.aliases


def test_statuses_and_ties_are_about_sites_that_there_are():
    known = {e.key for e in sites.SMELTERS} | {
        e.key for others in sites.OTHER_SITES.values() for e in others
    }
    assert {said.site for said in sites.STATUSES} <= known
    assert {key for one, other, _kind in sites.LINKS for key in (one, other)} <= known
    assert {said.status for said in sites.STATUSES} >= {"conformant", "non_conformant"}
    assert {said.basis for said in sites.STATUSES} == {"assessed", "cross_recognised"}
