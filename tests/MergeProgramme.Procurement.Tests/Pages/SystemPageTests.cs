using System.Text;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Tests.Pages;

[Collection("hosts")]
public sealed class SystemPageTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";

    [Fact]
    public async Task A_system_is_added_found_wanting_and_given_a_verdict()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        Assert.Contains(
            "Elektronisk pasientjournal har ikke noe system på virkningsdagen",
            await reader.ReadAsync($"/{Programme}/systems"),
            StringComparison.Ordinal
        );
        (string, string)[] form =
        [
            ("ServiceFunction", $"{Programme}/serviceFunctions/journal"),
            ("Municipality", $"{Programme}/municipalities/hobol"),
            ("Title", "Journal B"),
            ("Vendor", "Prøvedata AS"),
            ("YearlyCost", "1 250 000"),
            ("ContractEndDate", "2019-06-30"),
            ("MigrationState", "NotStarted"),
        ];
        var (location, _) = await reader.SendAsync($"/{Programme}/systems/new", [.. form, ("Verdict", "Unspecified")]);
        Assert.Equal($"/{Programme}/systems/journal-b-hobol", location);
        Assert.Contains(
            "Det er ikke avgjort hva som skjer med Journal B (Hobøl)",
            await reader.ReadAsync(location!),
            StringComparison.Ordinal
        );

        (location, var html) = await reader.SendAsync($"{location}/edit", [.. form, ("Verdict", "Keep"), ("VerdictReason", "")]);
        Assert.Null(location);
        Assert.Contains("id=\"VerdictReason-error\"", html, StringComparison.Ordinal);
        (location, _) = await reader.SendAsync(
            $"/{Programme}/systems/journal-b-hobol/edit",
            [.. form, ("Verdict", "Keep"), ("VerdictReason", "Alle kjenner det")]
        );
        Assert.NotNull(location);
        var matrix = await reader.ReadAsync($"/{Programme}/systems?verdict=Keep");
        Assert.Contains("Journal B", matrix, StringComparison.Ordinal);
        Assert.Contains("før virkningsdagen", matrix, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "/systems/journal-b-hobol\" ",
            await reader.ReadAsync($"/{Programme}/systems?vendor=Andre"),
            StringComparison.Ordinal
        );
        Assert.Single((await client.ListLegacySystemsAsync(new() { Parent = Programme })).LegacySystems);
    }

    [Fact]
    public async Task What_is_taken_out_to_Excel_and_in_again_changes_nothing()
    {
        var (host, client) = await HostAsync();
        var kept = await client.CreateLegacySystemAsync(
            new()
            {
                Parent = Programme,
                LegacySystem = new()
                {
                    ServiceFunction = $"{Programme}/serviceFunctions/journal",
                    Municipality = $"{Programme}/municipalities/askim",
                    Title = "Journal A",
                    Owner = "Helsesjef",
                    ContractEndDate = Day(2021, 6, 30),
                    NoticeDate = Day(2020, 12, 31),
                    NoticeGivenDate = Day(2019, 1, 2),
                    YearlyCost = new()
                    {
                        CurrencyCode = "NOK",
                        Units = 1_250_000,
                        Nanos = 500_000_000,
                    },
                    UserCount = 1200,
                    DataHeld = "Journaler\nog meldinger",
                    Integrations = "=ikke en formel",
                    Verdict = SystemVerdict.Keep,
                    VerdictReason = "Størst",
                    MigrationState = MigrationState.NotNeeded,
                },
            }
        );
        await client.CreateLegacySystemAsync(
            new()
            {
                Parent = Programme,
                LegacySystem = new()
                {
                    ServiceFunction = kept.ServiceFunction,
                    Municipality = $"{Programme}/municipalities/hobol",
                    Title = "Journal A",
                    Verdict = SystemVerdict.Replace,
                    VerdictReason = "Samme system",
                    Successor = kept.Name,
                },
            }
        );
        var before = (await client.ListLegacySystemsAsync(new() { Parent = Programme })).LegacySystems;
        using var reader = new PageReader(host);
        using var sheet = await reader.GetAsync($"/{Programme}/systems?handler=Excel");
        var bytes = await sheet.Content.ReadAsByteArrayAsync();
        var answer = await client.ImportLegacySystemsAsync(
            new() { Parent = Programme, Content = Google.Protobuf.ByteString.CopyFrom(bytes) }
        );
        Assert.Equal((0, 0, 2, 0), (answer.CreatedCount, answer.ChangedCount, answer.UnchangedCount, answer.BadCount));
        Assert.Equal(before, (await client.ListLegacySystemsAsync(new() { Parent = Programme })).LegacySystems);
    }

    [Fact]
    public async Task A_pasted_sheet_is_shown_before_it_is_saved_and_refused_lines_can_be_taken_out()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        const string Sheet = "Funksjon;Kommune;System\nLønn;Askim;Lønn D\nLønn;Moss;Lønn D\n";
        var (location, html) = await reader.SendAsync($"/{Programme}/systems/import", ("Pasted", Sheet));
        Assert.Null(location);
        Assert.Contains("1 nye, 0 endret, 0 som de er, 1 avvist.", html, StringComparison.Ordinal);
        Assert.Contains("Programmet har ingen kommune som heter eller har nummeret «Moss».", html, StringComparison.Ordinal);
        Assert.Empty((await client.ListLegacySystemsAsync(new() { Parent = Programme })).LegacySystems);
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(Sheet));

        (location, html) = await reader.SendAsync(
            $"/{Programme}/systems/import?handler=Save",
            ("Encoded", encoded),
            ("SkipBad", "false")
        );
        Assert.Null(location);
        Assert.Contains("Noen linjer er avvist.", html, StringComparison.Ordinal);
        (location, _) = await reader.SendAsync(
            $"/{Programme}/systems/import?handler=Save",
            ("Encoded", encoded),
            ("SkipBad", "true")
        );
        Assert.Equal($"/{Programme}/systems", location);
        Assert.Single((await client.ListLegacySystemsAsync(new() { Parent = Programme })).LegacySystems);
    }

    private async Task<(RunningHost Host, ProcurementServiceClient Client)> HostAsync()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        await SampleMatrix.WriteAsync(host);
        return (host, new(host.Invoker(Transport.InProcess)));
    }

    private static Google.Type.Date Day(int year, int month, int day) =>
        new()
        {
            Year = year,
            Month = month,
            Day = day,
        };
}
