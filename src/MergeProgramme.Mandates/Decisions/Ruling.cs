using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>What a rule answers: the resource as it becomes, or everything that is wrong, never only the first thing.</summary>
/// <param name="Invalid">Wrong in the request itself; the fields are paths in the request.</param>
/// <param name="Broken">Right in itself, but not as things stand; the fields are the resource names that stand in the way.</param>
/// <param name="Next">The resource as it becomes; null when refused.</param>
internal record Ruling<T>(IReadOnlyList<Violation> Invalid, IReadOnlyList<Violation> Broken, T? Next)
    where T : class
{
    /// <summary>Whether the step may be taken.</summary>
    public bool Allowed => Next is not null;

    /// <summary>Everything that is wrong.</summary>
    public IEnumerable<Violation> Violations => Invalid.Concat(Broken);

    /// <summary>The resource as it becomes.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT when the request is wrong in itself, else FAILED_PRECONDITION.</exception>
    public T NextOrThrow()
    {
        if (Invalid.Count > 0)
        {
            throw Problem.Invalid(Invalid);
        }

        return Next ?? throw Problem.Precondition(Broken);
    }
}

/// <summary>What a rule on a mandate answers.</summary>
/// <inheritdoc cref="Ruling{T}"/>
internal sealed record Ruling(IReadOnlyList<Violation> Invalid, IReadOnlyList<Violation> Broken, Mandate? Next)
    : Ruling<Mandate>(Invalid, Broken, Next)
{
    internal static Ruling Allow(Mandate next) => new([], [], next);

    internal static Ruling Refuse(IReadOnlyList<Violation> invalid, IReadOnlyList<Violation> broken) =>
        new(invalid, broken, null);

    internal static Ruling Break(string subject, string reason, params object[] args) =>
        new([], [new Violation(subject, reason, args)], null);
}
