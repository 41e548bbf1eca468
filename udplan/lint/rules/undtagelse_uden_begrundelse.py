"""En undtagelse har ingen begrundelse.

En undtagelse uden begrundelse kan ingen tage stilling til næste år. Sådan rettes det: skriv, hvorfor reglen ikke
gælder.

Forkert:

    sagsgang: ikke oplyst
    undtagelser:
      sagsgang-mangler:
      ^ Undtagelsen har ingen begrundelse. Skriv efter kolon, hvorfor reglen ikke gælder her.

Forkert:

    # plan.yaml
    undtagelser:
      - regel: sagsgang-mangler
               ^ Undtagelsen har ingen begrundelse. Skriv, hvorfor reglen ikke gælder her.
        id: cykelsti
    # cykelsti.yaml
    overskrift: Ny cykelsti
    sagsgang: ikke oplyst

Rigtigt:

    sagsgang: ikke oplyst
    undtagelser:
      sagsgang-mangler: Kilden nævner kun overskriften
"""

from __future__ import annotations

from udplan.yaml.problem import Niveau

NIVEAU = Niveau.ADVARSEL
