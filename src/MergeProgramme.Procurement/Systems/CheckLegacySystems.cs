using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<CheckLegacySystemsResponse> CheckLegacySystems(
        CheckLegacySystemsRequest request,
        ServerCallContext context
    )
    {
        var programme = await organisation.GetProgrammeAsync(
            new() { Name = request.Parent },
            cancellationToken: context.CancellationToken
        );
        var municipalities = await MunicipalitiesAsync(request.Parent, context);
        var (functions, systems) = await database.ReadAsync(
            async session =>
                (await SystemTable.FunctionsAsync(session, request.Parent), await SystemTable.AllAsync(session, request.Parent)),
            context.CancellationToken
        );
        var found = SystemFindings.Of(
            functions,
            systems,
            [.. municipalities.Where(m => m.Role == MunicipalityRole.Merging).Select(m => m.Name)],
            clock.Today(),
            programme.VestingDate.ToDateOnly(),
            request.SoonDays == 0 ? SystemFindings.SoonDays : request.SoonDays
        );
        var words = new SystemWords(texts, functions, municipalities, programme.VestingDate.ToDateOnly());
        return new()
        {
            Findings =
            {
                found.Select(f => new SystemFinding
                {
                    Kind = f.Kind,
                    Message = words.Of(f),
                    ServiceFunction = f.Function,
                    Municipality = f.Municipality,
                    LegacySystems = { f.Systems.Select(s => s.Name) },
                    Date = f.Date.ToDate(),
                    Days = f.Days,
                    YearlyCost = f.Kind == SystemFindingKind.DoubleLicences ? Ore.ToMoney(f.Ore) : null,
                }),
            },
        };
    }

    private Task<List<Municipality>> MunicipalitiesAsync(string programme, ServerCallContext context) =>
        WholeList.ReadAsync(
            token =>
                organisation.ListMunicipalitiesAsync(
                    new()
                    {
                        Parent = programme,
                        PageSize = 1000,
                        PageToken = token,
                    },
                    cancellationToken: context.CancellationToken
                ),
            answer => (answer.Municipalities, answer.NextPageToken)
        );
}
