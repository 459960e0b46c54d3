using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.V1;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>What other modules know of a document and its sub-project, for the points of the gate that are found out there.</summary>
/// <param name="Participation">Every record of participation on the document, from stakeholders.</param>
/// <param name="Steps">The steps of co-determination on it that are neither done nor waived, from stakeholders.</param>
/// <param name="NotHandedOver">Measures and benefits of its sub-project that the line has not accepted, from benefits.</param>
internal sealed record GateEvidence(
    IReadOnlyList<ParticipationRecord> Participation,
    IReadOnlyList<ParticipationStep> Steps,
    IReadOnlyList<HandoverStanding> NotHandedOver
)
{
    private const int PageSize = 1000;

    /// <summary>Asks each of the modules.</summary>
    public static async Task<GateEvidence> ReadAsync(
        StakeholdersServiceClient stakeholders,
        BenefitsServiceClient benefits,
        Mandate mandate,
        ServerCallContext context
    ) =>
        new(
            await ParticipationAsync(stakeholders, mandate.Name, context),
            await MissingAsync(stakeholders, mandate.Name, context),
            // Before a sub-project closes the line need not have taken over.
            mandate.DecisionPoint < DecisionPoint.Bp5
                ? []
                : await NotHandedOverAsync(benefits, mandate.Name, context)
        );

    private static async Task<IReadOnlyList<ParticipationRecord>> ParticipationAsync(
        StakeholdersServiceClient stakeholders,
        string mandate,
        ServerCallContext context
    ) =>
        await WholeList.ReadAsync(
            token =>
                stakeholders.ListParticipationRecordsAsync(
                    new()
                    {
                        Parent = ResourceNames.Programme(mandate),
                        Matter = mandate,
                        PageSize = PageSize,
                        PageToken = token,
                    },
                    cancellationToken: context.CancellationToken
                ),
            page => (page.ParticipationRecords, page.NextPageToken)
        );

    private static async Task<IReadOnlyList<ParticipationStep>> MissingAsync(
        StakeholdersServiceClient stakeholders,
        string mandate,
        ServerCallContext context
    ) =>
        await WholeList.ReadAsync(
            token =>
                stakeholders.ListParticipationStepsAsync(
                    new()
                    {
                        Parent = ResourceNames.Programme(mandate),
                        Matter = mandate,
                        Missing = true,
                        PageSize = PageSize,
                        PageToken = token,
                    },
                    cancellationToken: context.CancellationToken
                ),
            page => (page.ParticipationSteps, page.NextPageToken)
        );

    private static async Task<IReadOnlyList<HandoverStanding>> NotHandedOverAsync(
        BenefitsServiceClient benefits,
        string mandate,
        ServerCallContext context
    ) =>
        await WholeList.ReadAsync(
            token =>
                benefits.ListHandoverStandingsAsync(
                    new()
                    {
                        Parent = ResourceNames.Programme(mandate),
                        SubProject = ResourceNames.Parent(mandate),
                        OpenOnly = true,
                        PageSize = PageSize,
                        PageToken = token,
                    },
                    cancellationToken: context.CancellationToken
                ),
            page => (page.HandoverStandings, page.NextPageToken)
        );
}
