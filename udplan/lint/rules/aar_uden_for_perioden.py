"""Beløbet står under et år, der ikke er med i planen.

Planens år står i plan.yaml (periode), og dokumenter og summer har en kolonne for hvert af dem. Et beløb i et andet år
ville ikke stå nogen steder. Er det penge, der er overført fra et år før eller udskudt til et år efter planens, så skriv en
flytning: af dens to år må det ene ligge udenfor. Sådan rettes det: ret årstallet, slet linjen, eller ret perioden i plan.yaml.

Forkert:

    beløb:
      2028: 1,000
      2029: 1,000
      ^ 2029 er ikke et af planens år (2025, 2026, 2027, 2028). Ret året, eller slet linjen.

Rigtigt:

    beløb:
      2027: 1,000
      2028: 1,000

Rigtigt:

    beløb:
      2025: 1,000
    flytning:
      - fra: 2024
        til: 2025
        beløb: 1,000
"""
