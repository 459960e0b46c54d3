using System.Text;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Documents;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Documents;

public sealed class CanonicalTextTests
{
    [Fact]
    public void The_text_stands_in_the_templates_order_and_its_hash_is_of_its_bytes()
    {
        var text = CanonicalText.Of(A4());
        Assert.StartsWith(
            """
            # Mandattekst, format 1
            * navn: programmes/indre-ostfold/subProjects/a4/mandates/1
            * versjon: 1
            * tittel: Mandat for A4 Helse, sosial og omsorg
            * mal: templates/difi-konseptfase-3.0
            * dato: 2017-12-06
            * utarbeidet av: Solveig Haugen
            * utarbeidet av (person): programmes/indre-ostfold/persons/solveig-haugen

            # 1 Bakgrunn
            * nummer: 1
            * avsnitt: background
            Askim, Eidsberg, Hobøl, Spydeberg og Trøgstad blir én kommune 1. januar 2020. Stortinget vedtok det 8. juni 2017.

            Prosjektplanen for 2017–2020 gir rammene for dette mandatet.

            # 2 Hensikt
            * nummer: 2
            * avsnitt: purpose
            Én felles helse-, sosial- og omsorgstjeneste for de fem kommunene.
            * mål 1
            * slag: hovedmål
            * tekst: Tjenesten er samlet og i drift når kommunen begynner
            * beløp per år: NOK 60000000
            * høyeste beløp per år: NOK 80000000
            * effekt: helårseffekt
            * fra år: 2020

            """.ReplaceLineEndings("\n"),
            text.Text,
            StringComparison.Ordinal
        );
        // Decisions hold this hash for ever: if this fails, the format needs a new number, not the test a new hash.
        Assert.Equal("06e89367a15079017acb824e337a8e4f6adb4ade26ad2531053c1fb66554a554", text.Hash);
    }

    [Fact]
    public void Etags_state_and_decision_are_no_part_of_the_text()
    {
        var mandate = A4();
        mandate.State = MandateState.Decided;
        mandate.Decision = Start();
        mandate.Etag = "99";
        mandate.TextHash = "x";
        mandate.UpdateTime = new Timestamp { Seconds = 1 };
        mandate.Sections[0].Etag = "7";
        mandate.Sections[0].Guidance = "Skriv kort.";
        mandate.Sections[0].Required = !mandate.Sections[0].Required;
        Assert.Equal(CanonicalText.Of(A4()), CanonicalText.Of(mandate));
    }

    [Fact]
    public void Line_ends_and_composed_letters_make_no_difference()
    {
        var mandate = A4();
        mandate.Sections[0].Body = mandate
            .Sections[0]
            .Body.Replace("\n", "\r\n", StringComparison.Ordinal)
            .Normalize(NormalizationForm.FormD);
        Assert.NotEqual(A4(), mandate);
        Assert.Equal(CanonicalText.Of(A4()), CanonicalText.Of(mandate));
    }

    [Fact]
    public void The_order_of_things_matters()
    {
        var mandate = A4();
        var items = mandate.Sections[3].Items;
        (items[0], items[1]) = (items[1], items[0]);
        Assert.NotEqual(CanonicalText.Of(A4()).Hash, CanonicalText.Of(mandate).Hash);
    }

