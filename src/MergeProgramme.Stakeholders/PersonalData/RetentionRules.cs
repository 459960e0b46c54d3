namespace MergeProgramme.Stakeholders.PersonalData;

/// <summary>For how long a person is kept. Pure.</summary>
internal static class RetentionRules
{
    /// <summary>The day on which the time is over: so many months after the last activity, or after vesting day where that is later.</summary>
    /// <param name="lastActivity">Norwegian day.</param>
    /// <param name="vesting">Null where the programme has none.</param>
    /// <param name="months">From 1.</param>
    public static DateOnly ExpireDate(DateOnly lastActivity, DateOnly? vesting, int months) =>
        (vesting is { } day && day > lastActivity ? day : lastActivity).AddMonths(months);
}
