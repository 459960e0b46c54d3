using System.Globalization;
using Dapper;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using Microsoft.Data.Sqlite;

namespace MergeProgramme.Mandates.Tests.Migrations;

public sealed class TemplatesTests : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public TemplatesTests()
    {
        connection.Open();
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream(
            "MergeProgramme.Mandates.Migrations.0002_templates.sql"
        )!;
        using var reader = new StreamReader(stream);
        connection.Execute(reader.ReadToEnd());
    }

    public void Dispose() => connection.Dispose();

    [Theory]
    [InlineData("templates/difi-konseptfase-3.0", "1 2 3 4 4.1 4.2 5 6 7")]
    [InlineData("templates/prosjektmandat", "")]
    public void A_template_asks_for_every_part_of_a_mandate_exactly_once(string template, string numbers)
    {
        var sections = connection
            .Query<(string Number, string Parts)>(
                "SELECT number, parts FROM template_sections WHERE template = @template ORDER BY position",
                new { template }
            )
            .ToList();
        Assert.Equal(numbers, string.Join(' ', sections.Select(section => section.Number).Where(number => number.Length > 0)));
        Assert.Equal(
            Enum.GetValues<SectionPart>().Where(part => part != SectionPart.Unspecified),
            sections
                .SelectMany(section => section.Parts.Split(',', StringSplitOptions.RemoveEmptyEntries))
                .Select(part => (SectionPart)int.Parse(part, CultureInfo.InvariantCulture))
                .Order()
        );
    }

    [Fact]
    public void The_automatic_points_of_the_checklist_are_the_ones_the_system_finds_out_about() =>
        Assert.Equal(
            [GateChecklist.Complete, GateChecklist.Participation, GateChecklist.PredecessorConditions],
            connection.Query<string>(
                "SELECT point FROM gate_points WHERE decision_point = 1 AND kind = @kind ORDER BY position",
                new { kind = (int)GatePointKind.Automatic }
            )
        );
}
