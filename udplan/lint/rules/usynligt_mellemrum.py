"""Efter et kolon står et mellemrum, der ikke er et almindeligt mellemrum.

Det ser rigtigt ud, men hele linjen bliver læst som én tekst, og feltet forsvinder. Sådan rettes det: slet
mellemrummet, og skriv et nyt med mellemrumstasten; udplan ret kan gøre det.

Forkert:

    overskrift:{U+00A0}Ny cykelsti
               ^ Efter kolon står et usynligt mellemrum (U+00A0, hårdt mellemrum) i stedet for et almindeligt. Slet
               | det, og tryk på mellemrumstasten; udplan ret kan gøre det.

Forkert:

    beløb:
    {U+00A0}{U+00A0}2025: 1,000
    ^ Linjen er rykket ind med et usynligt mellemrum (U+00A0, hårdt mellemrum) i stedet for et almindeligt. Slet det, og
    | tryk på mellemrumstasten; udplan ret kan gøre det.

Rigtigt:

    overskrift: Ny cykelsti
"""
