using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Documents;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.Protocol;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ExportProcurementProtocolResponse> ExportProcurementProtocol(
        ExportProcurementProtocolRequest request,
        ServerCallContext context
    )
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context);
        var contents = await database.ReadAsync(
            async session =>
            {
                var procurement = await CaseTable.GetAsync(session, request.Name, clock.Today());
                var members = await MemberTable.AllAsync(session, request.Name);
                if (EvaluationRules.WhyHidden(procurement, MemberRules.Of(members, own)) is { } refusal)
                    throw Problem.Precondition([refusal]);
                var tenders = await TenderTable.AllAsync(session, request.Name);
                await TenderTable.ShowAsync(session, seal, tenders);
                var criteria = await CriterionTable.AllAsync(session, request.Name);
                var consensus = await ConsensusTable.ReadAsync(session, request.Name);
                List<Tender> compared = [.. EvaluationRules.Compared(tenders)];
                List<Criterion> leaves = [.. CriteriaRules.Leaves(criteria)];
                return new ProtocolContents(
                    procurement,
                    members,
                    criteria,
                    tenders,
                    consensus,
                    RankingReply.WhyNot(request.Name, compared, leaves, consensus).Any()
                        ? null
                        : RankingReply.Of(compared, leaves, consensus),
                    await AwardTable.AllAsync(session, request.Name),
                    await AwardTable.ComplaintsAsync(session, request.Name),
                    await AwardTable.ContractsAsync(session, request.Name)
                );
            },
            context.CancellationToken
        );
        return new()
        {
            FileName = $"protokoll-{ResourceNames.Id(request.Name)}.docx",
            ContentType = WordFile.ContentType,
            Content = UnsafeByteOperations.UnsafeWrap(ProtocolDocument.Create(contents, CultureInfo.CurrentUICulture)),
        };
    }
}
