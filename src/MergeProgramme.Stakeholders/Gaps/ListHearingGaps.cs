using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.Engagements;
using MergeProgramme.Stakeholders.Gaps;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.Participation;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ListHearingGapsResponse> ListHearingGaps(ListHearingGapsRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        if (request.Matter.Length > 0 && !Matter.IsOf(request.Parent, request.Matter))
            throw Problem.Invalid("matter", "MATTER_MALFORMED", request.Matter, request.Parent);
        if (request.SubProject.Length > 0 && ResourceNames.Programme(request.SubProject) != request.Parent)
            throw Problem.Invalid("sub_project", "OTHER_PROGRAMME", request.SubProject);
        var matters = request.Matter.Length > 0 ? [request.Matter] : await NewestMandatesAsync(request, context);
        return await database.ReadAsync(
            async session =>
            {
                var today = time.Today();
                var response = new ListHearingGapsResponse { Matters = { matters } };
                response.NextPageToken = Page.Of(request)
                    .FillOf(
                        [.. HearingGaps.Of(await FoundAsync(session, request, matters, today)).Select(Said)],
                        response.HearingGaps
                    );
                return response;
            },
            context.CancellationToken
        );
    }

    private async Task<IReadOnlyList<string>> NewestMandatesAsync(ListHearingGapsRequest request, ServerCallContext context)
    {
        try
        {
            var all = await WholeList.ReadAsync(
                token =>
                    mandates.ListMandatesAsync(
                        new()
                        {
                            Parent = request.SubProject.Length > 0 ? request.SubProject : $"{request.Parent}/subProjects/-",
                            PageSize = 1000,
                            PageToken = token,
                        },
                        cancellationToken: context.CancellationToken
                    ),
                answer => (answer.Mandates, answer.NextPageToken)
            );
            return [.. all.GroupBy(m => ResourceNames.Parent(m.Name)).Select(g => g.MaxBy(m => m.Version)!.Name)];
        }
        catch (RpcException e)
            when (e.StatusCode is StatusCode.PermissionDenied or StatusCode.Unavailable or StatusCode.Unimplemented)
        {
            // Who may not see the mandates, or cannot reach them now, is told of the rest.
            return [];
        }
    }

    private static async Task<HearingGaps.Found> FoundAsync(
        Session session,
        ListHearingGapsRequest request,
        IReadOnlyList<string> matters,
        DateOnly today
    )
    {
        var rules = await RuleTable.AllAsync(session, request.Parent, today);
        var parties = await PartyTable.AllAsync(session, request.Parent);
        var proposed = new Dictionary<string, ProposeParticipationStepsResponse>(StringComparer.Ordinal);
        List<ParticipationStep> steps = [];
        foreach (var matter in matters)
        {
            var set = await session.QueryAsync<ParticipationStep>(
                $"SELECT * FROM ({StepTable.Steps}) t WHERE matter = @matter",
                new { matter }
            );
            foreach (var step in set)
                step.State = StepState.Of(step, today);
            steps.AddRange(set);
            proposed[matter] = Proposals.Of(
                matter,
                rules,
                parties,
                set.Select(s => s.Party).ToHashSet(StringComparer.Ordinal),
                today
            );
        }
        // What is about the whole programme is about each of its sub-projects too.
        const string About = "(@SubProject = '' OR sub_project IN (@SubProject, ''))";
        var stakeholders = await session.QueryAsync<Stakeholder>(
            """
            SELECT s.* FROM stakeholders s
            WHERE s.parent = @Parent AND (@SubProject = '' OR EXISTS (
                SELECT 1 FROM stakeholder_sub_projects c WHERE c.stakeholder = s.name AND c.sub_project = @SubProject))
            """,
            request
        );
        var inputs = await session.QueryAsync<Input>(
            $"SELECT * FROM ({InputTable.Inputs}) t WHERE parent = @Parent AND {About}",
            request
        );
        var consultations = await session.QueryAsync<Consultation>(
            $"SELECT * FROM consultations WHERE parent = @Parent AND {About}",
            request
        );
        var items = (await CommunicationTable.AllAsync(session, request.Parent))
            .Where(i => request.SubProject.Length == 0 || i.SubProject == request.SubProject || i.SubProject.Length == 0)
            .ToList();
        return new(
            proposed,
            steps,
            stakeholders,
            (
                await CountAsync(
                    session,
                    new() { Parent = request.Parent },
                    EngagementCounts.AnswerDays,
                    EngagementCounts.SilentDays,
                    today
                )
            ).SilentStakeholders,
            inputs,
            consultations,
            await CommunicationTable.OccurrencesAsync(session, request.Parent, items, today)
        );
    }

    private HearingGap Said(HearingGaps.Gap gap)
    {
        var day = gap.Date is { } date ? NorwegianTime.Format(date) : "";
        var message = texts[
            gap.Kind switch
            {
                HearingGapKind.StepNotSetUp when gap.PartyKind != PartyKind.Unspecified => "HearingGap.NoParty",
                HearingGapKind.StepNotSetUp or HearingGapKind.StepMissing => $"HearingGap.{gap.Kind}.{gap.Form}",
                _ => $"HearingGap.{gap.Kind}",
            },
            gap.PartyKind != PartyKind.Unspecified ? texts[$"PartyKind.{gap.PartyKind}"].Value : gap.Named,
            day,
            gap.Days
        ].Value;
        return new()
        {
            Kind = gap.Kind,
            Subject = gap.Subject,
            Date = gap.Date.ToDate(),
            Required = gap.Required,
            Matter = gap.Matter,
            // Not every step has a day by which it must be taken.
            Message =
                gap.Kind == HearingGapKind.StepMissing && day.Length > 0
                    ? $"{message} {texts["HearingGap.Due", day].Value}"
                    : message,
        };
    }
}
