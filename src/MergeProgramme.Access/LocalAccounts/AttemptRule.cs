namespace MergeProgramme.Access.LocalAccounts;

/// <summary>
/// How guessing is held back: five attempts are free, then each wrong one closes the account for a while, twice as long as the one before. It opens
/// again by itself, so nobody can shut somebody else out for longer than a quarter of an hour. Pure.
/// </summary>
internal static class AttemptRule
{
    /// <summary>Wrong attempts in a row before the account is closed for the first time.</summary>
    public const int Free = 5;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Until when no attempt is looked at; null where the next one is.</summary>
    /// <param name="failedCount">Wrong attempts in a row.</param>
    /// <param name="last">When the last of them was.</param>
    public static DateTimeOffset? ClosedUntil(int failedCount, DateTimeOffset? last) =>
        failedCount < Free || last is null ? null : last + Wait(failedCount - Free);

    private static TimeSpan Wait(int doublings) => doublings >= 5 ? Longest : First * (1 << doublings);
}
