using System.Globalization;
using Google.Type;
using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    // s: measures and benefits without one. o: the handover that is under way. a: the one that was accepted last.
    private const string Standings = """
        FROM (
            SELECT 1 AS kind, m.position, m.name AS subject, m.title, m.effect_likely,
                CASE WHEN m.sub_project = '' THEN COALESCE(b.sub_project, '') ELSE m.sub_project END AS sub_project
            FROM measures m LEFT JOIN benefits b ON b.name = m.benefit
            WHERE m.parent = @Parent AND m.state <> @Dropped
            UNION ALL
            SELECT 2, b.position, b.name, b.text, NULL, b.sub_project FROM benefits b
            WHERE b.parent = @Parent
              AND NOT EXISTS (SELECT 1 FROM measures m WHERE m.benefit = b.name AND m.state <> @Dropped)
        ) s
        LEFT JOIN handovers o ON o.subject = s.subject AND o.state <> @Accepted
        LEFT JOIN handovers a ON a.subject = s.subject AND a.state = @Accepted
            AND NOT EXISTS (SELECT 1 FROM handovers n WHERE n.subject = a.subject AND n.state = @Accepted AND n.number > a.number)
        """;

    public override async Task<ListHandoverStandingsResponse> ListHandoverStandings(
        ListHandoverStandingsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        var own = Caller.Current.Kind == CallerKind.Person ? await CallerPersons.OfAsync(access, request.Parent, context) : [];
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var parameters = new
                {
                    request.Parent,
                    request.SubProject,
                    OpenOnly = request.OpenOnly ? 1 : 0,
                    MeasureState.Dropped,
                    HandoverState.Accepted,
                    Kind = page.Number(0, 0),
                    Position = page.Number(1, 0),
                    page.Limit,
                };
                var rows = await session.QueryAsync<StandingRow>(
                    $"""
                    SELECT s.kind, s.position, s.subject, s.title, s.sub_project, s.effect_likely,
                        COALESCE(o.name, a.name, '') AS handover, COALESCE(o.receiver, '') AS open_receiver, COALESCE(o.state, 0) AS open_state, COALESCE(a.state, 0) AS accepted_state,
                        COALESCE(o.carrier_display_name, a.carrier_display_name, '') AS carrier_display_name,
                        COALESCE(a.receiver_display_name, o.receiver_display_name, '') AS receiver_display_name,
                        CASE WHEN a.name IS NULL THEN o.handover_date ELSE a.handover_date END AS handover_date
                    {Standings}
                    WHERE (@SubProject = '' OR s.sub_project = @SubProject) AND (@OpenOnly = 0 OR a.name IS NULL)
                      AND (s.kind > @Kind OR (s.kind = @Kind AND s.position > @Position))
                    ORDER BY s.kind, s.position LIMIT @Limit
                    """,
                    parameters
                );
                var response = new ListHandoverStandingsResponse();
                response.NextPageToken = page.Fill(
                    rows,
                    response.HandoverStandings,
                    row => row.ToStanding(own),
                    row => [row.Kind.ToString(CultureInfo.InvariantCulture), row.Position.ToString(CultureInfo.InvariantCulture)]
                );
                var counts = await session.QueryAsync<CountRow>(
                    $"""
                    SELECT COALESCE(a.state, o.state, 0) AS state, COUNT(*) AS count
                    {Standings}
                    WHERE @SubProject = '' OR s.sub_project = @SubProject
                    GROUP BY COALESCE(a.state, o.state, 0) ORDER BY 1
                    """,
                    parameters
                );
                response.Counts.Add(counts.Select(row => new HandoverCount { State = row.State, Count = (int)row.Count }));
                return response;
            },
            context.CancellationToken
        );
    }

    private sealed class StandingRow
    {
        public long Kind { get; set; }
        public long Position { get; set; }
        public string Subject { get; set; } = "";
        public string Title { get; set; } = "";
        public string SubProject { get; set; } = "";
        public Money? EffectLikely { get; set; }
        public string Handover { get; set; } = "";
        public HandoverState OpenState { get; set; }
        public HandoverState AcceptedState { get; set; }
        public string CarrierDisplayName { get; set; } = "";
        public string ReceiverDisplayName { get; set; } = "";
        public string OpenReceiver { get; set; } = "";
        public Date? HandoverDate { get; set; }

        public HandoverStanding ToStanding(IReadOnlyList<string> own) =>
            new()
            {
                Subject = Subject,
                SubjectDisplayName = Title,
                SubProject = SubProject,
                State = AcceptedState == HandoverState.Accepted ? HandoverState.Accepted : OpenState,
                Handover = Handover,
                CarrierDisplayName = CarrierDisplayName,
                ReceiverDisplayName = ReceiverDisplayName,
                HandoverDate = HandoverDate,
                EffectLikely = EffectLikely,
                AwaitsCaller = OpenState == HandoverState.Proposed && own.Contains(OpenReceiver),
                PassingOn = AcceptedState == HandoverState.Accepted && OpenState != HandoverState.Unspecified,
            };
    }

    private sealed class CountRow
    {
        public HandoverState State { get; set; }
        public long Count { get; set; }
    }
}
