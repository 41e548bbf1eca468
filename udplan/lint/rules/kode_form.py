"""Koden er ikke skrevet på planens måde.

Koder skrives ens, så de kan søges og sorteres: bogstav og tal, ét mellemrum, og så mærkerne i parentes. Hvad mærkerne
betyder, er planens sag. Sådan rettes det: skriv koden, som meddelelsen viser; udplan ret kan gøre det.

Forkert:

    kode: R307(B)
          ^ Koden skrives som R307 (B), med ét mellemrum før mærkerne; udplan ret kan gøre det.

Rigtigt:

    kode: R307 (B)

Rigtigt:

    kode: 14-A-10
"""

from __future__ import annotations

from udplan.yaml.problem import Niveau

NIVEAU = Niveau.ADVARSEL
