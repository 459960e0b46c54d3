using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Procurement.V1.ProcurementService.ProcurementServiceClient;

namespace MergeProgramme.Procurement.Tests.Systems;

[Collection("hosts")]
public sealed class SystemTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";
    private const string Journal = $"{Programme}/serviceFunctions/journal";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_written_is_read_changed_and_taken_away(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateLegacySystemAsync(new() { Parent = Programme, LegacySystem = JournalA("askim") });
        var expected = JournalA("askim");
        (expected.Name, expected.CreateTime, expected.Etag) = (
            $"{Programme}/legacySystems/journal-a-askim",
            created.CreateTime,
            created.Etag
        );
        Assert.Equal(expected, created);
        Assert.Equal(created, await client.GetLegacySystemAsync(new() { Name = created.Name }));
        Assert.Equal([created], (await client.ListLegacySystemsAsync(new() { Parent = Programme })).LegacySystems);
        Assert.Empty(
            (
                await client.ListLegacySystemsAsync(
                    new() { Parent = Programme, Municipality = $"{Programme}/municipalities/hobol" }
                )
            ).LegacySystems
        );

        var updated = await client.UpdateLegacySystemAsync(
            new()
            {
                LegacySystem = new()
                {
                    Name = created.Name,
                    Vendor = "Ny leverandør",
                    Etag = created.Etag,
                },
                UpdateMask = new FieldMask { Paths = { "vendor" } },
            }
        );
        Assert.Equal(("Ny leverandør", created.Title), (updated.Vendor, updated.Title));
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await client.UpdateLegacySystemAsync(new() { LegacySystem = created })
            )
        );
        // A function that something is for stays; what takes over from another stays.
        var function = await client.GetServiceFunctionAsync(new() { Name = Journal });
        Assert.Equal(
            [(Journal, "FUNCTION_HAS_SYSTEMS")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await client.DeleteServiceFunctionAsync(new() { Name = Journal, Etag = function.Etag })
            )
        );
        var other = JournalA("hobol");
        (other.Verdict, other.Successor) = (SystemVerdict.Replace, created.Name);
        var replaced = await client.CreateLegacySystemAsync(new() { Parent = Programme, LegacySystem = other });
        Assert.Equal(
            [(created.Name, "SYSTEM_IS_SUCCESSOR")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await client.DeleteLegacySystemAsync(new() { Name = created.Name, Etag = updated.Etag })
            )
        );
        await client.DeleteLegacySystemAsync(new() { Name = replaced.Name, Etag = replaced.Etag });
        await client.DeleteLegacySystemAsync(new() { Name = created.Name, Etag = updated.Etag });
        await client.DeleteServiceFunctionAsync(new() { Name = Journal, Etag = function.Etag });
        Assert.Empty((await client.ListServiceFunctionsAsync(new() { Parent = Programme })).ServiceFunctions);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_repeated_request_answers_the_same_and_happens_once(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var request = new CreateLegacySystemRequest
        {
            Parent = Programme,
            LegacySystem = JournalA("askim"),
            RequestId = "7a",
        };
        var first = await client.CreateLegacySystemAsync(request);
        Assert.Equal(first, await client.CreateLegacySystemAsync(request));
        request.RequestId = "7b";
        Assert.Equal(
            [("legacy_system.title", "SYSTEM_THERE")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, async () => await client.CreateLegacySystemAsync(request))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Bad_input_is_named_at_its_field(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        async Task<IReadOnlyList<(string, string)>> RefusedAsync(Action<LegacySystem> spoil)
        {
            var system = JournalA("askim");
            spoil(system);
            return await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.CreateLegacySystemAsync(new() { Parent = Programme, LegacySystem = system })
            );
        }

        Assert.Equal([("legacy_system.title", "REQUIRED")], await RefusedAsync(s => s.Title = ""));
        Assert.Equal(
            [("legacy_system.verdict_reason", "VERDICT_REASON_REQUIRED")],
            await RefusedAsync(s => s.VerdictReason = " ")
        );
        Assert.Equal(
            [("legacy_system.notice_date", "NOTICE_AFTER_END")],
            await RefusedAsync(s => s.NoticeDate = Day(2022, 1, 1))
        );
        Assert.Equal(
            [("legacy_system.successor", "SUCCESSOR_NOT_REPLACED")],
            await RefusedAsync(s => s.Successor = $"{Programme}/legacySystems/x")
        );
        Assert.Equal(
            [("legacy_system.successor", "NOT_FOUND")],
            await RefusedAsync(s => (s.Verdict, s.Successor) = (SystemVerdict.Replace, $"{Programme}/legacySystems/x"))
        );
        Assert.Equal(
            [("legacy_system.service_function", "NOT_FOUND")],
            await RefusedAsync(s => s.ServiceFunction = $"{Programme}/serviceFunctions/x")
        );
        Assert.Equal(
            [("legacy_system.municipality", "NOT_FOUND")],
            await RefusedAsync(s => s.Municipality = $"{Programme}/municipalities/x")
        );
        Assert.Equal(
            [("service_function.title", "FUNCTION_TITLE_TAKEN")],
            await Refusals.RefusedAsync(
                StatusCode.AlreadyExists,
                async () =>
                    await client.CreateServiceFunctionAsync(
                        new()
                        {
                            Parent = Programme,
                            ServiceFunction = new() { Title = "elektronisk  PASIENTJOURNAL" },
                        }
                    )
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_sheet_is_tried_taken_in_and_the_second_time_changes_nothing(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        await client.CreateLegacySystemAsync(new() { Parent = Programme, LegacySystem = JournalA("askim") });
        const string Sheet = """
            Funksjon;Kommune;System;Leverandør;Avtalen slutter;Årlig kostnad;Brukere;Hva skjer;Begrunnelse;Etterfølger;Etterfølgers kommune
            Elektronisk pasientjournal;Askim;journal a;Eksempeldata AS;31.12.2020;1 500 000;420;Beholdes;Størst;;
            Elektronisk pasientjournal;0138;Pleie B;Prøvedata AS;1.6.2019;700000;1 200;Erstattes;Avtalen går ut;Journal A;Askim
            Lønn;Hobøl;Lønn C;;;;;;;;
            Lønn;Moss;Lønn C;;;;;;;;
            Lønn;Askim;Lønn D;;;;mange;Kanskje;;;
            Lønn;Hobøl;LØNN C;;;;;;;;
            """;
        var request = new ImportLegacySystemsRequest
        {
            Parent = Programme,
            Content = ByteString.CopyFrom(Sheet, Encoding.UTF8),
            ValidateOnly = true,
        };
        var tried = await client.ImportLegacySystemsAsync(request);
        Assert.Equal(
            (6, 2, 1, 0, 3),
            (tried.RowCount, tried.CreatedCount, tried.ChangedCount, tried.UnchangedCount, tried.BadCount)
        );
        Assert.Equal(["Lønn"], tried.NewFunctions);
        Assert.Equal(
            [
                (5, "Kommune", "SHEET_MUNICIPALITY_UNKNOWN"),
                (6, "Brukere", "SHEET_USERS"),
                (6, "Hva skjer", "SHEET_VERDICT_UNKNOWN"),
                (7, "System", "SHEET_SYSTEM_TWICE"),
            ],
            tried.Problems.Select(p => (p.Row, p.Column, p.Reason))
        );
        Assert.Single((await client.ListLegacySystemsAsync(new() { Parent = Programme })).LegacySystems);

        request.ValidateOnly = false;
        var refused = await Refusals.RefusedAsync(
            StatusCode.InvalidArgument,
            async () => await client.ImportLegacySystemsAsync(request)
        );
        Assert.Contains(("content[5].Kommune", "SHEET_MUNICIPALITY_UNKNOWN"), refused);

        request.SkipBadRows = true;
        var saved = await client.ImportLegacySystemsAsync(request);
        Assert.Equal((2, 1, 3), (saved.CreatedCount, saved.ChangedCount, saved.BadCount));
        var systems = (await client.ListLegacySystemsAsync(new() { Parent = Programme })).LegacySystems;
        var replaced = systems.Single(s => s.Title == "Pleie B");
        Assert.Equal(
            (systems.Single(s => s.Title == "Journal A").Name, 1200, 700_000L),
            (replaced.Successor, replaced.UserCount, replaced.YearlyCost.Units)
        );
        // What the sheet has no column for stays.
        Assert.Equal("Journaler siden 1998", systems.Single(s => s.Title == "Journal A").DataHeld);
        Assert.Contains(
            (await client.ListServiceFunctionsAsync(new() { Parent = Programme })).ServiceFunctions,
            f => f is { Title: "Lønn", NeededOnVestingDay: true }
        );

        var again = await client.ImportLegacySystemsAsync(request);
        Assert.Equal((0, 0, 3, 3), (again.CreatedCount, again.ChangedCount, again.UnchangedCount, again.BadCount));
        Assert.Equal(systems, (await client.ListLegacySystemsAsync(new() { Parent = Programme })).LegacySystems);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_line_whose_successor_is_refused_is_refused_with_it(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        const string Sheet = """
            Function,Municipality,System,Verdict,Reason,Successor
            Payroll,Askim,A,Replace,Old,B
            Payroll,Hobøl,B,Replace,,C
            Payroll,Indre Østfold,C,Keep,New,
            """;
        var tried = await client.ImportLegacySystemsAsync(
            new()
            {
                Parent = Programme,
                Content = ByteString.CopyFrom(Sheet, Encoding.UTF8),
                ValidateOnly = true,
            }
        );
        Assert.Equal([(2, "SUCCESSOR_LEFT_OUT"), (3, "VERDICT_REASON_REQUIRED")], tried.Problems.Select(p => (p.Row, p.Reason)));
        Assert.Equal((1, 2), (tried.CreatedCount, tried.BadCount));
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_matrix_is_checked_in_words(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        await client.CreateLegacySystemAsync(new() { Parent = Programme, LegacySystem = JournalA("askim") });
        var found = (await client.CheckLegacySystemsAsync(new() { Parent = Programme })).Findings;
        var gap = Assert.Single(found, f => f.Kind == SystemFindingKind.NoSystem);
        Assert.Equal($"{Programme}/municipalities/hobol", gap.Municipality);
        Assert.Contains("Elektronisk pasientjournal har ikke noe system i Hobøl", gap.Message, StringComparison.Ordinal);
    }

    private async Task<Client> ClientAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await SampleMatrix.WriteAsync(host);
        return new(host.Invoker(transport));
    }

    private static LegacySystem JournalA(string municipality) =>
        new()
        {
            ServiceFunction = Journal,
            Municipality = $"{Programme}/municipalities/{municipality}",
            Title = "Journal A",
            Vendor = "Eksempeldata AS",
            Owner = "IKT-leder",
            ContractEndDate = Day(2021, 6, 30),
            NoticeDate = Day(2020, 12, 31),
            YearlyCost = new() { CurrencyCode = "NOK", Units = 1_250_000 },
            UserCount = 400,
            DataHeld = "Journaler siden 1998",
            Integrations = "Kjernejournal",
            Verdict = SystemVerdict.Keep,
            VerdictReason = "Flest brukere",
            MigrationState = MigrationState.NotNeeded,
        };

    private static Google.Type.Date Day(int year, int month, int day) =>
        new()
        {
            Year = year,
            Month = month,
            Day = day,
        };
}
