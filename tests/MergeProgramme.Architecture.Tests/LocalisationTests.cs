using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MergeProgramme.Architecture.Tests;

public sealed class LocalisationTests : IDisposable
{
    // Not reasons of violations: a code of google.rpc.ErrorInfo, a currency, an environment variable.
    private static readonly string[] NotReasons = ["INVALID_ARGUMENT", "NOK", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    private readonly string folder = Directory.CreateTempSubdirectory("texts-").FullName;

    public static TheoryData<string> Parts => [.. Code.Modules, "Host", "Platform"];

    private static IReadOnlyCollection<string> PlatformKeys =>
        [.. Texts.Of(Code.Project("Platform")).SelectMany(texts => texts.Keys)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, MemberData(nameof(Parts))]
    public void Both_languages_have_the_same_texts_with_the_same_placeholders(string part) =>
        Code.AssertNone(Texts.Of(Code.Project(part)).SelectMany(texts => texts.Faults));

    [Theory, MemberData(nameof(Parts))]
    public void Every_text_that_is_asked_for_is_written(string part)
    {
        string project = Code.Project(part);
        string[] shared = [.. new Texts(Path.Combine(Code.Project("Platform"), "Localisation", "SharedTexts.resx")).Keys];
        string[] own = [.. Texts.Of(project).SelectMany(texts => texts.Keys)];
        Code.AssertNone(Texts.UnknownKeys(project, own, shared));
    }

    [Theory, MemberData(nameof(Parts))]
    public void Every_reason_of_a_violation_has_a_text(string part)
    {
        using AssemblyDefinition assembly = Code.Assembly(part);
        var ofAll = new Texts(Path.Combine(Code.Project("Platform"), "Localisation", "ViolationTexts.resx"));
        // The host's own services are looked up like the platform's.
        string[] keys =
        [
            .. Code.Modules.Contains(part) ? Texts.Of(Code.Project(part)).SelectMany(texts => texts.Keys) : [],
            .. ofAll.Keys,
        ];
        Code.AssertNone(Texts.ReasonsWithoutText(assembly, keys, NotReasons));
    }

    [Theory, MemberData(nameof(Parts))]
    public void An_enum_that_has_texts_has_one_for_each_member(string part)
    {
        IEnumerable<Type> enums = typeof(Platform.V1.Event)
            .Assembly.GetTypes()
            .Where(type =>
                type.IsEnum
                && !type.IsNested
                && (
                    type.Namespace == $"MergeProgramme.{part}.V1"
                    || type.Namespace == "MergeProgramme.Common.V1" && part is not "Host" and not "Platform"
                )
            );
        Code.AssertNone(Texts.EnumsInPart([.. Texts.Of(Code.Project(part)).SelectMany(texts => texts.Keys)], enums));
    }

    [Fact]
    public void Texts_that_differ_between_the_languages_are_found()
    {
        Write(
            "Texts.resx",
            ("Both", "{0} av {1}"),
            ("Count", "{0:N0} kr"),
            ("Empty", " "),
            ("OnlyNorwegian", "Tekst"),
            ("Twice", "a"),
            ("Twice", "b")
        );
        Write(
            "Texts.en.resx",
            ("Both", "{0} of them"),
            ("Count", "NOK {0:N0}"),
            ("Empty", "x"),
            ("OnlyEnglish", "Text"),
            ("Twice", "a")
        );

        string name = $"{Path.GetFileName(folder)}/Texts.resx";
        Assert.Equal(
            [
                "Texts.resx: Empty is empty",
                "Texts.resx: Twice stands twice",
                $"{name}: OnlyNorwegian has no English text",
                $"{name}: OnlyEnglish has no Norwegian text",
                $"{name}: Both has the placeholders {{0}} {{1}} in Norwegian and {{0}} in English",
            ],
            new Texts(Path.Combine(folder, "Texts.resx")).Faults
        );
    }

    [Fact]
    public void Keys_that_nobody_wrote_are_found_in_pages_and_code()
    {
        File.WriteAllText(
            Path.Combine(folder, "Page.cshtml"),
            """
            @T["Known"] @T["Unknown"] @S["Shared"] @S["Known"] @T[$"Error.{Model.Code}.Title"] @T[$"Error.{Model.Code}.Body"] @ViewData["Title"]
            @* T["Old"] *@
            """
        );
        File.WriteAllText(
            Path.Combine(folder, "Code.cs"),
            """
            /// <summary>As in T["Example"].</summary>
            void Say(IStringLocalizer<SharedTexts> words) => Say(words["Shared", 1], words["Neither"], other["Else"]);
            """
        );

        Assert.Equal(
            [
                "Code.cs: there is no text Neither",
                "Page.cshtml: there is no text Unknown",
                "Page.cshtml: there is no text Known",
                "Page.cshtml: there is no text Error.{Model.Code}.Body",
            ],
            Texts.UnknownKeys(folder, ["Known", "Error.404.Title"], ["Shared"])
        );
    }

    [Fact]
    public void Reasons_without_a_text_are_found()
    {
        using AssemblyDefinition offender = Code.Invented(
            "MergeProgramme.Mandates",
            module =>
            {
                TypeReference violation = module.Foreign(
                    "MergeProgramme.Platform",
                    "MergeProgramme.Platform.Errors",
                    "Violation"
                );
                Action<ILProcessor> refuse = il =>
                    il.Emit(OpCodes.Newobj, new MethodReference(".ctor", module.TypeSystem.Void, violation));
                module.Class("Mandates", "Refuses", null, Say("VAGUE"), Say("KNOWN"), Say("mandate.title"), refuse);
                module.Class(
                    "Mandates",
                    "Rule",
                    null,
                    Say("GOAL_NOT_MEASURABLE"),
                    Say("NO_GOAL"),
                    Say("KONSEPTFASE"),
                    Say("INVALID_ARGUMENT")
                );
            }
        );

        Assert.Equal(
            ["Mandates.Refuses: there is no text Violation.VAGUE", "Mandates.Rule: there is no text *.GOAL_NOT_MEASURABLE"],
            Texts.ReasonsWithoutText(offender, ["Violation.KNOWN", "Finding.VAGUE", "Finding.NO_GOAL"], NotReasons)
        );

        static Action<ILProcessor> Say(string text) => il => il.Emit(OpCodes.Ldstr, text);
    }

    [Fact]
    public void An_enum_with_texts_for_some_members_only_is_found() =>
        Assert.Equal(
            ["there is no text EntryKind.Phase"],
            Texts.EnumsInPart(["EntryKind.Milestone"], [typeof(EntryKind), typeof(DayOfWeek)])
        );

    private void Write(string file, params (string Key, string Value)[] texts) =>
        File.WriteAllText(
            Path.Combine(folder, file),
            $"<root>{string.Concat(texts.Select(text => $"<data name=\"{text.Key}\"><value>{text.Value}</value></data>"))}</root>"
        );

    private enum EntryKind
    {
        Unspecified,
        Milestone,
        Phase,
    }
}
