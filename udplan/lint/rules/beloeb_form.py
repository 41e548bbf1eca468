"""Beløbet kan ikke læses som et tal, eller det kan læses på to måder.

Et beløb, der bliver læst forkert, kan gøre en besparelse tusind gange større. Derfor gætter udplan aldrig: der skal stå
ét tal med komma foran decimalerne, i planens enhed. Et tomt felt er ikke nul, men at der ikke er oplyst noget. Sådan
rettes det: skriv tallet med cifre, et minus foran, hvis det er negativt, og hvert år på sin egen linje.

Forkert:

    beløb:
      2025: 1.000
            ^ 1.000 kan læses på to måder. Mente du 1,000 (én million kroner) eller 1000 (én milliard kroner)?

Rigtigt:

    beløb:
      2025: 1,000

Forkert:

    # plan.yaml
    enhed: kr.
    # indsats.yaml
    beløb:
      2025: 371,000
            ^ 371,000 kan læses på to måder. Mente du 371 (371 kroner) eller 371.000 (371 tusind kroner)?

Rigtigt:

    # plan.yaml
    enhed: kr.
    # indsats.yaml
    beløb:
      2025: 371.000
      2026: +250

Forkert:

    beløb:
      2025: 11,4 mio. kr.
            ^ Enheden (mio. kr.) står i plan.yaml og skal ikke stå her; skriv 11,4.
      2026: (1,0)
            ^ En parentes bliver ikke læst som et minus; skriv -1,0.
      2027: 1_000
            ^ Der kan ikke stå understregninger i et tal; skriv 1000.
      2028: ukendt
            ^ ukendt er ikke et beløb; skriv et tal med cifrene 0-9, fx -0,518.

Rigtigt:

    beløb:
      2025: 11,4
      2026: -1,0
      2027: 1000
      2028: ikke oplyst

Forkert:

    beløb: 1,000
           ^ Her skal stå et tal pr. år, hvert år på sin egen linje og med mellemrum efter kolon, fx 2025: -0,518.
           | Kendes tallene ikke, så skriv ikke oplyst.

Forkert:

    beløb:
      2025:1,000
      ^ Her skal stå et tal pr. år, hvert år på sin egen linje og med mellemrum efter kolon, fx 2025: -0,518. Kendes
      | tallene ikke, så skriv ikke oplyst.

Rigtigt:

    beløb:
      2025: 1,000
      2026: 0
      2027:

Forkert:

    procent:
      2025: 0,55 promille
            ^ 0,55 promille er ikke en procent; skriv et tal med cifrene 0-9, fx -0,518.

Rigtigt:

    procent:
      2025: 0,55%
"""
