"""Tiden kan ikke læses.

Leddene i en sagsgang står i rækkefølge efter tiden, og udvalgenes arbejdsplaner bliver lavet af dem. Tiden må være så
omtrentlig, som den er, men den skal have et år, og den skal findes i kalenderen. Sådan rettes det: skriv fx 2025-01-21,
uge 12 2025, januar 2025, primo marts 2025 eller 2. kvartal 2025.

Forkert:

    sagsgang:
      - forum: AU
        tid: december
             ^ Året mangler; skriv det med, fx december 2025.

Forkert:

    sagsgang:
      - forum: AU
        tid: 5. kvartal 2025
             ^ 5. kvartal findes ikke; et år har fire kvartaler.

Forkert:

    sagsgang:
      - forum: AU
        tid: efter ferien
             ^ efter ferien er ikke en tid; skriv fx 2025-01-21, uge 12 2025, januar 2025 eller 2. kvartal 2025.

Rigtigt:

    sagsgang:
      - forum: AU
        tid: december 2025
      - forum: KB
        tid: 1. kvartal 2026
"""
