using Grpc.Core;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ImportActualsResponse> ImportActuals(ImportActualsRequest request, ServerCallContext context)
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context);
        List<(string Place, AccountEntry Entry)> entries =
        [
            .. request.Entries.Select(e =>
                (e.SubProject.Length > 0 ? e.SubProject : request.Parent, AccountEntryTable.Written(e.AccountEntry))
            ),
        ];
        await RequirePlacesAsync(request, context);
        if (request.ValidateOnly)
            return await database.ReadAsync(
                async session => (await NewEntriesAsync(session, request.Parent, entries, time.Today())).Response,
                context.CancellationToken
            );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await BudgetLineTable.LockAsync(session, ResourceNames.Programme(request.Parent));
                var (response, added) = await NewEntriesAsync(
                    session,
                    request.Parent,
                    entries,
                    NorwegianTime.DateIn(session.Now)
                );
                await AccountEntryTable.InsertAsync(session, added);
                return response;
            }
        );
    }

    private static async Task<(ImportActualsResponse Response, List<(string Place, AccountEntry Entry)> Added)> NewEntriesAsync(
        Session session,
        string parent,
        List<(string Place, AccountEntry Entry)> entries,
        DateOnly today
    )
    {
        List<Violation> wrong = [.. entries.Index().SelectMany(e => BudgetRules.Check(e.Item.Entry, PathOf(e.Index), today))];
        var known = await AccountEntryTable.KnownAsync(
            session,
            ResourceNames.Programme(parent),
            entries.Select(e => AccountEntryTable.KeyOf(e.Entry))
        );
        var found = EntryMatching.Of(entries, known);
        wrong.AddRange(
            found
                .Index()
                .Where(f => f.Item.Standing == EntryMatching.Standing.Differs)
                .Select(f => EntryMatching.Differs($"{PathOf(f.Index)}voucher", entries[f.Index].Entry, f.Item.Other!))
        );
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong.Take(MostViolations));
        List<(string, AccountEntry Entry)> added =
        [
            .. found.Index().Where(f => f.Item.Standing == EntryMatching.Standing.New).Select(f => entries[f.Index]),
        ];
        return (
            new()
            {
                CreatedCount = added.Count,
                KnownCount = entries.Count - added.Count,
                CreatedAmount = Ore.ToMoney(added.Sum(a => Ore.Of(a.Entry.Amount))),
            },
            added
        );
    }

    // Answers travel in headers, which cannot be long.
    private const int MostViolations = 20;

    private static string PathOf(int index) => FormattableString.Invariant($"entries[{index}].account_entry.");

    // Each sub-project is asked about once, however many entries it has.
    private async Task RequirePlacesAsync(ImportActualsRequest request, ServerCallContext context)
    {
        List<Violation> wrong = [];
        foreach (
            var (place, indexes) in request
                .Entries.Index()
                .Where(e => e.Item.SubProject.Length > 0)
                .GroupBy(e => e.Item.SubProject, e => e.Index, StringComparer.Ordinal)
                .Select(g => (g.Key, g.ToList()))
        )
        {
            var reason =
                place != request.Parent && ResourceNames.Parent(place) != request.Parent ? "OF_OTHER_PLACE"
                : ResourceNames.Id(place) == "-"
                || !await organisation
                    .GetSubProjectAsync(new() { Name = place }, cancellationToken: context.CancellationToken)
                    .ExistsAsync()
                    ? "SUB_PROJECT_UNKNOWN"
                : null;
            if (reason is not null)
                wrong.Add(new(FormattableString.Invariant($"entries[{indexes[0]}].sub_project"), reason, place));
        }
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong.Take(MostViolations));
    }
}
