using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.Imports.Recognition;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Tests.Imports;

/// <summary>The data that migrations bring, for tests without a database.</summary>
internal static partial class ImportData
{
    public const string Difi = "templates/difi-konseptfase-3.0";
    public const string ProjectMandate = "templates/prosjektmandat";

    public static readonly DateOnly A4Date = new(2017, 12, 6);
    public static readonly DateOnly BodoDate = new(2013, 10, 29);

    public static IReadOnlyList<HeadingWord> Words { get; } =
    [
        .. HeadingRow()
            .Matches(Sql("0010_imports.sql"))
            .Select(m => new HeadingWord(
                m.Groups["words"].Value,
                Number(m.Groups["position"].Value),
                (HeadingKind)Number(m.Groups["kind"].Value),
                m.Groups["section"].Value,
                m.Groups["exact"].Value == "1"
            )),
    ];

    public static IReadOnlyList<OutsideBody> Bodies { get; } =
    [
        .. BodyRow()
            .Matches(Sql("0010_imports.sql"))
            .Select(m => new OutsideBody(m.Groups["word"].Value, m.Groups["prefix"].Value == "1")),
    ];

    /// <summary>Sections of a template, with what each holds.</summary>
    public static IReadOnlyList<TemplateSection> Sections(string template) =>
        [
            .. SectionRow()
                .Matches(Sql("0002_templates.sql"))
                .Where(m => m.Groups["template"].Value == template)
                .Select(m => new TemplateSection
                {
                    Section = m.Groups["section"].Value,
                    Number = m.Groups["number"].Value,
                    Title = m.Groups["title"].Value,
                    Parts =
                    {
                        m.Groups["parts"]
                            .Value.Split(',', StringSplitOptions.RemoveEmptyEntries)
                            .Select(part => (SectionPart)Number(part)),
                    },
                }),
        ];

    /// <summary>A real mandate as it was copied out of a PDF, the names of people replaced: a4.txt (Difi 3.0) or pfv2.txt (a case paper with a project mandate).</summary>
    public static string Text(string file)
    {
        using var reader = new StreamReader(typeof(ImportData).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }

    public static HeadingWords HeadingsOf(string template) => new(Sections(template), Words);

    public static CandidateContext Context(string template, string code, DateOnly reference) =>
        new(Sections(template), code, Bodies, reference);

    public static ReadImport Read(string text, string template = Difi, string code = "A4", DateOnly? reference = null) =>
        ImportReading.Read(PlainSource.Read(text), HeadingsOf(template), Context(template, code, reference ?? A4Date));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Sql(string migration)
    {
        var assembly = typeof(HeadingWords).Assembly;
        var name = assembly.GetManifestResourceNames().Single(resource => resource.EndsWith(migration, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(
        @"\('(?<words>[^']+)', (?<position>\d), (?<kind>\d), '(?<section>[^']*)', (?<exact>\d)\)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex HeadingRow();

    [GeneratedRegex(@"\('(?<word>[^']+)', (?<prefix>[01])\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex BodyRow();

    [GeneratedRegex(
        @"\('(?<template>templates/[^']+)', \d+, '(?<section>[^']+)', '(?<number>[^']*)', '(?<title>[^']+)', '[^']+',\s+'[^']+',\s+'[^']+', [01], '(?<parts>[^']*)'\)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex SectionRow();
}
