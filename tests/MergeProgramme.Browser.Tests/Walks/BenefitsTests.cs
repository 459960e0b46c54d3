using MergeProgramme.Benefits.V1;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>"Kan målet fortsatt nås?" The office of Bodø registers a measure, tries what happens without one, and records the decision.</summary>
public sealed class BenefitsTests(Chromium chromium)
{
    private const string Title = "Felles innkjøp av hjelpemidler";

    [Fact]
    public async Task A_measure_is_registered_tried_decided_and_its_plan_is_kept_when_it_gives_less()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium, "officeBodo", OfficeWalk.Bodo);
        await walk.NavigateAsync("Realisering");
        await walk.SeeAsync("Gevinstrealisering", "Kan målene fortsatt nås?");
        await walk.FollowAsync("Kostnadsreduksjon på 60 millioner kroner i helse og omsorg");
        await walk.SeeAsync("Kan målet fortsatt nås?", "Slik tiltakene står nå", "I tide");

        await walk.NavigateAsync("Tiltak");
        await walk.FollowAsync("Nytt tiltak");
        await walk.FillAsync(
            ("Title", Title),
            ("Benefit", "Lavere driftsutgifter når tjenestene er dimensjonert og tildelt etter felles terskel"),
            ("LeadMonthsMin", "9"),
            ("LeadMonthsMax", "6"),
            ("EffectLikely", "1200"),
            ("ProbabilityPercent", "100")
        );
        await walk.FillAsync(("DecisionDate", OfficeWalk.Iso(OfficeWalk.Today)));
        await walk.PressAsync("Legg inn tiltaket");
        // Reversed, and in thousands: both are asked about at their fields, and nothing of what was written is lost.
        await walk.IsWrongAsync("LeadMonthsMax", "Største tall (6) er lavere enn minste (9).");
        await walk.IsWrongAsync("EffectLikely", "Er beløpet skrevet i tusen?");
        await walk.FillAsync(("LeadMonthsMin", "6"), ("LeadMonthsMax", "9"), ("EffectLikely", "1 200 000"));
        await walk.PressAsync("Legg inn tiltaket");
        await walk.SeeAsync(
            "Tiltaket er lagt inn.",
            "Dette ville linjen spurt om",
            "Ingen i linjen eier tiltaket.",
            "Når effekten kommer"
        );

        await walk.FollowAsync("Registrer vedtak");
        await walk.FillAsync(("CaseNumber", "26/41"));
        await walk.PressAsync("Registrer vedtaket");
        await walk.SeeAsync("Vedtaket er registrert, og planen er låst.", "Vedtatt", "i sak 26/41");

        // It gives less than was decided: the plan stays, and the page asks why.
        await walk.FollowAsync("Rediger tiltaket");
        await walk.FillAsync(("EffectLow", "600000"), ("EffectLikely", "600 000"));
        await walk.PressAsync("Lagre");
        await walk.IsWrongAsync("RevisionReason", "Skriv hvorfor tallene endres");
        await walk.FillAsync(("RevisionReason", "Avtalen omfatter halvparten av enhetene."));
        await walk.PressAsync("Lagre");
        await walk.SeeAsync("Avtalen omfatter halvparten av enhetene.");

        var measures = (await walk.Clients.Benefits.ListMeasuresAsync(new() { Parent = OfficeWalk.Bodo })).Measures;
        var written = measures.Single(m => m.Title == Title);
        Assert.Equal((MeasureState.Decided, 600_000), (written.State, written.EffectLikely.Units));
        var years = await walk.Clients.Benefits.GetRealisationAsync(
            new()
            {
                Parent = OfficeWalk.Bodo,
                Scope = written.Name,
                Granularity = Granularity.Year,
            }
        );
        Assert.Equal((1_200_000, 600_000), (years.Points[^1].Planned.Units, years.Points[^1].Expected.Units));

        // On paper the figures stand below the curve, whole and at once.
        await walk.NavigateAsync("Realisering");
        await walk.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(
            await walk
                .Main.Locator(".bf-table")
                .EvaluateAsync<bool>("d => d.offsetHeight >= d.querySelector('table').offsetHeight"),
            "The table is not there, or not all of it."
        );
        walk.End();
    }
}
