using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Appraisals;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<OptionAppraisal> CreateOptionAppraisal(
        CreateOptionAppraisalRequest request,
        ServerCallContext context
    )
    {
        var vesting = await VestingAsync(request.Parent, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                // What it points at stays while it is written.
                await SystemTable.LockAsync(session, request.Parent);
                var appraisal = request.OptionAppraisal.Clone();
                appraisal.Name = await NewNames.ChooseAsync(
                    session,
                    "option_appraisals",
                    $"{request.Parent}/optionAppraisals",
                    request.OptionAppraisalId,
                    "option_appraisal_id",
                    appraisal.Question
                );
                // Only a link says that it is decided.
                (appraisal.DecisionCase, appraisal.DecisionTreatment, appraisal.DecidedOption, appraisal.LinkTime) = (
                    "",
                    0,
                    0,
                    null
                );
                // Those of a new one are numbered as they stand, so that one of them can be recommended at once.
                foreach (var option in appraisal.Options)
                    option.Number = 0;
                AppraisalRules.Number(appraisal, null);
                await AppraisalTable.RequireAsync(session, request.Parent, appraisal);
                await AppraisalTable.InsertAsync(session, appraisal);
                return Told(appraisal, vesting);
            }
        );
    }

    /// <summary>The appraisal with what is computed each time it is read.</summary>
    private static OptionAppraisal Told(OptionAppraisal appraisal, DateOnly? vesting)
    {
        foreach (var option in appraisal.Options)
            if (AppraisalRules.Slack(option, vesting) is { } slack)
                option.SlackDays = slack;
        return appraisal;
    }
}
