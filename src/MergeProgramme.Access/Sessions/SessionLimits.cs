using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace MergeProgramme.Access.Sessions;

/// <summary>How long somebody stays signed in.</summary>
/// <param name="Idle">Longest time without a request.</param>
/// <param name="Absolute">Longest time at all.</param>
internal sealed record SessionLimits(TimeSpan Idle, TimeSpan Absolute)
{
    /// <summary>Settings <c>SignIn:IdleMinutes</c> (60) and <c>SignIn:AbsoluteHours</c> (12).</summary>
    /// <exception cref="InvalidOperationException">One of them is no whole number above 0.</exception>
    public static SessionLimits Read(IConfiguration configuration) =>
        new(
            TimeSpan.FromMinutes(Read(configuration, "SignIn:IdleMinutes", 60)),
            TimeSpan.FromHours(Read(configuration, "SignIn:AbsoluteHours", 12))
        );

    /// <summary>Whether a session still is one at a moment.</summary>
    public bool IsOpen(DateTimeOffset lastSeen, DateTimeOffset expires, DateTimeOffset now) =>
        now < expires && now < lastSeen + Idle;

    private static int Read(IConfiguration configuration, string key, int otherwise) =>
        configuration[key] is not { Length: > 0 } value ? otherwise
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new InvalidOperationException($"{key} is '{value}'. Write a whole number above 0, such as {otherwise}.");
}
