using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Pages;

/// <summary>A decision as its form has it.</summary>
internal sealed class DecisionForm
{
    private readonly Dictionary<string, List<int>> written = [];
    private int members;

    public string Place { get; set; } = "";
    public string CaseNumber { get; set; } = "";
    public string ArchiveReference { get; set; } = "";
    public Verdict Verdict { get; set; }
    public string Wording { get; set; } = "";

    /// <summary>Resource names of the body's members who were there.</summary>
    public List<string> Present { get; set; } = [];
    public List<AttendeeRow> Others { get; set; } = [];
    public int? VotesFor { get; set; }
    public int? VotesAgainst { get; set; }
    public List<DissentRow> Dissents { get; set; } = [];
    public List<ConditionRow> Conditions { get; set; } = [];
    public List<SignatoryRow> Signatories { get; set; } = [];
    public string ParticipationWaiver { get; set; } = "";

    /// <summary>Whether somebody in this role has a vote by it.</summary>
    public static bool Votes(AppointmentRole role) =>
        role is AppointmentRole.Chair or AppointmentRole.DeputyChair or AppointmentRole.Member;

    /// <summary>Adds a row to write in at the end of each list.</summary>
    public void AddEmptyRows()
    {
        AddEmptyRow(Others);
        AddEmptyRow(Dissents);
        AddEmptyRow(Conditions);
        AddEmptyRow(Signatories);
    }

    /// <summary>What the form says.</summary>
    /// <param name="body">Resource name of the body that decided.</param>
    /// <param name="date">The day it did.</param>
    /// <param name="appointments">The appointments held in it on that day.</param>
    public Decision ToDecision(string body, DateOnly? date, IReadOnlyList<Appointment> appointments)
    {
        var decision = new Decision
        {
            Verdict = Verdict,
            DecisionDate = date.ToDate(),
            Place = Place,
            Body = body,
            Wording = Wording,
            CaseNumber = CaseNumber,
            ArchiveReference = ArchiveReference,
            VotesFor = VotesFor ?? 0,
            VotesAgainst = VotesAgainst ?? 0,
            ParticipationWaiver = ParticipationWaiver,
        };
        // Somebody with two roles is there once, with a vote if one of them gives it.
        foreach (var held in appointments.Where(one => Present.Contains(one.Person)).GroupBy(one => one.Person))
        {
            decision.Present.Add(
                new Attendee
                {
                    Person = held.Key,
                    DisplayName = held.First().PersonDisplayName,
                    Voting = held.Any(one => Votes(one.Role)),
                }
            );
        }

        members = decision.Present.Count;
        foreach (var row in Written("present", Others))
        {
            decision.Present.Add(new Attendee { DisplayName = row.DisplayName, Voting = row.Voting });
        }

        foreach (var row in Written("dissents", Dissents))
        {
            decision.Dissents.Add(new Dissent { DisplayName = row.DisplayName, Text = row.Text });
        }

        foreach (var row in Written("conditions", Conditions))
        {
            decision.Conditions.Add(
                new Condition
                {
                    Text = row.Text,
                    Owner = row.Owner,
                    DueDate = row.DueDate.ToDate(),
                }
            );
        }

        foreach (var row in Written("signatories", Signatories))
        {
            decision.Signatories.Add(new Signatory { DisplayName = row.DisplayName, Role = row.Role });
        }

        return decision;
    }

    /// <summary>The form's field for a path in the request; null for what stands above the form.</summary>
    public string? Field(string path)
    {
        if (!path.StartsWith("decision.", StringComparison.Ordinal))
        {
            return null;
        }

        var inside = path["decision.".Length..];
        switch (inside)
        {
            case "body" or "decision_date":
                return inside == "body" ? "Body" : "Date";
            case "present" or "dissents" or "conditions" or "signatories":
                return inside == "present" ? "Present" : $"{SectionFields.Key(inside)}[0].{FirstOf(inside)}";
        }

        if (inside.StartsWith("present[", StringComparison.Ordinal))
        {
            var index = int.Parse(inside["present[".Length..inside.IndexOf(']', StringComparison.Ordinal)], null);
            return index < members ? "Present" : $"Others[{Row("present", index - members)}].DisplayName";
        }

        // Names in lists of people are display names; SectionFields knows display_name as a dependency's.
        var key = SectionFields.Key(inside, (part, index) => Row(part.ToLowerInvariant(), index));
        return key.EndsWith(".On", StringComparison.Ordinal) ? key[..^2] + "DisplayName" : key;
    }

    private static string FirstOf(string list) => list == "conditions" ? "Text" : "DisplayName";

    private int Row(string list, int index) =>
        written.TryGetValue(list, out var rows) && index >= 0 && index < rows.Count ? rows[index] : Math.Max(index, 0);

    private IEnumerable<T> Written<T>(string list, IReadOnlyList<T> rows)
        where T : ISectionRow
    {
        List<(int Index, T Row)> some = [.. rows.Index().Where(one => !one.Item.IsEmpty)];
        written[list] = [.. some.Select(one => one.Index)];
        return some.Select(one => one.Row);
    }

    private static void AddEmptyRow<T>(List<T> rows)
        where T : ISectionRow, new()
    {
        if (rows.Count == 0 || !rows[^1].IsEmpty)
        {
            rows.Add(new T());
        }
    }
}

/// <summary>Somebody who was there and is no member.</summary>
internal sealed class AttendeeRow : ISectionRow
{
    public string DisplayName { get; set; } = "";
    public bool Voting { get; set; }

    public bool IsEmpty => DisplayName.Length == 0;
}

/// <summary>Somebody who disagreed, and why.</summary>
internal sealed class DissentRow : ISectionRow
{
    public string DisplayName { get; set; } = "";
    public string Text { get; set; } = "";

    public bool IsEmpty => DisplayName.Length + Text.Length == 0;
}

/// <summary>A condition of the decision.</summary>
internal sealed class ConditionRow : ISectionRow
{
    public string Text { get; set; } = "";
    public string Owner { get; set; } = "";
    public DateOnly? DueDate { get; set; }

    public bool IsEmpty => Text.Length + Owner.Length == 0 && DueDate is null;
}

/// <summary>Somebody who signed.</summary>
internal sealed class SignatoryRow : ISectionRow
{
    public string DisplayName { get; set; } = "";
    public string Role { get; set; } = "";

    public bool IsEmpty => DisplayName.Length + Role.Length == 0;
}
