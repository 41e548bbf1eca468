"""Et tegn forrest betyder noget særligt, så en del af teksten ville forsvinde.

I YAML er &, * og ! forrest i en tekst genveje, << fletter felter sammen, og % forrest på en linje er en besked til
læseren af filen. I en plan skal det, der står, være det, der bliver læst, så genvejene er ikke tilladt. Sådan rettes
det: sæt anførselstegn om hele teksten; står der << eller %, så slet linjen.

Forkert:

    overskrift: &OBS ny cykelsti
                ^ Et & forrest i en tekst betyder noget særligt i YAML, og så forsvinder ordet. Sæt anførselstegn (")
                | om hele teksten; udplan ret kan gøre det.

Forkert:

    kurs: *Vigtigt* at nå i år
          ^ Et * forrest i en tekst betyder noget særligt i YAML, og så forsvinder ordet. Sæt anførselstegn (") om
          | hele teksten; udplan ret kan gøre det.

Rigtigt:

    overskrift: "&OBS ny cykelsti"
    kurs: "*Vigtigt* at nå i år"

Forkert:

    beløb:
      <<: de samme som sidste år
      ^ << (sammenfletning) forstås ikke i en plan. Skriv felterne ud.
      2025: 1,000

Rigtigt:

    beløb:
      2025: 1,000
"""
