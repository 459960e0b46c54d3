using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<Handover> CreateHandover(CreateHandoverRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        List<Violation> wrong = [.. HandoverRules.Check(request.Parent, request.Handover)];
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        var asked = request.Handover.Clone();
        await HandoverReading.NamePersonsAsync(organisation, asked, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var handover = asked.Clone();
                await HandoverReading.NameSubjectAsync(session, handover);
                handover.Name = await NewNames.ChooseAsync(
                    session,
                    "handovers",
                    $"{request.Parent}/handovers",
                    request.HandoverId,
                    "handover_id",
                    handover.SubjectDisplayName
                );
                if (handover.Items.Count == 0)
                    handover.Items.Add(await HandoverReading.UsualItemsAsync(session));
                handover.State = HandoverState.Preparing;
                handover.Rounds.Clear();
                handover.CreateTime = Instants.ToTimestamp(session.Now);
                handover.Etag = Etags.New();
                await HandoverTable.InsertAsync(session, request.Parent, handover);
                session.Append("benefits.handover.created", handover.Name, handover);
                return handover;
            }
        );
    }
}
