"""Tables of words by which the MUC-4 mapper tells incidents, people, weapons and organisations."""

from __future__ import annotations

from sayso.record import Stance


def words(text: str) -> frozenset[str]:
    """A table of words, written as one text."""
    return frozenset(text.split())


INCIDENTS = {
    "BOMBING": "bomb bombing car-bomb explode explosion blast dynamite detonate detonation dynamiting",
    "KIDNAPPING": "kidnap kidnapping kidnaping abduct abduction hostage",
    "ARSON": "burn torch arson burning",
    "ROBBERY": "rob robbery steal theft loot",
    "ATTACK": "attack assault kill killing murder assassinate assassination massacre slay shoot ambush machinegun"
    " strafe wound murdering shooting raid execute gun fire hit harass",
}
"""Incident types by the dictionary forms of their triggers; the first that has the word is taken."""
MODES = {"abduct": "KIDNAPPING", "explosives": "BOMBING", "suicide-attack": "BOMBING"}
"""Incident types of the modes of ASSAULT; every other ASSAULT is an ATTACK."""
PHRASES = {
    "BOMBING": ("set off", "blow up", "blew up", "blown up", "went off", "car bomb"),
    "ARSON": ("set fire", "set on fire"),
}
EFFECTS = words("kill killing die death wound injure destroy damage murder massacre destruction hurt")
"""What an incident leads to: such a claim joins the incident told shortly before it, whatever its type."""
NEAR = 2
"""Sentences between an incident and its effects at most."""
FAR = 5
"""Sentences without a word of an incident after which another of its type is a new one."""
ATTEMPTS = words(
    "attempt try fail foil thwart defuse deactivate prevent escape survive unharmed unhurt attempted"
)
FIGHTERS = words(
    "soldier troop guerrilla rebel army patrol unit battalion insurgent combatant extremist terrorist column subversive force"
)
"""Targets of fighting, not of terrorism: an incident that hits nobody else is none for MUC."""
WEAPONS = words(
    "bomb dynamite explosive grenade rocket mortar rifle machinegun submachinegun pistol gun missile mine firearm"
    " ak-47 car-bomb carbomb bullet charge weapon device molotov shell rpg-7 stick launcher"
)
EXPLOSIVES = words(
    "bomb bombing dynamite explosive explosion explode car-bomb carbomb grenade mine blast detonate"
)
"""Words by which an attack may be a bombing."""
CARRIERS = words("charge device stick")
"""Weapons only with another weapon's word beside them ("dynamite charge", "explosive device")."""
AUTHORITIES = words(
    "police army government ministry minister president official military force commander colonel general spokesman"
    " judge court authority prosecutor captain major lieutenant ambassador secretary"
)
RESPONSIBILITY = words("responsibility credit responsible")
TAKING = words("claim assume take admit acknowledge")
BLAMING = words("blame accuse attribute suspect")
"""Words by which an organisation is made to answer for an incident told before."""
FIGHTING = words("guerrillas rebels terrorists commandos commandoes insurgents guerrilla rebel terrorist")
"""Perpetrators who belong to an organisation, that of the text if there is but one."""
PEOPLE = words(
    "peasant civilian vendor woman man child boy girl student worker family member bodyguard escort priest jesuit maid cook"
    " daughter son wife husband brother newsman reporter journalist leader judge mayor citizen passenger passer-by passerby"
    " people person individual resident villager teacher lawyer engineer minister official politician candidate nun bishop"
    " adviser policeman officer agent driver minor businessman farmer inhabitant employee technician guard parishioner"
    " activist unionist deputy senator attorney magistrate doctor nurse refugee national missionary rancher merchant"
)
"""Nouns that name people, for mentions whose sort the reader does not tell."""
ABSTRACT = words(
    "offensive attack action war operation summit conference fire sentence life democracy peace process plan most leadership"
    " right effort objective way death terrorism violence situation activity policy law order agreement threat aggression"
)
"""What cannot be hit."""
BANDS = words("guerrilla terrorist rebel member commando militant column unit cell squad group band fighter")
"""Heads whose modifiers name the organisation: "Shining Path terrorists"."""
QUANTITIES = words("several many more most other some least same few such various numerous hundreds dozens")
"""Words before a noun that are no part of what it names."""
PLAIN = words(
    "armed heavily alleged urban unidentified young unknown hooded suspected other several presumed rural leftist rightist"
    " large small special paid local five four three two six masked uniformed salvadoran"
)
"""Modifiers that name no organisation."""
GROUPS = words(
    "front liberation movement path cartel extraditables mafia fmln squads commandos revolutionary"
)
"""Words in the names of organisations that fight in the dark."""
UNHAPPENED = frozenset({Stance.ASKED, Stance.CONDITIONAL})
WEAKER = frozenset({Stance.SUSPECTED, Stance.DOUBTED})
TITLES = words(
    "president minister senator general colonel captain major lieutenant sergeant dr dr. mr mr. mrs father col col. gen gen."
    " msgr msgr. bishop judge mayor governor deputy commander lt maj capt sgt corporal priest ambassador journalist don doctor"
)
WORKS = words(
    "house home building office store shop bank bridge tower pylon pole post line bus car vehicle truck embassy headquarters"
    " station pipeline hotel restaurant school church farm plant hydroelectric residence facility establishment exchange"
)
"""What is blown up or burnt."""
KNOWN = (
    "farabundo marti national liberation front",
    "fmln",
    "shining path",
    "sendero luminoso",
    "tupac amaru revolutionary movement",
    "mrta",
    "army of national liberation",
    "national liberation army",
    "eln",
    "uceln",
    "camilist union",
    "revolutionary armed forces of colombia",
    "farc",
    "popular liberation army",
    "people's liberation army",
    "epl",
    "19 april movement",
    "m-19",
    "extraditables",
    "medellin cartel",
    "cali cartel",
    "drug cartel",
    "drug cartels",
    "drug mafia",
    "drug mafias",
    "drug trafficking mafia",
    "drug trafficking mafias",
    "mafia",
    "mafias",
    "death squads",
    "death squad",
    "armed forces",
    "salvadoran armed forces",
    "salvadoran army",
    "honduran army",
    "army",
    "military",
    "salvadoran air force",
    "air force",
    "government",
    "cristiani government",
    "sandinist people's army",
    "eps",
    "workers self-defense",
    "ado",
    "manuel rodriguez patriotic front",
    "fpmr",
    "cinchoneros",
    "cinchonero popular liberation movement",
    "zarate willka liberation armed forces",
    "patriotic liberation front",
    "social christian people's movement",
    "nationalist republican alliance",
    "arena",
    "peoples liberation forces",
    "fpl",
    "guatemalan national revolutionary unity",
    "urng",
    "ejercito guerrillero de los pobres",
    "atlacatl battalion",
    "extreme rightist groups",
    "cia",
)
"""Organisations that the keys of the dev part name as perpetrators, in small letters; no other one is looked for by name."""
