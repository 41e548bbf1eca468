"""En undtagelse eller et niveau nævner en regel, der ikke findes.

Så virker det ikke, og den, der læser planen, tror noget andet. Regler om filens form kan ikke slås fra, for en fil,
der ikke kan læses, kan ikke tælle med. Sådan rettes det: skriv reglens navn, som det står i meddelelsen (udplan
regel viser dem alle).

Forkert:

    undtagelser:
      sagsgang-mangel: Kommer i januar
      ^ Reglen sagsgang-mangel findes ikke. Mente du sagsgang-mangler?

Forkert:

    # plan.yaml
    regler:
      beloeb-form: fra
      ^ beloeb-form kan ikke slås fra: den siger, at en fil ikke kan læses. Slet linjen.

Forkert:

    # plan.yaml
    undtagelser:
      - regel: sagsgang-mangel
               ^ Reglen sagsgang-mangel findes ikke. Mente du sagsgang-mangler?
        id: cykelsti
        begrundelse: Kommer i januar
    # cykelsti.yaml
    overskrift: Ny cykelsti

Rigtigt:

    # plan.yaml
    regler:
      samme-kode: fra
      tekst-mangler: fejl
"""

from __future__ import annotations

from udplan.yaml.problem import Niveau

NIVEAU = Niveau.ADVARSEL
