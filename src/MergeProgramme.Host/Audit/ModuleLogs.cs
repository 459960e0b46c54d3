using Grpc.Core;
using MergeProgramme.Platform.V1;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Host.Audit;

/// <summary>A module's log, through its contract.</summary>
internal sealed record ModuleLog(
    string Module,
    Func<ListEventsRequest, CancellationToken, AsyncUnaryCall<ListEventsResponse>> List,
    Func<StreamEventsRequest, CancellationToken, AsyncServerStreamingCall<Event>> Stream
);

/// <summary>The logs of all modules, wherever they are served. The reader's own permissions hold for each.</summary>
internal sealed class ModuleLogs(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    BenefitsServiceClient benefits,
    ProcurementServiceClient procurement,
    StakeholdersServiceClient stakeholders,
    AccessServiceClient access
)
{
    public IReadOnlyList<ModuleLog> All { get; } =
    [
        new(
            "organisation",
            (r, c) => organisation.ListEventsAsync(r, cancellationToken: c),
            (r, c) => organisation.StreamEvents(r, cancellationToken: c)
        ),
        new(
            "mandates",
            (r, c) => mandates.ListEventsAsync(r, cancellationToken: c),
            (r, c) => mandates.StreamEvents(r, cancellationToken: c)
        ),
        new(
            "benefits",
            (r, c) => benefits.ListEventsAsync(r, cancellationToken: c),
            (r, c) => benefits.StreamEvents(r, cancellationToken: c)
        ),
        new(
            "procurement",
            (r, c) => procurement.ListEventsAsync(r, cancellationToken: c),
            (r, c) => procurement.StreamEvents(r, cancellationToken: c)
        ),
        new(
            "stakeholders",
            (r, c) => stakeholders.ListEventsAsync(r, cancellationToken: c),
            (r, c) => stakeholders.StreamEvents(r, cancellationToken: c)
        ),
        new(
            "access",
            (r, c) => access.ListEventsAsync(r, cancellationToken: c),
            (r, c) => access.StreamEvents(r, cancellationToken: c)
        ),
    ];

    public ModuleLog? Find(string module) => All.FirstOrDefault(l => l.Module == module);
}
