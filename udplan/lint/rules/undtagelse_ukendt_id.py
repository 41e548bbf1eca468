"""En undtagelse gælder et punkt, der ikke findes.

Så er reglen ikke slået fra for det punkt, der var ment. Sådan rettes det: skriv punktets id, som er navnet på dets
fil uden .yaml.

Forkert:

    # plan.yaml
    undtagelser:
      - regel: sagsgang-mangler
        id:
          - cykelstie
            ^ Planen har intet punkt med id cykelstie. Mente du cykelsti?
        begrundelse: Kilden nævner kun overskriften
    # cykelsti.yaml
    overskrift: Ny cykelsti

Rigtigt:

    # plan.yaml
    undtagelser:
      - regel: sagsgang-mangler
        id: cykelsti
        begrundelse: Kilden nævner kun overskriften
    # cykelsti.yaml
    overskrift: Ny cykelsti
    sagsgang: ikke oplyst
"""

from __future__ import annotations

from udplan.yaml.problem import Niveau

NIVEAU = Niveau.ADVARSEL
