"""Beløbet står under et år, der ikke er med i planen.

Planens år står i plan.yaml (periode), og dokumenter og summer har en kolonne for hvert af dem. Et beløb i et andet år
ville ikke stå nogen steder. Sådan rettes det: ret årstallet, slet linjen, eller ret perioden i plan.yaml.

Forkert:

    beløb:
      2028: 1,000
      2029: 1,000
      ^ 2029 er ikke et af planens år (2025, 2026, 2027, 2028). Ret året, eller slet linjen.

Rigtigt:

    beløb:
      2027: 1,000
      2028: 1,000
"""
