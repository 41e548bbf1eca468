"""Det samme felt står to gange.

Kun den ene af værdierne kan gælde, og det må ikke være tilfældigt hvilken. Det er det samme felt, hvad enten det er
skrevet beløb eller beloeb. Sådan rettes det: slet den linje, der er forkert.

Forkert:

    beløb:
      2025: 1,000
      2025: 1,200
      ^ 2025 står to gange: også i linje 2. Slet den ene.

Forkert:

    beløb: ikke oplyst
    beloeb:
    ^ beløb står to gange: også i linje 1. Slet den ene.
      2025: 1,000

Rigtigt:

    beløb:
      2025: 1,000
      2026: 1,200
"""
