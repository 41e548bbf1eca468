"""Efter et kolon står et mellemrum, der ikke er et almindeligt mellemrum.

Det ser rigtigt ud, men hele linjen bliver læst som én tekst, og feltet forsvinder. Sådan rettes det: slet
mellemrummet, og skriv et nyt med mellemrumstasten; udplan ret kan gøre det.

Forkert:

    overskrift:{U+00A0}Ny cykelsti
               ^ Efter kolon står et usynligt mellemrum (U+00A0, no-break space) i stedet for et almindeligt. Slet det,
               | og skriv et almindeligt mellemrum; udplan ret kan gøre det.

Rigtigt:

    overskrift: Ny cykelsti
"""
