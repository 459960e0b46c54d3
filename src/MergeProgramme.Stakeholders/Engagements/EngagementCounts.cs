using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Engagements;

/// <summary>Who was heard and answered, counted. Pure.</summary>
internal static class EngagementCounts
{
    /// <summary>Days from receipt within which an input should be answered, where nothing else is asked about.</summary>
    public const int AnswerDays = 14;

    /// <summary>Days without contact after which a stakeholder is silent, where nothing else is asked about.</summary>
    public const int SilentDays = 60;

    /// <param name="engagements">Each time that somebody took part in something: who, when.</param>
    public static EngagementStatistics Of(
        IReadOnlyCollection<Stakeholder> stakeholders,
        IReadOnlyCollection<(string Stakeholder, DateOnly Date)> engagements,
        IReadOnlyCollection<Input> inputs,
        int answerDays,
        int silentDays,
        DateOnly today
    )
    {
        var byStakeholder = inputs.ToLookup(i => i.Stakeholder);
        var last = engagements
            .Concat(inputs.Select(i => (i.Stakeholder, Date: i.ReceiveDate.ToDateOnly()!.Value)))
            .GroupBy(c => c.Stakeholder)
            .ToDictionary(g => g.Key, g => g.Max(c => c.Date), StringComparer.Ordinal);
        var statistics = new EngagementStatistics { AnswerDays = answerDays, SilentDays = silentDays };
        statistics.Groups.AddRange(
            stakeholders
                .GroupBy(s => s.Kind)
                .OrderBy(g => g.Key)
                .Select(g =>
                {
                    var given = g.SelectMany(s => byStakeholder[s.Name]).ToList();
                    return new EngagementGroup
                    {
                        Kind = g.Key,
                        StakeholderCount = g.Count(),
                        HeardCount = g.Count(s => last.ContainsKey(s.Name)),
                        InputCount = given.Count,
                        AnsweredCount = given.Count(InputRules.IsAnswered),
                        InTimeCount = given.Count(i => InputRules.IsAnswered(i) && DaysTaken(i, today) <= answerDays),
                        LateCount = given.Count(i => !InputRules.IsAnswered(i) && DaysTaken(i, today) > answerDays),
                    };
                })
        );
        statistics.SilentStakeholders.AddRange(
            stakeholders
                .Select(s => (Stakeholder: s, Last: last.TryGetValue(s.Name, out var day) ? day : (DateOnly?)null))
                .Where(s => s.Last is not { } day || Days(day, today) > silentDays)
                .OrderBy(s => s.Last ?? DateOnly.MinValue)
                .ThenByDescending(s => s.Stakeholder.Influence + s.Stakeholder.Interest)
                .ThenBy(s => s.Stakeholder.DisplayName, StringComparer.Ordinal)
                .Select(s => ContactOf(s.Stakeholder, s.Last, today))
        );
        return statistics;
    }

    private static StakeholderContact ContactOf(Stakeholder stakeholder, DateOnly? last, DateOnly today)
    {
        var contact = new StakeholderContact
        {
            Stakeholder = stakeholder.Name,
            DisplayName = stakeholder.DisplayName,
            LastDate = last.ToDate(),
        };
        if (last is { } day)
            contact.Days = Days(day, today);
        return contact;
    }

    /// <summary>Days from receipt to the answer, or to today where there is none.</summary>
    private static int DaysTaken(Input input, DateOnly today) =>
        Days(input.ReceiveDate.ToDateOnly()!.Value, input.AnswerDate.ToDateOnly() ?? today);

    private static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;
}