    // Texts made of what the writer itself uses are the ones most likely to be taken for it.
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Generators
            .OneOf("#", "*", "\\", "* tekst: ", "\n", "\n\n", "# 2 ", "a", " ", "å", "* punkt 2", ": ", "\t", "😀")
            .Array[0, 5]
            .Select(string.Concat),
        Gen.String[Gen.Char[' ', '~'], 0, 12]
    );

    private static readonly Gen<Section> AnySection =
        from body in AnyText
        from items in AnyText.Array[0, 3]
        from goals in Gen.Select(AnyText, Gen.Int[0, 2], Gen.Int[0, 2]).Array[0, 2]
        from attachments in Gen.Select(AnyText, AnyText).Array[0, 2]
        from factors in AnyText.Array[0, 2]
        from title in AnyText
        select new Section
        {
            Name = $"{SampleMandates.Name}/sections/s",
            Title = CanonicalWriter.Normalise(title).Replace('\n', ' '),
            Body = CanonicalWriter.Normalise(body),
            Items = { items.Select(text => new Item { Text = CanonicalWriter.Normalise(text) }) },
            Goals =
            {
                goals.Select(goal => new Goal
                {
                    Text = CanonicalWriter.Normalise(goal.Item1),
                    Kind = (GoalKind)goal.Item2,
                    EffectYear = goal.Item3,
                }),
            },
            Attachments =
            {
                attachments.Select(attachment => new Attachment
                {
                    Title = CanonicalWriter.Normalise(attachment.Item1),
                    Reference = CanonicalWriter.Normalise(attachment.Item2),
                }),
            },
            SuccessFactors = { factors.Select(text => new SuccessFactor { Text = CanonicalWriter.Normalise(text) }) },
        };

    private static readonly Gen<Mandate> AnyMandate =
        from title in AnyText
        from sections in AnySection.Array[0, 3]
        select new Mandate { Title = CanonicalWriter.Normalise(title), Sections = { sections } };

    [Fact]
    public void Two_mandates_have_the_same_text_only_when_they_say_the_same() =>
        Gen.Select(AnyMandate, AnyMandate)
            .Sample((a, b) => a.Equals(b) == (CanonicalText.Of(a).Text == CanonicalText.Of(b).Text), iter: 20_000);

    [Fact]
    public void A_piece_moved_over_the_border_between_two_texts_is_seen() =>
        Gen.Select(AnyText, AnyText, AnyText)
            .Sample(
                (first, moved, last) =>
                {
                    string[] texts = [.. new[] { first, moved, last }.Select(CanonicalWriter.Normalise)];
                    var before = new Section { Body = texts[0] + "\n" + texts[1], Items = { new Item { Text = texts[2] } } };
                    var after = new Section { Body = texts[0], Items = { new Item { Text = texts[1] + "\n" + texts[2] } } };
                    return Text(before) != Text(after);
                },
                iter: 5_000
            );

    [Fact]
    public void Every_field_of_the_content_is_in_the_text()
    {
        // Walks the contract itself: a field added to it later is found here if the writer forgets it.
        string[] notContent =
        [
            "Mandate.state",
            "Mandate.decision",
            "Mandate.predecessor",
            "Mandate.text_hash",
            "Mandate.etag",
            "Mandate.create_time",
            "Mandate.update_time",
            "Mandate.submit_time",
            // They follow from the template, which is.
            "Mandate.document_kind",
            "Mandate.decision_point",
            // Which changes it carries out, kept beside it: its summary of changes says them in words.
            "Mandate.change_requests",
            "Section.guidance",
            "Section.required",
            "Section.parts",
            "Section.etag",
        ];
        var full = new Mandate();
        Fill(full, notContent);
        var unchanged = CanonicalText.Of(full).Text;
        var tried = 0;
        foreach (var (path, change) in Changes(full, notContent))
        {
            var other = full.Clone();
            change(other);
            Assert.False(unchanged == CanonicalText.Of(other).Text, $"{path} is not in the text.");
            tried++;
        }

        Assert.True(tried > 60, $"Only {tried} fields were tried.");
    }

    private static string Text(Section section) => CanonicalText.Of(new Mandate { Sections = { section } }).Text;

    private static string PathOf(FieldDescriptor field) => $"{field.ContainingType.Name}.{field.Name}";

    private static void Fill(IMessage message, string[] notContent)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => !notContent.Contains(PathOf(field))))
        {
            var value = Value(field, notContent);
            if (field.IsRepeated)
            {
                ((System.Collections.IList)field.Accessor.GetValue(message)).Add(value);
            }
            else
            {
                field.Accessor.SetValue(message, value);
            }
        }
    }

    private static object Value(FieldDescriptor field, string[] notContent)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                var made = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                Fill(made, notContent);
                return made;
            case FieldType.String:
                return "x";
            case FieldType.Bool:
                return true;
            case FieldType.Int64:
                return 1L;
            default:
                return 1;
        }
    }

    private static IEnumerable<(string Path, Action<IMessage> Change)> Changes(IMessage message, string[] notContent)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => !notContent.Contains(PathOf(field))))
        {
            object Current(IMessage owner) =>
                field.IsRepeated
                    ? ((System.Collections.IList)field.Accessor.GetValue(owner))[0]!
                    : field.Accessor.GetValue(owner);

            if (field.FieldType == FieldType.Message)
            {
                yield return (PathOf(field), owner => field.Accessor.Clear(owner));
                foreach (var (path, change) in Changes((IMessage)Current(message), notContent))
                {
                    yield return ($"{PathOf(field)} {path}", owner => change((IMessage)Current(owner)));
                }
            }
            else
            {
                yield return (
                    PathOf(field),
                    owner =>
                        field.Accessor.SetValue(
                            owner,
                            Current(owner) switch
                            {
                                string => "y",
                                bool => false,
                                long => 2L,
                                System.Enum => System.Enum.ToObject(field.EnumType.ClrType, 2),
                                _ => 2,
                            }
                        )
                );
            }
        }
    }
}
