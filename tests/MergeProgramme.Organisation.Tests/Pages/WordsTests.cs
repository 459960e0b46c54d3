using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.Pages.SubProjects;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Organisation.Tests.Pages;

/// <summary>What people read: sentences of events and of gaps, the tree and the ladder.</summary>
public sealed class WordsTests
{
    private static readonly IStringLocalizer<Texts> T = new ServiceCollection()
        .AddLogging()
        .AddLocalization()
        .BuildServiceProvider()
        .GetRequiredService<IStringLocalizer<Texts>>();

    private static readonly DateTimeOffset Noon = new(2017, 12, 6, 11, 0, 0, TimeSpan.Zero);

    public WordsTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("nb-NO");

    [Fact]
    public void Ten_appointments_to_one_body_are_one_happening()
    {
        var events = Enumerable.Range(0, 10).Select(i => Appointed(i, "Prosjektstyret")).ToList();
        events.Add(Appointed(10, "Fellesnemnda"));

        var happenings = EventWords.Of(T, events, 5);
        Assert.Equal(
            [
                ("Person 10 er oppnevnt i Fellesnemnda (medlem)", "/programmes/x/bodies/Fellesnemnda"),
                ("Person 9 og 9 til er oppnevnt i Prosjektstyret", "/programmes/x/bodies/Prosjektstyret"),
            ],
            happenings.Select(h => (h.Text, h.Href))
        );
    }

    [Fact]
    public void A_thing_changed_many_times_is_said_once_and_another_day_again()
    {
        var mandate = new Mandate { Name = "programmes/x/subProjects/a4/mandates/1", Title = "Mandat A4" };
        var happenings = EventWords.Of(
            T,
            [
                Event(1, "mandates.mandate.submitted", mandate.Name, mandate, Noon.AddDays(-1)),
                Event(2, "mandates.mandate.submitted", mandate.Name, mandate, Noon),
                Event(3, "mandates.mandate.submitted", mandate.Name, mandate, Noon.AddMinutes(1)),
                Event(4, "mandates.section.updated", mandate.Name, new Section(), Noon.AddMinutes(2)),
            ],
            5
        );
        Assert.Equal([Noon.AddMinutes(1), Noon.AddDays(-1)], happenings.Select(h => h.Time));
        Assert.All(happenings, h => Assert.Equal("Mandatet «Mandat A4» er sendt inn til avgjørelse", h.Text));
    }

    [Fact]
    public void A_decision_says_its_verdict_and_a_deletion_leads_nowhere()
    {
        var mandate = new Mandate
        {
            Name = "programmes/x/subProjects/a4/mandates/1",
            Title = "Mandat A4",
            Decision = new() { Verdict = Verdict.Start },
        };
        var happenings = EventWords.Of(
            T,
            [
                Event(2, "mandates.mandate.decided", mandate.Name, mandate, Noon.AddMinutes(1)),
                Event(1, "mandates.mandate.deleted", mandate.Name, mandate, Noon),
            ],
            5
        );
        Assert.Equal(
            [
                ("Mandatet «Mandat A4» er avgjort: Konseptfasen startes", "/programmes/x/sub-projects/a4/mandates/1"),
                ("Mandatutkastet «Mandat A4» er slettet", ""),
            ],
            happenings.Select(h => (h.Text, h.Href))
        );
    }

    [Fact]
    public void No_more_are_said_than_asked_for() =>
        Assert.Equal(3, EventWords.Of(T, Enumerable.Range(0, 9).Select(i => Appointed(i, $"Organ {i}")), 3).Count);

