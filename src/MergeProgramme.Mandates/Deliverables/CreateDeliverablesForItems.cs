using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    private const int LongestTitle = 200;

    public override async Task<CreateDeliverablesForItemsResponse> CreateDeliverablesForItems(
        CreateDeliverablesForItemsRequest request,
        ServerCallContext context
    )
    {
        await RequireSubProjectAsync(request.Parent, context);
        if (ResourceNames.Parent(request.Mandate) != request.Parent)
            throw Problem.Invalid("mandate", Reason.DocumentOfOtherSubProject, request.Mandate);
        var responsible = await PersonDisplayNameAsync(request.Parent, request.Responsible, "responsible", context);
        if (request.ValidateOnly)
        {
            return await database.ReadAsync(
                async session => new CreateDeliverablesForItemsResponse
                {
                    Deliverables = { await ForItemsAsync(session, request, responsible) },
                },
                context.CancellationToken
            );
        }
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var response = new CreateDeliverablesForItemsResponse
                {
                    Deliverables = { await ForItemsAsync(session, request, responsible) },
                };
                foreach (var deliverable in response.Deliverables)
                {
                    deliverable.Name = await NewNames.ChooseAsync(
                        session,
                        "deliverables",
                        $"{request.Parent}/deliverables",
                        "",
                        "",
                        deliverable.Title
                    );
                    await DeliverableTable.InsertAsync(session, deliverable);
                    session.Append("mandates.deliverable.created", deliverable.Name, deliverable);
                }
                return response;
            }
        );
    }

    // One for each item asked for, or for each that nothing answers.
    private static async Task<IReadOnlyList<Deliverable>> ForItemsAsync(
        Session session,
        CreateDeliverablesForItemsRequest request,
        string responsible
    )
    {
        var document = await MandateTable.FindAsync(session, request.Mandate) ?? throw Problem.NotFound(request.Mandate);
        if (document.Decision?.Verdict != Verdict.Start)
            throw Problem.Precondition(document.Name, Reason.DocumentNotYetApproved, document.Title, document.Version);
        var decided = document.Decision.DecisionDate.ToDateOnly();
        if (request.DueDate.ToDateOnly() < decided)
            throw Problem.Invalid("due_date", Reason.DueBeforeDecision, decided!);
        var coverage = CoverageRules.Of(
            document.Name,
            DocumentItem.Of(document),
            await DeliverableTable.AllAsync(session, ResourceNames.Programme(request.Parent), request.Parent),
            DateOnly.MinValue
        );
        var unanswered = coverage.Items.Where(item => item.Standing == ItemStanding.Unanswered).ToList();
        List<Violation> invalid = [];
        foreach (var (i, number) in request.Numbers.Index())
        {
            if (coverage.Items.All(item => item.Number != number))
                invalid.Add(new($"numbers[{i}]", Reason.ItemUnknown, number, document.Title));
            else if (request.Numbers.Take(i).Contains(number))
                invalid.Add(new($"numbers[{i}]", Reason.ItemTwice, number));
            else if (unanswered.TrueForAll(item => item.Number != number))
                invalid.Add(new($"numbers[{i}]", Reason.ItemAnsweredAlready, number));
        }
        if (invalid.Count > 0)
            throw Problem.Invalid(invalid);
        var chosen = unanswered.Where(item => request.Numbers.Count == 0 || request.Numbers.Contains(item.Number)).ToList();
        if (chosen.Count == 0)
            throw Problem.Precondition(document.Name, Reason.NoItemUnanswered, document.Title);
        return
        [
            .. chosen.Select(item => new Deliverable
            {
                Title = item.Text.Length <= LongestTitle ? item.Text : item.Text[..(LongestTitle - 1)].TrimEnd() + "…",
                Responsible = request.Responsible,
                ResponsibleDisplayName = responsible,
                DueDate = request.DueDate,
                State = DeliverableState.Planned,
                AnsweredItems =
                {
                    new AnsweredItem
                    {
                        Mandate = document.Name,
                        Number = item.Number,
                        Text = item.Text,
                    },
                },
            }),
        ];
    }
}
