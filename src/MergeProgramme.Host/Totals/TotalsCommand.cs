using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Host.Totals;

/// <summary>The verb <c>totals</c>: holds the sums that benefits keeps against what they are sums of, and writes them anew. The host must not run.</summary>
internal static class TotalsCommand
{
    private const int AtATime = 1000;

    private const string Usage = """
        Usage: tools/totals check|repair [--Key:Name=value …]
               (installed: MergeProgramme.Host totals …)

          check    Computes all sums of every programme's benefits anew, from measures, plans and ledger, and says which kept ones differ.
          repair   The same, and writes the sums of a programme anew where any differs. An event of the log says so.

        Exit code 0: nothing differs, or it is repaired. 1: something differs. 2: it could not be looked at, or the command is not
        understood. The host must not run meanwhile.
        """;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args is not [("check" or "repair") and var what, .. var settings])
        {
            await output.WriteLineAsync(Usage);
            return args is ["--help" or "-h"] ? 0 : 2;
        }
        await using var app = Composition.Build([
            // What is printed is the answer.
            "--Logging:LogLevel:Default=Warning",
            .. settings,
            "--Listen:Pages=http://127.0.0.1:0",
            "--Listen:Grpc=http://127.0.0.1:0",
        ]);
        await app.StartAsync();
        Caller.Set(Caller.Internal("totals"));
        var (organisation, benefits) = (
            app.Services.GetRequiredService<OrganisationServiceClient>(),
            app.Services.GetRequiredService<BenefitsServiceClient>()
        );
        try
        {
            return await CheckAsync(organisation, benefits, what == "repair", output);
        }
        catch (RpcException e)
        {
            // Such as a module on another host that does not answer.
            await Console.Error.WriteLineAsync(e.Status.Detail);
            return 2;
        }
    }

    private static async Task<int> CheckAsync(
        OrganisationServiceClient organisation,
        BenefitsServiceClient benefits,
        bool repair,
        TextWriter output
    )
    {
        var programmes = await WholeList.ReadAsync(
            token => organisation.ListProgrammesAsync(new() { PageSize = AtATime, PageToken = token }),
            page => (page.Programmes, page.NextPageToken)
        );
        if (programmes.Count == 0)
            await output.WriteLineAsync("There are no programmes.");
        var wrong = false;
        foreach (var programme in programmes)
        {
            var check = await benefits.CheckRealisationTotalsAsync(new() { Parent = programme.Name, Repair = repair });
            foreach (var difference in check.Differences)
                await output.WriteLineAsync(difference);
            await output.WriteLineAsync(
                $"{programme.Name}: {check.MeasureCount} measures, {check.SumCount} sums, {check.DifferenceCount} differ{(check.Repaired ? ", written anew" : "")}."
            );
            wrong |= check.DifferenceCount > 0 && !check.Repaired;
        }
        return wrong ? 1 : 0;
    }
}
