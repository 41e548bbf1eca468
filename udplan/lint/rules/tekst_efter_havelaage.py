"""Et # midt i en tekst skærer resten af den af.

Et # med et mellemrum foran begynder en bemærkning, som ikke bliver læst. Står der et ord lige efter #, var det nok ikke
meningen, og i en løbende tekst (kurs, koordinering, overskrift, note …) var det heller ikke sikkert, når der kun er ét
mellemrum foran. Sådan rettes det: sæt anførselstegn om hele teksten. Er det en bemærkning, så skriv to mellemrum før #
og et efter; så kan alle se, at den ikke hører til teksten. Udplan ret sætter selv anførselstegn, når # står ved et
nummer (#2, bilag # 3). Ellers kan kun den, der skrev, vide det.

Forkert:

    kurs: Udbud i foråret, se bilag # 3 og notat
                                    ^ Fra # bliver teksten ikke læst: »# 3 og notat«. Sæt anførselstegn (") om hele
                                    | teksten; udplan ret kan gøre det.
    overskrift: Cykelsti #2 ved havnen
                         ^ Fra # bliver teksten ikke læst: »#2 ved havnen«. Sæt anførselstegn (") om hele teksten;
                         | udplan ret kan gøre det.
    forudsætning: Byggeriet er færdigt # i august
                                       ^ Fra # bliver teksten ikke læst: »# i august«. Sæt anførselstegn (") om hele
                                       | teksten. Er det en bemærkning, så skriv to mellemrum før # og et efter.
    note: "Første punkt" # 2. etape
                         ^ Fra # bliver teksten ikke læst: »# 2. etape«. Flyt det sidste anførselstegn hen efter teksten.
                         | Er det en bemærkning, så skriv to mellemrum før # og et efter.
    kode: R901 #(B)
               ^ Fra # bliver teksten ikke læst: »#(B)«. Sæt anførselstegn (") om hele teksten. Er det en bemærkning,
               | så skriv to mellemrum før # og et efter.

Rigtigt:

    kurs: "Udbud i foråret, se bilag # 3 og notat"
    overskrift: "Cykelsti #2 ved havnen"  # en bemærkning
    forudsætning: Byggeriet er færdigt  # i august
    udvalg: AU # og senere BUU
"""

from __future__ import annotations

from udplan.yaml.problem import Niveau

NIVEAU = Niveau.ADVARSEL
