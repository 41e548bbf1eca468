"""Sagsgangen kan ikke læses.

Sagsgangen er den vej, punktet går gennem udvalgene, og den bestemmer, hvis arbejdsplan og udsnit punktet kommer med i.
Sådan rettes det: skriv leddene på én linje med komma imellem, eller som en liste med et led pr. linje. Skal ingen
beslutte punktet, så skriv ingen: og hvorfor.

Forkert:

    sagsgang: AU,, KB
              ^ Der er et komma for meget i sagsgangen. Skriv fx BUU, ØK, KB.

Rigtigt:

    sagsgang: AU, ØK, KB

Forkert:

    sagsgang: AU → ØK → KB
              ^ Skriv leddene med komma imellem: AU, ØK, KB; udplan ret kan gøre det.

Forkert:

    sagsgang: AU/ØK/KB
              ^ Skriv leddene med komma imellem: AU, ØK, KB. Er det et fælles møde, så giv det sit eget forum.

Forkert:

    sagsgang: AU januar 2025, ØK februar 2025, KB
              ^ Skriv leddene som en liste, når de har tider: [{forum: AU, tid: januar 2025}, {forum: ØK, tid: februar
              | 2025}, KB]; udplan ret kan gøre det.

Rigtigt:

    sagsgang:
      - AU
      - forum: KB
        tid: marts 2025

Forkert:

    sagsgang:
      indarbejdet: I budgettet for 2025
      ^ Skriv leddene som BUU, ØK, KB eller som en liste. Skal ingen beslutte punktet, så skriv ingen: og hvorfor.


Rigtigt:

    sagsgang:
      ingen: Er indarbejdet i budgettet for 2025
"""
