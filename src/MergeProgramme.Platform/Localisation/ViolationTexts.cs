using System.Globalization;
using System.Resources;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Modules;

namespace MergeProgramme.Platform.Localisation;

/// <summary>ViolationTexts.resx and ViolationTexts.en.resx: what a <see cref="Violation"/> says in a language: the text of the module that serves the method, else of the platform.</summary>
public sealed class ViolationTexts(IEnumerable<Module> modules)
{
    // What a caller sent is quoted only so far: answers travel in headers, which cannot be long.
    private const int LongestQuote = 150;

    private static readonly ResourceManager Shared = new(typeof(ViolationTexts));

    private readonly Dictionary<string, ResourceManager> byService = modules.ToDictionary(
        m => m.Service.FullName,
        m => new ResourceManager(m.Texts),
        StringComparer.Ordinal
    );

    /// <summary>The text of a violation that a method found.</summary>
    /// <param name="method">Full method name, <c>/package.Service/Method</c>.</param>
    public string Of(string method, Violation violation, CultureInfo culture)
    {
        var service = method.Split('/') is { Length: > 1 } parts ? parts[1] : "";
        var key = $"Violation.{violation.Reason}";
        var text = byService.GetValueOrDefault(service)?.GetString(key, culture) ?? Shared.GetString(key, culture);
        return text is null ? violation.Reason : string.Format(culture, text, [.. violation.Args.Select(Quoted)]);
    }

    private static object Quoted(object argument) =>
        argument is string { Length: > LongestQuote } text
            ? text[..(char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote)] + "…"
            : argument;
}
