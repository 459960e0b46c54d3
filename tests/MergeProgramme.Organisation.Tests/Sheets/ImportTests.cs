using System.Text;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Sheets;

[Collection("hosts")]
public sealed class ImportTests(SharedHosts hosts)
{
    private const string Positions = "Kommune;Enhet;Stillingsnummer;Stillingstittel;Stillingsprosent;Årlig kostnad";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task Units_come_in_with_parents_that_stand_further_down(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        await office.MunicipalityAsync("Askim", "0124");
        await office.PersonAsync("Kari Berg");
        var sheet = Sheet(
            "Kommune;Kode;Navn;Nivå;Overordnet enhet;Leder;Fra og med",
            "Askim;41;Hjemmetjenesten;Enhet;Helse;Kari Berg;",
            "0124;4;Helse;Kommunalområde;;;1.1.2010",
            "ny;4;Helse og velferd;2;;;"
        );
        var previewed = await office.Client.ImportUnitsAsync(
            new()
            {
                Parent = office.Programme,
                Content = sheet,
                ValidateOnly = true,
            }
        );
        Assert.Empty(previewed.Problems);
        Assert.Equal((3, 0, 3), (previewed.RowCount, previewed.CreatedCount, previewed.Preview.Count));
        Assert.Empty((await office.Client.ListUnitsAsync(new() { Parent = office.Programme })).Units);

        var saved = await office.Client.ImportUnitsAsync(new() { Parent = office.Programme, Content = sheet });

        Assert.Equal(3, saved.CreatedCount);
        var units = (await office.Client.ListUnitsAsync(new() { Parent = office.Programme })).Units;
        var home = units.Single(u => u.Code == "41");
        Assert.Equal(units.Single(u => u.DisplayName == "Helse").Name, home.ParentUnit);
        Assert.Equal(("Kari Berg", "Askim"), (home.HeadDisplayName, home.MunicipalityDisplayName));
        Assert.Single(units, u => u.NewOrganisation);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Units_that_contradict_are_found_at_row_and_column_and_nothing_is_saved(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        await office.MunicipalityAsync("Askim", "0124");
        var sheet = Sheet(
            "Kommune;Kode;Navn;Nivå;Overordnet enhet;Leder",
            "Askim;1;Riktig;Enhet;;",
            "Askim;2;Ring A;Enhet;3;",
            "Askim;3;Ring B;Enhet;2;",
            "Drammen;4;Ukjent kommune;Enhet;;",
            "Askim;1;Kode to ganger;Sal;;",
            "Askim;;Under ingen;Enhet;99;Ingen Kjent",
            "Askim;;;Enhet;;"
        );
        var found = (
            await office.Client.ImportUnitsAsync(
                new()
                {
                    Parent = office.Programme,
                    Content = sheet,
                    ValidateOnly = true,
                }
            )
        ).Problems;

        Assert.Equal(
            [
                (3, "Overordnet enhet", "PARENT_CYCLE"),
                (4, "Overordnet enhet", "PARENT_CYCLE"),
                (5, "Kommune", "CELL_MUNICIPALITY_UNKNOWN"),
                (6, "Kode", "UNIT_CODE_TAKEN"),
                (6, "Nivå", "LEVEL_UNKNOWN"),
                (7, "Leder", "PERSON_UNKNOWN"),
                (7, "Overordnet enhet", "PARENT_UNKNOWN"),
                (8, "Navn", "CELL_MISSING"),
            ],
            found.Select(p => (p.Row, p.Column, p.Reason)).Order()
        );
        Assert.All(found, p => Assert.NotEqual(p.Reason, p.Text));
        var refused = await Refusals.RefusedAsync(
            StatusCode.InvalidArgument,
            async () => await office.Client.ImportUnitsAsync(new() { Parent = office.Programme, Content = sheet })
        );
        Assert.Contains(("content[7].Leder", "PERSON_UNKNOWN"), refused);
        Assert.Empty((await office.Client.ListUnitsAsync(new() { Parent = office.Programme })).Units);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Positions_come_in_all_or_none_and_a_repeated_request_writes_once(TestDatabase database, Transport transport)
    {
        var office = await OpenAsync(database, transport);
        var wrong = Sheet(
            Positions,
            "Askim;41;1;Sykepleier;100;620 000",
            "Askim;41;1;Sykepleier;100;620 000",
            "Askim;99;2;Sykepleier;0;-5"
        );
        Assert.Equal(
            [
                "content[3].Stillingsnummer NUMBER_TAKEN",
                "content[4].Enhet UNIT_UNKNOWN",
                "content[4].Stillingsprosent CELL_NOT_PERCENT",
                "content[4].Årlig kostnad CELL_NEGATIVE",
            ],
            (
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await office.Client.ImportPositionsAsync(new() { Parent = office.Programme, Content = wrong })
                )
            )
                .Select(v => $"{v.Field} {v.Reason}")
                .Order(StringComparer.Ordinal)
        );
        Assert.Empty((await office.Client.ListPositionsAsync(new() { Parent = office.Programme })).Positions);
        var right = new ImportPositionsRequest
        {
            Parent = office.Programme,
            Content = Sheet(
                Positions + ";Ledig;Ledig fra;Merknad",
                "Askim;41;1;Sykepleier;75;465 000;ja;1.3.2014;",
                ";Hjemmetjenesten;2;Vernepleier;100;0,6 mill;nei;;hei"
            ),
            RequestId = Guid.NewGuid().ToString(),
        };

        var first = await office.Client.ImportPositionsAsync(right);
        Assert.Equal(first, await office.Client.ImportPositionsAsync(right));

        Assert.Equal((2, 2, "Merknad"), (first.RowCount, first.CreatedCount, Assert.Single(first.IgnoredColumns)));
        var positions = (await office.Client.ListPositionsAsync(new() { Parent = office.Programme })).Positions;
        Assert.Equal(
            [("Sykepleier", 7_500, 465_000L, true), ("Vernepleier", 10_000, 600_000L, false)],
            positions.Select(p => (p.Title, p.PercentHundredths, p.YearlyCost.Units, p.Vacant))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Thousands_of_kroner_are_asked_about_before_they_are_saved(TestDatabase database, Transport transport)
    {
        var office = await OpenAsync(database, transport);
        var request = new ImportPositionsRequest
        {
            Parent = office.Programme,
            Content = Sheet(Positions, "Askim;41;1;Sykepleier;100;620"),
            ValidateOnly = true,
        };
        var question = Assert.Single((await office.Client.ImportPositionsAsync(request)).Problems);
        Assert.Equal(
            (2, "Årlig kostnad", "COST_UNLIKELY", true),
            (question.Row, question.Column, question.Reason, question.Question)
        );
        request.ValidateOnly = false;
        Assert.Equal(
            [("content[2].Årlig kostnad", "COST_UNLIKELY")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, async () => await office.Client.ImportPositionsAsync(request))
        );
        request.CostsConfirmed = true;
        Assert.Equal(1, (await office.Client.ImportPositionsAsync(request)).CreatedCount);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Wrong_columns_a_locked_file_and_too_many_rows_are_refused_in_words(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await OpenAsync(database, transport);
        async Task<IReadOnlyList<(string, string)>> RefusedAsync(ByteString content) =>
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await office.Client.ImportPositionsAsync(new() { Parent = office.Programme, Content = content })
            );

        Assert.Equal(
            [
                ("content[1].Enhet", "COLUMN_MISSING"),
                ("content[1].Stillingstittel", "COLUMN_MISSING"),
                ("content[1].Stillingsprosent", "COLUMN_MISSING"),
                ("content[1].Årlig kostnad", "COLUMN_MISSING"),
            ],
            await RefusedAsync(Sheet("Navn;Adresse", "a;b"))
        );
        Assert.Equal([("content", "SHEET_EMPTY")], await RefusedAsync(ByteString.Empty));
        Assert.Equal([("content", "SHEET_LOCKED")], await RefusedAsync(ByteString.CopyFrom(0xD0, 0xCF, 0x11, 0xE0, 0xA1)));
        Assert.Equal(
            [("content", "SHEET_TOO_MANY_ROWS")],
            await RefusedAsync(Sheet([Positions, .. Enumerable.Repeat("Askim;41;;Sykepleier;100;620000", 5001)]))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Five_thousand_positions_come_in_at_once(TestDatabase database, Transport transport)
    {
        var office = await OpenAsync(database, transport);
        var sheet = Sheet([Positions, .. Enumerable.Range(1, 5000).Select(i => $"Askim;41;{i};Sykepleier;{i % 99 + 2};620000")]);

        var saved = await office.Client.ImportPositionsAsync(
            new()
            {
                Parent = office.Programme,
                Content = sheet,
                CostsConfirmed = true,
            },
            deadline: DateTime.UtcNow.AddSeconds(25)
        );

        Assert.Equal(5000, saved.CreatedCount);
        Assert.Equal(
            5000,
            Assert.Single((await office.Client.SummariseUnitsAsync(new() { Name = office.Programme })).Charts).PositionCount
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Vacant_positions_come_in_from_a_copied_table(TestDatabase database, Transport transport)
    {
        var office = await OpenAsync(database, transport);
        var unit = (await office.Client.ListUnitsAsync(new() { Parent = office.Programme })).Units.Single(u => u.Code == "41");
        await office.PersonAsync("Per Enhetsleder");
        await office.PositionAsync(unit, "Sykepleier", change: p => p.Number = "1001");
        const string Head =
            "Stillingsnummer\tEnhet\tStillingstittel\tStillingsprosent\tÅrlig kostnad\tLedig fra\tBegrunnelse\tKonsekvens\tMeldt av";
        var wrong = Sheet(
            Head,
            "1001\t\t\t\t\t1.3.2014\tSluttet\tVedtak brytes\tPer Enhetsleder",
            "1001\t\t\t\t\t1.3.2014\tSluttet\tVedtak brytes\tPer Enhetsleder",
            "77\t\t\t\t\ti fjor\t\tVedtak brytes\tNoen"
        );
        Assert.Equal(
            [
                "content[3].Stillingsnummer NUMBER_IN_CONTROL",
                "content[4].Begrunnelse CELL_MISSING",
                "content[4].Enhet CELL_MISSING",
                "content[4].Ledig fra CELL_NOT_DATE",
                "content[4].Meldt av PERSON_UNKNOWN",
                "content[4].Stillingsnummer NUMBER_UNKNOWN",
                "content[4].Stillingsprosent CELL_MISSING",
                "content[4].Stillingstittel CELL_MISSING",
                "content[4].Årlig kostnad CELL_MISSING",
            ],
            (
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () =>
                        await office.Client.ImportPositionRequestsAsync(new() { Parent = office.Programme, Content = wrong })
                )
            )
                .Select(v => $"{v.Field} {v.Reason}")
                .Order(StringComparer.Ordinal)
        );
        var saved = await office.Client.ImportPositionRequestsAsync(
            new()
            {
                Parent = office.Programme,
                Content = Sheet(
                    Head,
                    "1001\t\t\t\t\t1.3.2014\tSluttet\tVedtak brytes\tPer Enhetsleder",
                    "\tHjemmetjenesten\tVernepleier\t50\t310 000\t2014-04-01\tPermisjon\tVikar må inn\tPer Enhetsleder"
                ),
            }
        );
        Assert.Equal(2, saved.CreatedCount);
        var asked = (await office.Client.ListPositionRequestsAsync(new() { Parent = office.Programme })).PositionRequests;
        Assert.Equal(
            [("Sykepleier", 10_000, "Helse"), ("Vernepleier", 5_000, "Helse")],
            asked.Select(r => (r.Title, r.PercentHundredths, r.DepartmentDisplayName)).Order()
        );
    }

    private async Task<Office> OpenAsync(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var askim = await office.MunicipalityAsync("Askim", "0124");
        var health = await office.UnitAsync("Helse", UnitLevel.Department, askim, u => u.Code = "4");
        await office.UnitAsync("Hjemmetjenesten", UnitLevel.Unit, askim, u => (u.Code, u.ParentUnit) = ("41", health.Name));
        return office;
    }

    private static ByteString Sheet(params string[] lines) =>
        ByteString.CopyFrom(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
}
