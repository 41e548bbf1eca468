"""Et # midt i en tekst skærer resten af den af.

Et # med et mellemrum foran begynder en bemærkning, som ikke bliver læst. Står der et ord lige efter #, var det nok ikke
meningen. Sådan rettes det: sæt anførselstegn om hele teksten. Er det en bemærkning, så skriv et mellemrum efter #.

Forkert:

    overskrift: Cykelsti #2 ved havnen
                         ^ Teksten efter # bliver ikke læst. Sæt anførselstegn (") om hele teksten, eller skriv et
                         | mellemrum efter #, hvis det er en bemærkning.

Rigtigt:

    overskrift: "Cykelsti #2 ved havnen"   # en bemærkning
"""

from __future__ import annotations

from udplan.yaml.problem import Niveau

NIVEAU = Niveau.ADVARSEL
