using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cutover;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<CutoverPlan> CreateCutoverPlan(CreateCutoverPlanRequest request, ServerCallContext context)
    {
        var vesting = await VestingAsync(request.Parent, context);
        await RequireMunicipalityAsync("cutover_plan.municipality", request.CutoverPlan.Municipality, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                // What it points at stays while it is written.
                await SystemTable.LockAsync(session, request.Parent);
                var plan = CutoverTable.Stored(request.CutoverPlan);
                plan.Name = await NewNames.ChooseAsync(
                    session,
                    "cutover_plans",
                    $"{request.Parent}/cutoverPlans",
                    request.CutoverPlanId,
                    "cutover_plan_id",
                    plan.Title
                );
                // Only a decision decides.
                (plan.Verdict, plan.VerdictReason, plan.Decider, plan.DeciderDisplayName, plan.DecideTime) = (
                    CutoverVerdict.Unspecified,
                    "",
                    "",
                    "",
                    null
                );
                CutoverRules.Number(plan, null);
                await CutoverTable.RequireAsync(session, request.Parent, plan);
                await CutoverTable.InsertAsync(session, plan);
                return Told(plan, vesting, NorwegianTime.DateIn(session.Now));
            }
        );
    }

    private async Task<DateOnly?> VestingAsync(string name, ServerCallContext context)
    {
        var programme = await organisation.GetProgrammeAsync(
            new() { Name = ResourceNames.Programme(name) },
            cancellationToken: context.CancellationToken
        );
        return programme.VestingDate.ToDateOnly();
    }

    /// <summary>The plan with what is computed each time it is read.</summary>
    private CutoverPlan Told(CutoverPlan plan, DateOnly? vesting, DateOnly today)
    {
        plan.VestingDate = vesting.ToDate();
        if (CutoverFindings.Slack(plan, vesting) is { } slack)
            plan.SlackDays = slack;
        plan.Findings.AddRange(
            CutoverFindings
                .Of(plan, today, vesting)
                .Select(f => new CutoverFinding
                {
                    Kind = f.Kind,
                    Step = f.Step,
                    Days = f.Days,
                    Message = texts[
                        $"CutoverFinding.{f.Kind}{(f.Days == 1 ? ".1" : "")}",
                        f.Text,
                        f.Date is { } day ? NorwegianTime.Format(day) : "",
                        f.Days,
                        vesting is { } vests ? NorwegianTime.Format(vests) : "",
                        plan.CutoverDate.ToDateOnly() is { } cutover ? NorwegianTime.Format(cutover) : ""
                    ],
                })
        );
        return plan;
    }
}