    [Fact]
    public void A_gap_ahead_says_who_is_missing_who_leaves_and_what_to_do()
    {
        var words = new CompositionWords(
            T,
            new Dictionary<string, string>
            {
                ["m/1"] = "Askim",
                ["m/2"] = "Hobøl",
                ["m/3"] = "Spydeberg",
            },
            new Dictionary<string, string> { ["a/1"] = "Kari Berg" }
        );
        var finding = new CompositionFinding
        {
            Rule = new() { Kind = CompositionRuleKind.EachMergingMunicipality, Minimum = 1 },
            Met = true,
            GapDate = Office.Day(2018, 5, 1),
            Shortfall = 3,
            MissingMunicipalities = { "m/1", "m/2", "m/3" },
            LeavingAppointments = { "a/1" },
        };
        Assert.Equal("Minst én fra hver kommune som slås sammen", words.Rule(finding.Rule));
        Assert.Equal("Mangler representant for Askim, Hobøl og Spydeberg", words.Lack(finding));
        Assert.Equal("Kari Berg går ut", words.Leaving(finding));
        Assert.Equal("Mangler representant for Askim, Hobøl og Spydeberg fra 1.5.2018 – Kari Berg går ut", words.Gap(finding));
        Assert.Equal("Oppnevn en ny fra 1.5.2018.", words.Remedy(finding));

        finding.GapDate = null;
        Assert.Equal(("", ""), (words.Lack(finding), words.Remedy(finding)));
    }

    [Fact]
    public void Sub_projects_stand_below_their_parents_and_none_is_lost()
    {
        SubProject[] inOrder =
        [
            new() { Name = "s/a3", Code = "A3" },
            new()
            {
                Name = "s/a3-1",
                Code = "A3.1",
                ParentSubProject = "s/a3",
            },
            new() { Name = "s/a4", Code = "A4" },
            new()
            {
                Name = "s/a10",
                Code = "A10",
                ParentSubProject = "s/a3-1",
            },
            new()
            {
                Name = "s/p1",
                Code = "P1",
                ParentSubProject = "s/elsewhere",
            },
        ];
        Assert.Equal(
            [("A3", 0), ("A3.1", 1), ("A10", 2), ("A4", 0), ("P1", 0)],
            SubProjectTree.Of(inOrder).Select(row => (row.SubProject.Code, row.Depth))
        );
    }

    [Fact]
    public void The_ladder_has_a_rung_for_every_phase_but_not_started()
    {
        Assert.Equal(0, PhaseLadder.RungOf(new() { Phase = SubProjectPhase.Idea }));
        Assert.Equal(5, PhaseLadder.RungOf(new() { Phase = SubProjectPhase.Closed }));
        Assert.Equal(-1, PhaseLadder.RungOf(new() { Phase = SubProjectPhase.NotStarted }));
        Assert.Equal(
            "Interkommunalt samarbeid o…",
            PhaseLadder.Short(new() { DisplayName = "Interkommunalt samarbeid og eierskap" })
        );
        Assert.Equal("Økonomi", PhaseLadder.Short(new() { DisplayName = "Økonomi" }));
    }

    [Theory]
    [InlineData("974760673", "974\u00A0760\u00A0673")]
    [InlineData("12", "12")]
    public void Organisation_numbers_are_read_in_threes_and_taken_with_spaces(string number, string spaced)
    {
        Assert.Equal(spaced, OrganisationNumberText.Spaced(number));
        Assert.Equal(number, OrganisationNumberText.Plain(spaced));
    }

    private static Event Appointed(int i, string body)
    {
        var appointment = new Appointment
        {
            Name = $"programmes/x/appointments/{i}",
            Body = $"programmes/x/bodies/{body}",
            Role = AppointmentRole.Member,
            PersonDisplayName = $"Person {i}",
            BodyDisplayName = body,
        };
        return Event(i + 1, "organisation.appointment.created", appointment.Name, appointment, Noon.AddSeconds(i));
    }

    private static Event Event(long sequence, string type, string subject, IMessage data, DateTimeOffset time) =>
        new()
        {
            Sequence = sequence,
            Type = type,
            Subject = subject,
            Time = Timestamp.FromDateTimeOffset(time),
            Data = Any.Pack(data),
        };
}
