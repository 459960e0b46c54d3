namespace MergeProgramme.Host.Demo;

internal static partial class IndreOstfoldSample
{
    /// <summary>A5's mandate as somebody wrote it before there was a system for it: pasted, read, and waiting to be gone through.</summary>
    private static async Task ImportAsync(SampleWriter w, string subProject, SampleCalendar when) =>
        await w.Mandates.CreateImportAsync(
            new()
            {
                Parent = subProject,
                Import = new() { Template = Difi, DocumentDate = when.Mandate },
                Text = $"""
                Mandat for delprosjekt A5 Kultur og oppvekst

                1. Bakgrunn
                Fem kommuner skal bli én 1. januar {when.Year + 3}. Følgende overordnede målsettinger gjelder for arbeidet:
                1. Barnehager og skoler skal være klare for den nye kommunen fra første dag.
                2. Kulturtilbudet skal finnes der folk bor.

                2. Formål
                Delprosjektet skal forberede felles tjenester for barn, unge og kultur. Jf. vedlegg 1 Skolekretser i dag. Lages ferdig innen 1. kvartal {when.Year
                    + 1}.

                4. Mandat
                Delprosjektet gis mandat til å utrede og anbefale følgende:
                1. Felles opptak til barnehagene
                2. Skolekretser og skoleskyss
                3. Organisering av PPT og barnevern
                4. Kulturskole og bibliotek

                4.1 Er anskaffelser av varer og tjenester aktuelt?
                Ja. Kommunene har tre ulike skoleadministrative systemer, og ett må velges.

                5. Tidsramme og ressursbehov
                Uke 2–8: Kartlegging av dagens tilbud
                Uke 9–10: Samlinger med rektorer og styrere
                Medio {when.Year + 1}: Forslag til skolekretser legges fram
                Budsjettramme på inntil kr 1,5 millioner pr år til drift. Skoleadministrativt system kommer i tillegg, anslått til 3–4 MNOK.

                6. Organisering og ansvar
                Styringsgruppen: Astrid Myhre Tveiten (leder), kommunalsjef oppvekst Eidsberg kommune; Jostein Li Vold, rektor Trøgstad kommune; Wenche Aas, HTV Utdanningsforbundet
                Arbeidet må samordnes med følgende delprosjekter:
                A1 Administrasjon og ledelse med tanke på organisasjon og arbeidsgiverpolitikk
                A3 Eiendom, miljø og tekniske tjenester med tanke på skolebygg
                A4 Helse, sosial og omsorg med tanke på helsestasjon og familiesenter
                Andre instanser:
                NAV for å sikre oppfølging av unge utenfor skole og arbeid
                Utdanningsdirektoratet med tanke på nye føringer

                7. Veiledning
                Slett dette avsnittet før mandatet sendes inn.
                """,
            }
        );
}
