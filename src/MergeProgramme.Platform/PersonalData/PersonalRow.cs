using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.PersonalData;

/// <summary>A row in which something on the person stands.</summary>
internal sealed record PersonalRow(
    PersonalTable Table,
    string Owner,
    IReadOnlyList<(string Column, object Value)> Key,
    bool IsClosed,
    bool HasEtag,
    IReadOnlyList<PersonalPlace> Places
)
{
    /// <summary>It is the person's by the account that it belongs to.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The column that lists are searched in, and what it holds; null where there is none.</summary>
    public (string Column, string Text)? Search { get; init; }
}

/// <summary>One value on the person.</summary>
/// <param name="Reason">Why it stays; unspecified where it goes.</param>
/// <param name="Count">How many times the name stands in it; 0 where it is the person's by what stands beside it.</param>
internal sealed record PersonalPlace(
    string Column,
    string Text,
    PersonalDataCategory Category,
    PersonalDataKeepReason Reason,
    int Count
)
{
    public bool Goes => Reason == PersonalDataKeepReason.Unspecified;
}

/// <summary>A row of the event log that holds the name.</summary>
/// <param name="NewData">What it becomes; null where all of it stays.</param>
/// <param name="Reason">Why some of it stays.</param>
internal sealed record PersonalEvent(long Sequence, string Subject, string? NewData, PersonalDataKeepReason Reason);

/// <summary>All that a module holds on the person in a programme.</summary>
internal sealed record PersonalFinding(
    IReadOnlyList<PersonalRow> Rows,
    IReadOnlyList<PersonalEvent> Events,
    IReadOnlyList<string> Answers,
    IReadOnlyList<PersonalDataUnsearched> Unsearched
);
