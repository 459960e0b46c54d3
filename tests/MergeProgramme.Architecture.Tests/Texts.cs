using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MergeProgramme.Architecture.Tests;

/// <summary>A file of texts in Bokmål with its English twin: <c>Texts.resx</c> and <c>Texts.en.resx</c>.</summary>
internal sealed partial class Texts
{
    private readonly Dictionary<string, string> norwegian;

    /// <summary>Reads both files.</summary>
    /// <param name="file">Path of the Bokmål file.</param>
    /// <exception cref="FileNotFoundException">The English file is missing.</exception>
    public Texts(string file)
    {
        File = file;
        Faults = [];
        norwegian = Read(file);
        Dictionary<string, string> english = Read(Path.ChangeExtension(file, ".en.resx"));
        Faults.AddRange(norwegian.Keys.Except(english.Keys).Select(key => $"{Name}: {key} has no English text"));
        Faults.AddRange(english.Keys.Except(norwegian.Keys).Select(key => $"{Name}: {key} has no Norwegian text"));
        foreach (string key in norwegian.Keys.Intersect(english.Keys))
        {
            (string nb, string en) = (Placeholders(norwegian[key]), Placeholders(english[key]));
            if (nb != en)
            {
                Faults.Add($"{Name}: {key} has the placeholders {nb} in Norwegian and {en} in English");
            }
        }
    }

    /// <summary>Path of the Bokmål file.</summary>
    public string File { get; }

    /// <summary>What is wrong with the two files, in words.</summary>
    public List<string> Faults { get; }

    /// <summary>The keys of the Bokmål file.</summary>
    public IReadOnlyCollection<string> Keys => norwegian.Keys;

    private string Name => $"{Path.GetFileName(Path.GetDirectoryName(File))}/{Path.GetFileName(File)}";

    /// <summary>All files of texts of a project, without their English twins.</summary>
    public static IEnumerable<Texts> Of(string project) =>
        Code.Sources(project, ".resx")
            .Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal))
            .Select(file => new Texts(file));

    /// <summary>Keys that code or pages ask for as <c>T["…"]</c> or <c>S["…"]</c>, or in a localizer that the file declares, and that nobody wrote.</summary>
    /// <param name="project">Folder of the project.</param>
    /// <param name="own">Keys of the project's Texts.</param>
    /// <param name="shared">Keys of the platform's SharedTexts.</param>
    public static IEnumerable<string> UnknownKeys(
        string project,
        IReadOnlyCollection<string> own,
        IReadOnlyCollection<string> shared
    )
    {
        foreach (string file in Code.Sources(project, ".cs", ".cshtml"))
        {
            string text = Comment().Replace(System.IO.File.ReadAllText(file), "");
            var localizers = new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal)
            {
                ["T"] = own,
                ["S"] = shared,
            };
            foreach (Match declared in Localizer().Matches(text))
            {
                localizers[declared.Groups["name"].Value] = declared.Groups["texts"].Value == "SharedTexts" ? shared : own;
            }
            foreach (Match use in Use().Matches(text))
            {
                if (!localizers.TryGetValue(use.Groups["name"].Value, out IReadOnlyCollection<string>? keys))
                {
                    continue;
                }
                string key = use.Groups["key"].Value;
                bool known = use.Groups["interpolated"].Success ? keys.Any(Pattern(key).IsMatch) : keys.Contains(key);
                if (!known)
                {
                    yield return $"{Path.GetRelativePath(project, file)}: there is no text {key}";
                }
            }
        }
    }

    /// <summary>
    /// Reasons in compiled code that have no text. An UPPER_SNAKE literal in a method that makes a violation or a problem needs
    /// <c>Violation.REASON</c>; one of two words or more anywhere else needs a text of any kind, such as <c>Finding.REASON</c>.
    /// </summary>
    /// <param name="assembly">The compiled project.</param>
    /// <param name="keys">Keys of its own texts and of the platform's.</param>
    /// <param name="others">UPPER_SNAKE literals that are something else.</param>
    public static IEnumerable<string> ReasonsWithoutText(
        AssemblyDefinition assembly,
        IReadOnlyCollection<string> keys,
        IReadOnlyCollection<string> others
    ) =>
        (
            from type in assembly.MainModule.Types
            from method in type.Bodies()
            let refuses = method.Body.Instructions.Any(Refuses)
            from instruction in method.Body.Instructions
            where instruction.OpCode == OpCodes.Ldstr
            let literal = (string)instruction.Operand
            where Reason().IsMatch(literal) && (refuses || literal.Contains('_', StringComparison.Ordinal))
            where !others.Contains(literal) && !keys.Any(key => refuses ? key == $"Violation.{literal}" : Names(key, literal))
            select $"{type.FullName}: there is no text {(refuses ? "Violation" : "*")}.{literal}"
        ).Distinct();

    /// <summary>Members of the contract's enums that have no text although other members of the same enum have one.</summary>
    /// <param name="keys">Keys of a module's texts, <c>MandateState.Draft</c> among them.</param>
    /// <param name="enums">The contract's enums.</param>
    public static IEnumerable<string> EnumsInPart(IReadOnlyCollection<string> keys, IEnumerable<Type> enums) =>
        from type in enums
        where keys.Any(key => key.StartsWith($"{type.Name}.", StringComparison.Ordinal))
        from member in Enum.GetValues(type).Cast<object>()
        where Convert.ToInt32(member, null) != 0 && !keys.Contains($"{type.Name}.{member}")
        select $"there is no text {type.Name}.{member}";

    // A literal may also be the beginning of reasons: GOAL for GOAL_EMPTY.
    private static bool Names(string key, string literal) =>
        key.EndsWith($".{literal}", StringComparison.Ordinal) || key.Contains($".{literal}_", StringComparison.Ordinal);

    private Dictionary<string, string> Read(string file)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (XElement data in XDocument.Load(file).Root!.Elements("data"))
        {
            string key = data.Attribute("name")!.Value;
            string value = data.Element("value")?.Value ?? "";
            if (!texts.TryAdd(key, value))
            {
                Faults.Add($"{Path.GetFileName(file)}: {key} stands twice");
            }
            if (string.IsNullOrWhiteSpace(value))
            {
                Faults.Add($"{Path.GetFileName(file)}: {key} is empty");
            }
        }
        return texts;
    }

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static bool Refuses(Instruction instruction) =>
        instruction.Operand
            is MethodReference { DeclaringType: { Namespace: "MergeProgramme.Platform.Errors", Name: "Violation" or "Problem" } };

    // T[$"Error.{code}.Title"] must find at least one key of that shape.
    private static Regex Pattern(string interpolated) =>
        new(
            $"^{string.Join(".+", Hole().Split(interpolated).Select(Regex.Escape))}$",
            RegexOptions.NonBacktracking,
            TimeSpan.FromSeconds(5)
        );

    [GeneratedRegex(@"\{(?<number>\d+)[^}]*\}", RegexOptions.None, 5000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 5000)]
    private static partial Regex Hole();

    [GeneratedRegex("^[A-Z]{2,}[A-Z0-9]*(?:_[A-Z0-9]+)*$", RegexOptions.None, 5000)]
    private static partial Regex Reason();

    [GeneratedRegex(@"^\s*//.*$|@\*.*?\*@", RegexOptions.Multiline, 5000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"IStringLocalizer<(?<texts>\w+)>\s+(?<name>\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Localizer();

    [GeneratedRegex(@"\b(?<name>[A-Za-z]\w*)\[(?<interpolated>\$)?""(?<key>[^""]+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Use();
}
