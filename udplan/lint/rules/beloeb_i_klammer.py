"""Beløb med decimalkomma står i { } eller [ ].

Mellem { og } skiller hvert komma to felter ad, også et decimalkomma: {2025: -0,518} bliver til -0 i 2025 og et
felt, der hedder 518. Decimalerne ville forsvinde, uden at nogen så det. Sådan rettes det: skriv hvert år på sin
egen linje; udplan ret kan gøre det.

Forkert:

    beløb: {2025: -0,518, 2026: -1,050}
           ^ Inden for { } skiller hvert komma to felter ad, også et decimalkomma. Skriv hvert år på sin egen linje,
           | fx 2025: -0,518; udplan ret kan gøre det.

Forkert:

    beløb: {2025: 1,2027}
           ^ Inden for { } skiller hvert komma to felter ad, også et decimalkomma, så 2027 kan være et år uden beløb
           | eller decimalerne i 1,2027. Skriv hvert år på sin egen linje, fx 2025: 1,2027.

Forkert:

    beløb: [1,000, 1,000]
           ^ Inden for [ ] skiller hvert komma to tal ad, også et decimalkomma, og årene mangler. Skriv hvert år på sin
           | egen linje, fx 2025: -0,518.

Rigtigt:

    beløb:
      2025: -0,518
      2026: -1,050
"""
