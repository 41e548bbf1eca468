"""Et årstal kan ikke læses.

Beløb står pr. år, og et beløb under et forkert år ville mangle i summen for det rigtige. Sådan rettes det: skriv
årstallet med fire cifre og hvert år på sin egen linje.

Forkert:

    beløb:
      25: 1,000
      ^ »25« er ikke et årstal. Skriv hvert år på sin egen linje, fx 2025: -0,518.

Rigtigt:

    beløb:
      2025: -0,518
      2026: -1,050

Forkert:

    # plan.yaml
    periode: 2025/28
             ^ Skriv perioden som 2025-2028, eller som en liste af årstal i rækkefølge.

Rigtigt:

    # plan.yaml
    periode: 2025-2028
"""
