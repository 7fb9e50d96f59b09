"""Words that make capitalised words the name of a company or a body, and how to see that."""

from collections.abc import Sequence

from extraction.entities.tokens import Token, key, word_keys

# Legal forms that follow a name, as keys of single tokens.
LEGAL_FORMS: frozenset[str] = word_keys(
    """ab ag aps as asa bhd bv bvba co corp corporation company dmcc fzco gmbh inc incorporated jsc
    kft kg kgaa kk limited llc llp ltd ltda mbh nv ojsc oao ooo oy oyj pao pjsc plc pte pty pvt
    sa sagl sarl sas se sdn sl spa sro srl tbk vof sprl cv oü sci kabushiki kaisha"""
)
# Words that name a works, as keys: what a smelter or refiner calls itself.
WORKS: frozenset[str] = word_keys(
    """smelter smelters smelting smeltery refinery refineries refining refiner refiners refined
    metallurgical metallurgy metallurgie metallurgique metallurgico metallurgica
    hydrometallurgical hydrometallurgy nonferrous ferrous hutte hutten huttenwerk huttenwerke
    huttenwerken schmelze schmelzerei raffinerie affinerie affineries affinage fonderie
    fonderies fonderia fundicion fundicao fundidora refineria refinaria raffineria raffinaderij
    smelterij smeltery smelterijen metaal metallwerk metallwerke metallhutte scheideanstalt
    edelmetall edelmetalle edelmetaal kupferhutte zinkhutte bleihutte zinnhutte zinkfabriek
    loodfabriek kopersmelterij tinsmelterij zinksmelterij metalworks works powders alloys alloy
    metals metalli metaux metal metallic tungsten wolfram tantalum tin gold cobalt copper nickel
    zinc silver lithium niobium molybdenum rare recycling mint affimet elektrolyse electrolysis
    electrolytic smelt peleburan izabe rafineri metalurji huta hutnicze"""
)
# Words of bodies, traders and services, as keys: such a name is an organisation but not a works.
BODIES: frozenset[str] = word_keys(
    """bank banks exchange council committee commission ministry minister department government
    union association federation chamber institute institut university universiteit universitat
    initiative alliance agency authority parliament court office bureau board society foundation
    stichting vereniging verband verein verbond vakbond gewerkschaft syndicat bundesverband
    ministerie ministerium ministere kamer kammer chambre certification certificering
    zertifizierung assurance audit auditing audits auditors auditor accountants consulting
    consultants advisory inspection registrar trading traders trade trader handel handels
    handelsgesellschaft handelsonderneming negoce shipping logistics haven hafen newspaper
    journal bulletin press reuters news magazine organization organisation organisations
    secretariat seminar conference congress party embassy college school museum securities
    insurance investment investments fund capital brokers broker ventures steelworkers workers
    responsible"""
)
# Initials of bodies that papers of this trade keep naming; never a works.
INITIALS: frozenset[str] = word_keys(
    """rmi rba lbma lme lppm comex sec oecd oeso ocde eu un vn ilo iso iaf dakks rva ukas irma asi
    rjc eicc gesi ipis itri ita wgc icmm oem cfsi rmap cfsp cmrt emrt amrt drc ngo ngos csr esg
    ceo cfo usd eur gbp aiag jama responsiblesteel itsci cahra cahras hse ehs ohsas iaea wto imf
    apt amt shg esr var"""
)
CONNECTORS: frozenset[str] = word_keys(
    """of de del della di da do the and und en et e & van von der des du la le y for voor fur + -"""
)


def is_capital(token: Token) -> bool:
    """Whether a token starts with a capital letter."""
    return token.text[0].isupper()


def run_right(found: Sequence[Token], start: int, limit: int = 7) -> list[Token]:
    """Capitalised tokens (and what joins them) from ``start`` on, as far as a name can reach."""
    run: list[Token] = []
    for token in found[start : start + limit]:
        if is_capital(token) or token.text in "&.+-'’" or key(token.text) in CONNECTORS:
            run.append(token)
        else:
            break
    return run


def run_left(found: Sequence[Token], end: int, limit: int = 7) -> list[Token]:
    """The same to the left of ``end``, nearest first."""
    run: list[Token] = []
    for token in reversed(found[max(0, end - limit) : end]):
        if is_capital(token) or token.text in "&.+-" or key(token.text) in CONNECTORS:
            run.append(token)
        else:
            break
    return run


def inside_name(found: Sequence[Token], first: int, last: int) -> bool:
    """Whether ``found[first:last]`` is a part of the name of a company or a body.

    It is when capitalised words follow that end in a legal form or a word for a works or a body
    ("Korea Zinc", "Philippines Smelting Corp"), or when such a word leads up to it
    ("Development Bank of the Philippines").
    """
    right = run_right(found, last)
    if right and right[0].text == "-":
        right = right[1:]
    if right and is_capital(right[0]) and any(_organises(token) for token in right):
        return True
    if (
        last + 1 < len(found) and found[last].text in ",)"
    ):  # "Norvik America, Inc.", "Norvik (US) LLC"
        form = found[last + 1]
        if is_capital(form) and key(form.text) in LEGAL_FORMS:
            return True
    left = run_left(found, first)
    if not left:
        return False
    if key(left[0].text) in CONNECTORS and left[0].text not in "&-+":
        heads = [token for token in left if is_capital(token) and key(token.text) not in CONNECTORS]
        return bool(heads) and key(heads[0].text) in BODIES
    return is_capital(left[0]) and any(key(token.text) in BODIES | _PREFIXES for token in left)


_PREFIXES = frozenset({"pt", "cv", "ste", "cia", "societe", "compagnie", "companhia"})


def _organises(token: Token) -> bool:
    word = key(token.text)
    return is_capital(token) and (word in LEGAL_FORMS or word in WORKS or word in BODIES)
