using System.Text.RegularExpressions;

namespace MergeProgramme.Architecture.Tests;

/// <summary>docs/security.md answers every requirement once, and what it names as evidence is there.</summary>
public sealed partial class SecurityDocumentTests
{
    // The requirements of ASVS 5.0.0: section, then the numbers in it.
    private const string Level1 =
        "1.2:1,2,3,4,5 1.3:1,2 1.5:1 2.1:1 2.2:1,2 2.3:1 3.2:1,2 3.3:1 3.4:1,2 3.5:1,2,3 4.1:1 4.4:1 5.2:1,2 5.3:1,2 6.1:1 "
        + "6.2:1,2,3,4,5,6,7,8 6.3:1,2 6.4:1,2 7.2:1,2,3,4 7.4:1,2 8.1:1 8.2:1,2 8.3:1 9.1:1,2,3 9.2:1 10.4:1,2,3,4,5 11.3:1,2 11.4:1 "
        + "12.1:1 12.2:1,2 13.4:1 14.2:1 14.3:1 15.1:1 15.2:1 15.3:1";

    private const string Level2 =
        "1.1:1,2 1.2:6,7,8,9 1.3:3,4,5,6,7,8,9,10,11 1.4:1,2,3 1.5:2 2.1:2,3 2.2:3 2.3:2,3,4 2.4:1 3.3:2,3,4 3.4:3,4,5,6 3.5:4,5 "
        + "3.7:1,2 4.1:2,3 4.2:1 4.3:1,2 4.4:2,3,4 5.1:1 5.2:3 5.4:1,2,3 6.1:2,3 6.2:9,10,11,12 6.3:3,4 6.4:3,4 6.5:1,2,3,4,5 6.6:1,2,3 "
        + "6.8:1,2,3,4 7.1:1,2,3 7.3:1,2 7.4:3,4,5 7.5:1,2 7.6:1,2 8.1:2 8.2:3 8.4:1 9.2:2,3,4 10.1:1,2 10.2:1,2 10.3:1,2,3,4 "
        + "10.4:6,7,8,9,10,11 10.5:1,2,3,4,5 10.6:1,2 10.7:1,2,3 11.1:1,2 11.2:1,2,3 11.3:3 11.4:2,3,4 11.5:1 11.6:1 12.1:2,3 "
        + "12.3:1,2,3,4 13.1:1 13.2:1,2,3,4,5 13.3:1,2 13.4:2,3,4,5 14.1:1,2 14.2:2,3,4 14.3:2,3 15.1:2,3 15.2:2,3 15.3:2,3,4,5,6,7 "
        + "16.1:1 16.2:1,2,3,4,5 16.3:1,2,3,4 16.4:1,2,3 16.5:1,2,3 17.1:1 17.2:1,2,3,4 17.3:1,2";

    private static readonly string Document = File.ReadAllText(Path.Combine(Code.Root, "docs", "security.md"));

    private static readonly Answer[] Answers =
    [
        .. Rows()
            .Matches(Document)
            .Select(row => new Answer(
                row.Groups["id"].Value,
                row.Groups["level"].Value,
                row.Groups["state"].Value,
                row.Groups["why"].Value
            )),
    ];

    [Fact]
    public void Every_requirement_of_levels_1_and_2_is_answered_once()
    {
        var asked = Numbers(Level1).Select(id => (id, "1")).Concat(Numbers(Level2).Select(id => (id, "2")));

        Assert.Equal(asked.Order(), Answers.Select(answer => (answer.Id, answer.Level)).Order());
    }

    [Fact]
    public void What_is_met_shows_evidence_and_everything_else_says_why_not() =>
        Code.AssertNone(
            Answers
                .Where(answer =>
                    answer.State == "met"
                        ? !Evidence().IsMatch(answer.Why)
                            && !Sections().Matches(answer.Why).Any(s => HasSection(s.Groups["title"].Value))
                        : answer.Why.Length < 5
                )
                .Select(answer => $"{answer.Id}: {answer.State}, {answer.Why}")
        );

    [Fact]
    public void What_is_named_as_evidence_exists() => Code.AssertNone(Faults(Document));

    [Fact]
    public void Evidence_that_does_not_exist_is_found() =>
        Assert.Equal(
            ["docs/none.md: no such file", "README.md: no Unheard-Of in it"],
            Faults("`docs/none.md`, `README.md#MergeProgramme`, `README.md#Unheard-Of`, `nosniff`")
        );

    [Fact]
    public void The_count_is_right()
    {
        int Count(string state) => Answers.Count(answer => answer.State == state);
        Assert.Contains(
            $"**{Count("met")} met, {Count("n/a")} not applicable, {Count("not met")} not met**, of {Answers.Length}.",
            Document,
            StringComparison.Ordinal
        );
    }

    private static IEnumerable<string> Numbers(string list) =>
        from section in list.Split(' ')
        let parts = section.Split(':')
        from number in parts[1].Split(',')
        select $"{parts[0]}.{number}";

    private static bool HasSection(string title) => Document.Contains($"\n## {title}\n", StringComparison.Ordinal);

    private static IEnumerable<string> Faults(string text)
    {
        foreach (Match match in Evidence().Matches(text))
        {
            var (path, word) = (match.Groups["path"].Value, match.Groups["word"].Value);
            var full = Path.Combine(Code.Root, path);
            if (!File.Exists(full) && !Directory.Exists(full))
                yield return $"{path}: no such file";
            else if (word.Length > 0 && !File.ReadAllText(full).Contains(word, StringComparison.Ordinal))
                yield return $"{path}: no {word} in it";
        }
    }

    private sealed record Answer(string Id, string Level, string State, string Why);

    [GeneratedRegex(
        @"^\| (?<id>\d+\.\d+\.\d+) \| (?<level>\d) \| [^|]+ \| (?<state>met|n/a|not met) \| (?<why>[^|]+) \|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Rows();

    // A path has a folder of the tree in front, or is a file at its top.
    [GeneratedRegex(
        @"`(?<path>((src|tests|docs|protos|tools|observability)/[\w./-]+)|(README\.md|Directory\.\w+\.props))(#(?<word>[^`]+))?`",
        RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Evidence();

    [GeneratedRegex(@"\*(?<title>[A-Z][^*]+)\*", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Sections();
}
