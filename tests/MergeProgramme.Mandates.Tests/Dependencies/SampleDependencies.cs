using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates.Tests.Dependencies;

/// <summary>Agreements for the pure rules; days are counted from <see cref="Today"/>.</summary>
internal static class SampleDependencies
{
    public const string Programme = "programmes/indre-ostfold";

    public static DateOnly Today { get; } = new(2018, 3, 1);

    public static DependencyAgreement Of(
        string giver,
        string taker,
        int? needed,
        int? promised = null,
        DependencyState state = DependencyState.Requested,
        string? id = null
    ) =>
        new()
        {
            Name = $"{Programme}/dependencyAgreements/{id ?? $"{giver}-{taker}"}",
            Deliverable = $"Det {taker} trenger fra {giver}",
            GiverSubProject = giver.Length == 0 ? "" : $"{Programme}/subProjects/{giver}",
            GiverDisplayName = giver.ToUpperInvariant(),
            TakerSubProject = $"{Programme}/subProjects/{taker}",
            TakerDisplayName = taker.ToUpperInvariant(),
            NeededByDate = needed is { } n ? Today.AddDays(n).ToDate() : null,
            PromisedDate = promised is { } p ? Today.AddDays(p).ToDate() : null,
            State = state,
            StateTime = Instants.ToTimestamp(NorwegianTime.StartOfDay(Today).AddHours(12)),
        };
}
