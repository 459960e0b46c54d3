using CsCheck;

namespace MergeProgramme.Mandates.Tests;

internal static class Generators
{
    /// <summary>One of these, each as often.</summary>
    public static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
