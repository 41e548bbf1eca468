"""En undtagelse er ikke nødvendig mere.

Det, den undtog, er rettet. Bliver den stående, skjuler den en fejl, der kommer igen. Sådan rettes det: slet
undtagelsen.

Forkert:

    sagsgang: AU, ØK, KB
    undtagelser:
      sagsgang-mangler: Kilden nævner kun overskriften
      ^ Undtagelsen fra sagsgang-mangler er ikke nødvendig mere for indsats. Slet den.

Rigtigt:

    sagsgang: ikke oplyst
    undtagelser:
      sagsgang-mangler: Kilden nævner kun overskriften
"""

from __future__ import annotations

from udplan.yaml.problem import Niveau

NIVEAU = Niveau.ADVARSEL
