using Grpc.Core;
using MergeProgramme.Benefits.Goals;
using MergeProgramme.Benefits.Register;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Benefits.FromMandates;

/// <summary>An approved mandate's goals and expected benefits are registered here, so that somebody follows them up.</summary>
internal sealed class RegisterFromMandate(MandatesService.MandatesServiceClient mandates) : IEventConsumer
{
    internal const string ConsumerName = "benefits.register-from-mandate";

    public string Name => ConsumerName;

    public AsyncServerStreamingCall<Event> Open(StreamEventsRequest request, CallOptions options) =>
        mandates.StreamEvents(request, options);

    public async Task HandleAsync(Event e, WriteSession session)
    {
        if (e.Type != "mandates.mandate.decided")
            return;
        var mandate = e.DataAs<Mandate>();
        if (!MandateContents.IsApproved(mandate))
            return;
        // The position guards against the same event; this against another event on the same decision.
        var first = await session.ExecuteAsync(
            "INSERT INTO registered_mandates (mandate) VALUES (@Name) ON CONFLICT (mandate) DO NOTHING",
            new { mandate.Name }
        );
        if (first == 0)
            return;
        var programme = ResourceNames.Programme(mandate.Name);
        foreach (var (goal, number) in MandateContents.Goals(mandate).Select((goal, index) => (goal, index + 1)))
        {
            // Read anew for each: one that was recognised has a source from then on.
            var byHand = await session.QueryAsync<V1.Goal>(
                "SELECT * FROM goals WHERE parent = @programme AND source_mandate = '' ORDER BY kind, position, name",
                new { programme }
            );
            if (Recognition.Find(goal, byHand) is { } known)
            {
                await GoalTable.UpdateAsync(session, Recognition.Adopt(known, goal), known.Etag);
                continue;
            }
            goal.Name = await NameAsync(session, "goals", mandate.Name, $"goal-{number}");
            await GoalTable.InsertAsync(session, programme, goal);
        }
        foreach (var (benefit, number) in MandateContents.Benefits(mandate).Select((benefit, index) => (benefit, index + 1)))
        {
            var byHand = await session.QueryAsync<V1.Benefit>(
                $"""
                SELECT {BenefitTable.Columns} FROM benefits WHERE parent = @programme AND source_mandate = '' ORDER BY position, name
                """,
                new { programme }
            );
            if (Recognition.Find(benefit, byHand) is { } known)
            {
                var adopted = Recognition.Adopt(known, benefit);
                await BenefitTable.UpdateAsync(session, adopted, known.Etag);
                session.Append("benefits.benefit.updated", adopted.Name, adopted);
                continue;
            }
            benefit.Name = await NameAsync(session, "benefits", mandate.Name, $"benefit-{number}");
            await BenefitTable.InsertAsync(session, programme, benefit);
        }
    }

    // Somebody may have registered a thing of that id by hand: then it gets the next free one.
    private static Task<string> NameAsync(WriteSession session, string collection, string mandate, string suffix) =>
        NewNames.ChooseAsync(
            session,
            collection,
            $"{ResourceNames.Programme(mandate)}/{collection}",
            "",
            "",
            DerivedIds.For(mandate, suffix)
        );
}
