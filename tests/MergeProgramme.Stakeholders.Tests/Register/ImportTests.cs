using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Stakeholders.Tests.Register;

[Collection("hosts")]
public sealed class ImportTests
{
    private const string Sheet = """
        Navn;Slag;Hvorfor;Interesse;Innflytelse;Holdning;Farge
        NAV stat;Organisasjon;Premissleverandør;4;5;Nøytral;blå
        sykehuset  ØSTFOLD HF;;Samarbeid om forløp;4;4;;
        Ungdomsrådet;Gruppe;Blir berørt;9;1;;
        Nav;Organisasjon;En gang til;;;;
        Eldrerådet;Gruppe;;3;2;Støtter;
        Legeforeningen;Forening;Fastleger;;;Sur;
        Bruker- og pårørendeorganisasjoner;Gruppe;"Erfaringer;
        fra dem som bruker tjenestene";5;2;Pådriver;
        """;

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_list_is_read_shown_and_saved_once(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        var shown = await ImportAsync(validateOnly: true);
        Assert.Equal((7, 2, 2, 3), (shown.RowCount, shown.CreatedCount, shown.DuplicateCount, shown.BadCount));
        Assert.Equal(["Farge"], shown.IgnoredColumns);
        Assert.Equal(["sykehuset ØSTFOLD HF", "Nav"], shown.Duplicates);
        Assert.Equal(
            [
                (4, "Interesse", "SHEET_SCORE"),
                (6, "Hvorfor", "CELL_MISSING"),
                (7, "Slag", "SHEET_KIND_UNKNOWN"),
                (7, "Holdning", "SHEET_ATTITUDE_UNKNOWN"),
            ],
            shown.Problems.Select(p => (p.Row, p.Column, p.Reason))
        );
        Assert.All(shown.Problems, p => Assert.NotEmpty(p.Text));
        Assert.Equal(["NAV stat", "Bruker- og pårørendeorganisasjoner"], shown.Preview.Select(s => s.DisplayName));
        Assert.Equal(3, (await RegisteredAsync()).Count);

        Assert.Equal(
            [
                ("content[4].Interesse", "SHEET_SCORE"),
                ("content[6].Hvorfor", "CELL_MISSING"),
                ("content[7].Slag", "SHEET_KIND_UNKNOWN"),
                ("content[7].Holdning", "SHEET_ATTITUDE_UNKNOWN"),
            ],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => ImportAsync())
        );
        var saved = await ImportAsync(skipBad: true, requestId: "ark-1");
        Assert.Equal(saved, await ImportAsync(skipBad: true, requestId: "ark-1"));
        var registered = await RegisteredAsync();
        Assert.Equal(5, registered.Count);
        var users = registered.Single(s => s.DisplayName.StartsWith("Bruker", StringComparison.Ordinal));
        Assert.Equal(
            (StakeholderKind.Group, 5, 2, StakeholderAttitude.Leading),
            (users.Kind, users.Interest, users.Influence, users.Attitude)
        );
        Assert.Equal(
            [("content", "SHEET_NOTHING_NEW")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => ImportAsync(skipBad: true))
        );

        async Task<ImportStakeholdersResponse> ImportAsync(
            bool validateOnly = false,
            bool skipBad = false,
            string requestId = ""
        ) =>
            await it.Client.ImportStakeholdersAsync(
                new()
                {
                    Parent = Office.Programme,
                    Content = ByteString.CopyFromUtf8(Sheet),
                    ValidateOnly = validateOnly,
                    SkipBadRows = skipBad,
                    RequestId = requestId,
                }
            );

        async Task<IReadOnlyList<Stakeholder>> RegisteredAsync() =>
            (await it.Client.ListStakeholdersAsync(new() { Parent = Office.Programme })).Stakeholders;
    }

    [Theory]
    [InlineData("NAV", "Nav stat", true)]
    [InlineData("Askim kommune", "ASKIM", true)]
    [InlineData("Bruker- og pårørendeorganisasjoner", "Pårørendeorganisasjoner, bruker", true)]
    [InlineData("Sykehuset Østfold HF", "Sykehuset Østfold", true)]
    [InlineData("Fagforbundet", "Delta", false)]
    [InlineData("Fagforbundet Askim", "Fagforbundet Hobøl", false)]
    [InlineData("Kommune", "AS", false)]
    public void Names_of_the_same_are_known(string one, string other, bool same) =>
        Assert.Equal(same, Duplicates.KeyOf(one) == Duplicates.KeyOf(other));
}
