using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<CheckDependencyAgreementsResponse> CheckDependencyAgreements(
        CheckDependencyAgreementsRequest request,
        ServerCallContext context
    )
    {
        await RequireParentAsync(request.Parent, context);
        var programme = ResourceNames.Programme(request.Parent);
        var vesting = await VestingAsync(programme, context);
        var (all, planned) = await database.ReadAsync(
            async session =>
                (
                    await DependencyTable.OfProgrammeAsync(session, programme),
                    await AgreedMilestones.PlannedAsync(session, programme)
                ),
            context.CancellationToken
        );
        var found = DependencyFindings.Of(
            all,
            time.Today(),
            vesting,
            milestone => planned.TryGetValue(milestone, out var day) ? day : null,
            request.UnansweredDays == 0 ? DependencyFindings.UnansweredDays : request.UnansweredDays
        );
        var response = new CheckDependencyAgreementsResponse();
        response.Findings.AddRange(
            found
                .Where(f => (f.Others ?? []).Append(f.Agreement).Any(a => IsUnder(a, request.Parent)))
                // Nobody learns of an agreement between sub-projects that are closed to them, by way of a cycle neither.
                .Where(f => (f.Kind == DependencyFindingKind.Cycle ? f.Others! : [f.Agreement]).All(MayRead))
                .Select(f => new DependencyFinding
                {
                    Kind = f.Kind,
                    DependencyAgreement = f.Agreement.Name,
                    Message = DependencyWords.Of(
                        // What stands in the way may be between sub-projects that are closed to the caller: that something does is said.
                        f.Others
                            is [var cause, ..]
                        && !MayRead(cause)
                            ? f with
                            {
                                Others = null,
                            }
                            : f,
                        vesting,
                        CultureInfo.CurrentUICulture
                    ),
                    Days = f.Days,
                    Cycle = { f.Kind == DependencyFindingKind.Cycle ? f.Others!.Select(o => o.Name) : [] },
                })
        );
        return response;
    }

    private static bool IsUnder(DependencyAgreement agreement, string parent) =>
        ResourceNames.Id(parent) == "-" || agreement.GiverSubProject == parent || agreement.TakerSubProject == parent;

    private async Task<DateOnly?> VestingAsync(string programme, ServerCallContext context)
    {
        var found = await organisation.GetProgrammeAsync(
            new() { Name = programme },
            cancellationToken: context.CancellationToken
        );
        return found.VestingDate.ToDateOnly();
    }
}
