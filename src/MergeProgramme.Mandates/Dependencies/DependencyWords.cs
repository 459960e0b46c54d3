using System.Globalization;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Dependencies;

/// <summary>What is found on agreements, in words. Pure.</summary>
internal static class DependencyWords
{
    // Enough to know which one is meant.
    private const int LongestDeliverable = 80;

    /// <summary>A finding as a sentence.</summary>
    public static string Of(DependencyFindings.Found found, DateOnly? vesting, CultureInfo culture)
    {
        var agreement = found.Agreement;
        string Text(string key, params object[] args) => Phrases.Of($"DependencyFinding.{key}", culture, args);
        var kind = Enum.GetName(found.Kind)!;
        if (found.Kind == DependencyFindingKind.Cycle)
            return Text(kind, Round(found.Others!));
        if (found.Kind == DependencyFindingKind.Unanswered)
            kind = $"{kind}.{Enum.GetName(agreement.State)}";
        if (found is { Kind: DependencyFindingKind.CannotHold, Others: null })
            kind = $"{kind}.Closed";
        return Text(
            kind,
            agreement.GiverDisplayName,
            agreement.TakerDisplayName,
            Short(agreement.Deliverable),
            Days(found.Days, culture),
            found.Date is { } day ? NorwegianTime.Format(day, culture) : "",
            agreement.NeededByDate.ToDateOnly() is { } needed ? NorwegianTime.Format(needed, culture) : "",
            found.Others is [var cause, ..] ? cause.GiverDisplayName : "",
            found.Others is [var what, ..] ? Short(what.Deliverable) : "",
            vesting is { } vests ? NorwegianTime.Format(vests, culture) : ""
        );
    }

    /// <summary>Whom a delay hits, and the way from it to vesting day.</summary>
    /// <param name="day">When it comes; null: as planned, or today where that has passed.</param>
    public static DependencyTrace Trace(
        DependencyPlan plan,
        DependencyAgreement agreement,
        DateOnly? day,
        DateOnly? vesting,
        CultureInfo culture
    )
    {
        var trace = new DependencyTrace { VestingDate = vesting.ToDate() };
        if (!plan.Has(agreement.Name))
            return trace;
        if (day is null && plan.Expected().TryGetValue(agreement.Name, out var expected))
            day = expected;
        if (day is not { } comes)
            return trace;
        // Compared with the day that the taker goes by.
        trace.Links.AddRange(plan.Hits(agreement.Name, comes, DependencyPlan.Settled(agreement) ?? comes));
        trace.Path.AddRange(plan.PathFrom(agreement.Name, comes));
        var end = trace.Path[^1].ExpectedDate.ToDateOnly()!.Value;
        var sentences = trace.Path.Select(
            (link, i) =>
                Phrases.Of(
                    $"DependencyPath.{(i == 0 ? "First" : "Next")}{(link.LateDays > 0 ? "Late" : "")}",
                    culture,
                    link.GiverDisplayName,
                    link.TakerDisplayName,
                    Short(link.Deliverable),
                    NorwegianTime.Format(link.ExpectedDate.ToDateOnly()!.Value, culture),
                    Days(link.LateDays, culture)
                )
        );
        var last = "";
        if (vesting is { } vests)
        {
            trace.SlackDays = vests.DayNumber - end.DayNumber;
            last = Phrases.Of(
                trace.SlackDays switch
                {
                    < 0 => "DependencyPath.AfterVesting",
                    0 => "DependencyPath.OnVesting",
                    _ => "DependencyPath.Vesting",
                },
                culture,
                NorwegianTime.Format(vests, culture),
                Days(Math.Abs(trace.SlackDays), culture)
            );
        }
        trace.Message = string.Join(' ', sentences.Append(last).Where(s => s.Length > 0));
        return trace;
    }

    // A3 → A4 → A2 → A3, with what each gives.
    private static string Round(IReadOnlyList<DependencyAgreement> cycle) =>
        string.Join("; ", cycle.Reverse().Select(a => $"{a.GiverDisplayName} → {a.TakerDisplayName} («{Short(a.Deliverable)}»)"));

    private static string Days(int days, CultureInfo culture) =>
        Phrases.Of(days == 1 ? "Dependency.OneDay" : "Dependency.Days", culture, days);

    /// <summary>A deliverable, cut where it is long.</summary>
    public static string Short(string text) =>
        text.Length <= LongestDeliverable
            ? text
            : $"{text[..(char.IsHighSurrogate(text[LongestDeliverable - 2]) ? LongestDeliverable - 2 : LongestDeliverable - 1)].TrimEnd()}…";
}
