using MergeProgramme.Access.V1;
using MergeProgramme.Browser.Tests;
using MergeProgramme.Host.Demo;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(SampleHost))]

namespace MergeProgramme.Browser.Tests;

/// <summary>
/// A host with the sample programmes as `demo` has them, and a programme beside them whose mandates have come further: one submitted, one
/// approved with what follows from it, one adjusted and revised. A test class takes it as a constructor parameter.
/// </summary>
public sealed class SampleHost : IAsyncLifetime
{
    /// <summary>The programme whose mandates have come further.</summary>
    public const string FurtherProgramme = "gang";

    /// <summary>A programme in which there is nothing yet.</summary>
    public const string EmptyProgramme = "tomt";

    /// <summary>Whom of the sample tests sign in as: programme office of all programmes that a test looks at, and administrator.</summary>
    public const string Reader = "office";

    // Pages of accounts of the installation, which a demonstration has none of: LocalAccountsTests looks at them.
    private static readonly string[] NotInDemo =
    [
        "sign-in/code",
        "sign-in/link",
        "sign-in/recovery-codes",
        "sign-in/second-factor",
        "me/sign-in",
    ];

    private RunningHost host = null!;

    /// <summary>Where the pages are.</summary>
    public Uri Pages => host.Pages;

    /// <summary>The five modules' clients.</summary>
    public A4Walk.Clients Clients => A4Walk.Clients.Of(host.Services);

    /// <summary>The routes of all pages that the host serves, such as <c>/programmes/{programme}/edit</c>.</summary>
    public IReadOnlyList<RoutePattern> Routes =>
        [
            .. host
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                .Select(endpoint => endpoint.RoutePattern)
                .Where(pattern => !NotInDemo.Contains(pattern.RawText?.Trim('/')))
                .DistinctBy(pattern => pattern.RawText)
                .OrderBy(pattern => pattern.RawText, StringComparer.Ordinal),
        ];

    /// <summary>An absolute address on the host.</summary>
    public Uri At(string path) => new(Pages, path);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync(TestDatabase.Sqlite, null, "Demo:Enabled=true", "Tests:SignedIn=false");
        TestCaller.SetOffice();
        await SampleProgrammes.LoadAsync(host.Services);
        await new A4Walk(Clients, FurtherProgramme).RunAsync();
        await new A4Walk(Clients, FurtherProgramme, "A5").UntilDecisionAsync();
        var adjusted = new A4Walk(Clients, FurtherProgramme, "A6");
        await adjusted.UntilDecisionAsync();
        await adjusted.DecideAsync(new Decision(adjusted.Start()) { Verdict = Verdict.Adjust });
        var next = await Clients.Mandates.ReviseMandateAsync(new() { Name = adjusted.Mandate });
        var section = next.Sections[0];
        section.Body = "Askim, Eidsberg, Hobøl, Spydeberg og Trøgstad er én kommune fra 1. januar 2020.";
        await Clients.Mandates.UpdateSectionAsync(new() { Section = section });
        await Clients.Organisation.CreateProgrammeAsync(
            new()
            {
                ProgrammeId = EmptyProgramme,
                Programme = new() { DisplayName = "Tomt program", Kind = Organisation.V1.ProgrammeKind.MunicipalMerger },
            }
        );
        foreach (
            var (parent, role) in new[]
            {
                ($"programmes/{FurtherProgramme}", Role.ProgrammeOffice),
                ($"programmes/{EmptyProgramme}", Role.ProgrammeOffice),
                ("programmes/bodo-pfv2", Role.ProgrammeOffice),
                ("programmes/-", Role.Administrator),
                // What only the line and finance may open.
                ("programmes/indre-ostfold", Role.FinanceController),
                ("programmes/bodo-pfv2", Role.LineOwner),
                ("programmes/bodo-pfv2-2013", Role.LineOwner),
                ("programmes/bodo-pfv2-2013", Role.ProgrammeOffice),
                ("programmes/bodo-pfv2-2013", Role.FinanceController),
            }
        )
            await GiveReaderAsync(parent, role);
    }

    private async Task GiveReaderAsync(string parent, Role role)
    {
        var access = host.Services.GetRequiredService<AccessService.AccessServiceClient>();
        var reader = await SamplePeople.ResolveAsync(access, SamplePeople.All.Single(p => p.Key == Reader));
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = parent,
                RoleAssignment = new() { Principal = reader.Name, Role = role },
            }
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }
}
