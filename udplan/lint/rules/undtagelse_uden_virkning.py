"""En undtagelse er ikke nødvendig mere.

Det, den undtog, er rettet. Bliver den stående, skjuler den en fejl, der kommer igen. Sådan rettes det: slet
undtagelsen.

Forkert:

    sagsgang: AU, ØK, KB
    undtagelser:
      sagsgang-mangler: Kilden nævner kun overskriften
      ^ Undtagelsen fra sagsgang-mangler er ikke nødvendig mere for indsats. Slet den.

Forkert:

    # plan.yaml
    undtagelser:
      - regel: sagsgang-mangler
        id: [bro, cykelsti]
                  ^ Undtagelsen fra sagsgang-mangler er ikke nødvendig mere for cykelsti. Slet den.
        begrundelse: Kilden nævner kun overskriften
    # bro.yaml
    overskrift: Ny bro
    sagsgang: ikke oplyst
    # cykelsti.yaml
    overskrift: Ny cykelsti

Rigtigt:

    sagsgang: ikke oplyst
    undtagelser:
      sagsgang-mangler: Kilden nævner kun overskriften
"""

from __future__ import annotations

from udplan.yaml.problem import Niveau

NIVEAU = Niveau.ADVARSEL
