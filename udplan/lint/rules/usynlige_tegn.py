"""Filen har tegn, der ikke kan ses.

De kommer med, når tekst kopieres fra Word eller en pdf, og de gør, at en søgning ikke finder ordet, eller at et
punkt på en liste ikke bliver til et punkt. Sådan rettes det: udplan ret sletter dem og
skriver Words punkttegn som -. Kun en blød bindestreg foran et tal bliver stående, for den kan være ment som et minus.

Forkert:

    overskrift: Cykel{U+00AD}sti
                     ^ Her står et usynligt tegn (U+00AD, blød bindestreg). Slet det; udplan ret kan gøre det.

Forkert:

    kurs: |
      {U+F0B7} Nye stier
      ^ Her står Words eget punkttegn (U+F0B7). Skriv - og et mellemrum i stedet; udplan ret kan gøre det.

Forkert:

    kurs: Der spares {U+00AD}5 mio. kr.
                     ^ Foran tallet står et usynligt tegn (U+00AD, blød bindestreg). Skriv -, hvis det er et minus, og
                     | slet det ellers.

Rigtigt:

    kurs: |
      - Nye stier
"""

from __future__ import annotations

from udplan.yaml.problem import Niveau

NIVEAU = Niveau.ADVARSEL
