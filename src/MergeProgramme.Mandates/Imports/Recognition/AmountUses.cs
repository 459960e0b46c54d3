using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Imports.Recognition;

/// <summary>What an amount is for, by the nearest word that says so in its sentence: what follows counts before what came. Pure.</summary>
internal static class AmountUses
{
    private static readonly (string Word, AmountUse Use)[] Known =
    [
        ("drift", AmountUse.Operations),
        ("prosjektorganisasjon", AmountUse.Operations),
        ("anskaff", AmountUse.Procurement),
        ("innkjøp", AmountUse.Procurement),
        ("fagsystem", AmountUse.Procurement),
        ("utredning", AmountUse.Assessment),
        ("analyse", AmountUse.Assessment),
        ("konsulent", AmountUse.Assessment),
    ];

    /// <summary>Operations where no word says anything else.</summary>
    public static AmountUse Of(string text, Span place)
    {
        var sentence = CandidateFinder.Sentence(text, place);
        return Nearest(text[place.End..sentence.End], last: false)
            ?? Nearest(text[sentence.Start..place.Start], last: true)
            ?? AmountUse.Operations;
    }

    private static AmountUse? Nearest(string words, bool last)
    {
        (int At, AmountUse Use)? nearest = null;
        foreach (var (word, use) in Known)
        {
            var at = last
                ? words.LastIndexOf(word, StringComparison.OrdinalIgnoreCase)
                : words.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (nearest is not { } other || (last ? at > other.At : at < other.At)))
                nearest = (at, use);
        }
        return nearest?.Use;
    }
}
