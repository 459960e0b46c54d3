using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    /// <summary>Empty where it is no longer awaited, or nobody has stated a day.</summary>
    public override async Task<DependencyTrace> TraceDependencyAgreement(
        TraceDependencyAgreementRequest request,
        ServerCallContext context
    )
    {
        var programme = ResourceNames.Programme(request.Name);
        var vesting = await VestingAsync(programme, context);
        var all = await database.ReadAsync(
            session => DependencyTable.OfProgrammeAsync(session, programme),
            context.CancellationToken
        );
        if (all.TrueForAll(a => a.Name != request.Name))
            throw Problem.NotFound(request.Name);
        return DependencyWords.Trace(
            new(all, time.Today()),
            all.Single(a => a.Name == request.Name),
            request.ExpectedDate.ToDateOnly(),
            vesting,
            CultureInfo.CurrentUICulture
        );
    }
}
