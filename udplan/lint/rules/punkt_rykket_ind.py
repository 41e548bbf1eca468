"""Et punkt i en liste er læst som en del af teksten ovenfor.

Står stregen længere inde end den ovenfor, eller mangler den ovenfor, læser YAML de to linjer som én tekst med en streg i:
to stillinger bliver til én, som ingen kender. Sådan rettes det: lad stregerne stå lige under hinanden. Er det én tekst, så
skriv den på én linje.

Forkert:

    tovholder:
      - Vejchefen
        - Skolechefen
        ^ Stregen er læst som en del af teksten ovenfor: »Vejchefen - Skolechefen«. Lad hvert punkt begynde lige langt
        | inde med - foran.

Forkert:

    tovholder: Vejchefen
      - Skolechefen
      ^ Stregen er læst som en del af teksten ovenfor: »Vejchefen - Skolechefen«. Lad hvert punkt begynde lige langt
      | inde med - foran.

Forkert:

    tovholder:
      Vejchefen
      - Skolechefen
      ^ Stregen er læst som en del af teksten ovenfor: »Vejchefen - Skolechefen«. Lad hvert punkt begynde lige langt
      | inde med - foran.

Rigtigt:

    tovholder:
      - Vejchefen
      - Skolechefen
"""

from __future__ import annotations

from udplan.yaml.problem import Niveau

NIVEAU = Niveau.ADVARSEL
