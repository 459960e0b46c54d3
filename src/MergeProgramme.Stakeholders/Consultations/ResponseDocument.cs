using System.Globalization;
using System.Resources;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Documents;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Consultations;

/// <summary>The programme's answer to a consultation as a Word document: who was asked, who answered, and point by point what became of what they said.</summary>
internal static class ResponseDocument
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    /// <param name="asked">Name and what they are called, in the order of the consultation.</param>
    /// <param name="inputs">All answers, point by point.</param>
    /// <param name="culture">Language of the document: nb or en. What people wrote stays as written.</param>
    public static byte[] Create(
        Consultation consultation,
        IReadOnlyCollection<(string Name, string DisplayName)> asked,
        IReadOnlyCollection<Input> inputs,
        DateOnly today,
        CultureInfo culture
    )
    {
        var file = new WordFile();
        var title = Say("Response.Title", consultation.Title);
        file.Paragraph("Title", title);
        file.Text(
            Say(
                "Response.Dates",
                consultation.OpenDate.ToDateOnly() is { } opened ? Day(opened) : "–",
                Day(consultation.LastDate.ToDateOnly()!.Value)
            )
        );
        if (consultation.State != ConsultationState.Concluded)
            file.Bold(Say("Response.Draft", Day(today)));
        file.Heading(1, Say("Response.About"));
        file.Text(consultation.Introduction);
        if (consultation.Conclusion.Length > 0)
        {
            file.Heading(1, Say("Response.Conclusion"));
            file.Text(consultation.Conclusion);
        }
        var byGiver = inputs.ToLookup(i => i.Stakeholder);
        file.Heading(1, Say("Response.Asked"));
        file.Table(
            Say("Response.Asked"),
            [5070, 4000],
            [Say("Response.Who"), Say("Response.Answered")],
            asked
                .Concat(
                    inputs
                        .Select(i => (Name: i.Stakeholder, DisplayName: i.StakeholderDisplayName))
                        .Where(g => asked.All(a => a.Name != g.Name))
                )
                .Distinct()
                .Select(a =>
                    (string[])
                        [
                            a.DisplayName,
                            byGiver[a.Name].ToList() is { Count: > 0 } given
                                ? Say(
                                    given.TrueForAll(i => InputRules.IsLate(i, consultation)) ? "Response.Late" : "Response.On",
                                    Day(given.Min(i => i.ReceiveDate.ToDateOnly()!.Value))
                                )
                                : Say("Response.NoAnswer"),
                        ]
                )
        );
        foreach (var point in consultation.Points.Select(p => (p.Number, p.Text)).Prepend((Number: 0, Text: "")))
        {
            var given = inputs.Where(i => i.Point == point.Number).ToList();
            if (point.Number == 0 && given.Count == 0)
                continue;
            file.Heading(1, point.Number == 0 ? Say("Response.Whole") : $"{point.Number}. {point.Text}");
            if (given.Count == 0)
            {
                file.Text(Say("Response.NoneOnPoint"));
                continue;
            }
            foreach (var input in given)
            {
                file.Heading(2, input.StakeholderDisplayName);
                file.Text($"{Say($"InputStance.{input.Stance}")}. {input.Text}");
                file.Bold(Say($"InputState.{input.State}"));
                if (input.AnswerPlace.Length > 0)
                    file.Text(Say("Response.Place", input.AnswerPlace));
                if (input.Answer.Length > 0)
                    file.Text(input.Answer);
            }
        }
        return file.Save(culture, new(title, Say("Response.Page"), Say("Response.Of")), new(title));

        string Say(string key, params object[] args) =>
            string.Format(
                culture,
                Words.GetString(key, culture) ?? throw new InvalidOperationException($"Texts lacks {key}."),
                args
            );

        string Day(DateOnly day) => NorwegianTime.Format(day, culture);
    }
}
