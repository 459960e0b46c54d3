using System.Text.RegularExpressions;

namespace MergeProgramme.Architecture.Tests;

/// <summary>The audit trail says of every event what happened, in the reader's language.</summary>
public sealed partial class EventWordsTests
{
    [Fact]
    public void Every_type_of_event_has_words_in_the_audit_trail()
    {
        string[] keys = [.. Texts.Of(Code.Project("Host")).SelectMany(texts => texts.Keys).Distinct()];
        string[] types =
        [
            .. Code
                .Modules.SelectMany(module => Code.Sources(Code.Project(module), ".cs"))
                .SelectMany(file => EventType().Matches(File.ReadAllText(file)))
                .Select(match => match.Groups["type"].Value)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

        Assert.True(types.Length > 40, $"{types.Length} types");
        Code.AssertNone(
            types.Where(type => !keys.Contains($"Audit.Event.{type}")).Select(type => $"Audit.Event.{type} has no text")
        );
    }

    // "mandates.mandate.decided": a module, a thing and what happened to it.
    [GeneratedRegex(
        "\"(?<type>(?:access|organisation|mandates|benefits|procurement|stakeholders)\\.[a-zA-Z-]+\\.[a-zA-Z-]+)\"",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex EventType();
}
