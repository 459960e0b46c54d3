using System.Globalization;
using System.Resources;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Documents;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Awards;

/// <summary>What the letters after an award say.</summary>
/// <param name="Buyer">Who writes.</param>
/// <param name="Body">The body that decided.</param>
/// <param name="DecisionDate">When it did.</param>
/// <param name="Reasons">In the body's words: why this tender.</param>
/// <param name="Ranking">What was decided on.</param>
/// <param name="Winner">The tender that the board chose: one of those that are ranked.</param>
/// <param name="Standstill">From the day on which the letters are sent.</param>
internal sealed record AwardNotice(
    string Buyer,
    string CaseTitle,
    string Body,
    DateOnly DecisionDate,
    string Reasons,
    V1.Ranking Ranking,
    string Winner,
    Standstill Standstill
);

/// <summary>
/// The letter to one tenderer as a Word document (FOA § 25-1): who was chosen, why, how this tenderer's tender stood against it criterion by criterion, and
/// until when the contract is not signed, as a sum. It names no tenderer but the chosen one and its reader, and no price.
/// </summary>
internal static class AwardLetter
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    /// <param name="tender">Whom the letter is to.</param>
    /// <param name="culture">Language of the letter: nb or en. What people wrote stays as written.</param>
    public static byte[] Create(AwardNotice notice, Tender tender, CultureInfo culture)
    {
        var file = new WordFile();
        var title = Say("Letter.Title", notice.CaseTitle);
        var ranked = notice.Ranking.RankedTenders.ToDictionary(one => one.Tender);
        var winner = ranked[notice.Winner];
        var chosen = tender.Name == notice.Winner;
        file.Paragraph("Title", title);
        file.Text(Say("Letter.To", tender.Tenderer, Day(notice.Standstill.Sent)));
        file.Text(
            Say(
                chosen ? "Letter.Chosen"
                    : tender.State == TenderState.Rejected ? "Letter.Rejected"
                    : "Letter.NotChosen",
                notice.Body,
                Day(notice.DecisionDate),
                winner.Tenderer
            )
        );
        if (tender.State == TenderState.Rejected)
        {
            file.Heading(1, Say("Letter.WhyRejected"));
            file.Text(tender.RejectReason);
        }
        file.Heading(1, Say("Letter.Reasons"));
        file.Text(notice.Reasons);
        if (ranked.TryGetValue(tender.Name, out var own))
        {
            file.Heading(1, Say("Ranking.Points"));
            file.Table(
                Say("Ranking.Points"),
                chosen ? [4670, 2200, 2200] : [3270, 1400, 2200, 2200],
                chosen
                    ? [Say("Difference.Criterion"), Say("Letter.Weight"), tender.Tenderer]
                    : [Say("Difference.Criterion"), Say("Letter.Weight"), tender.Tenderer, winner.Tenderer],
                [
                    .. notice.Ranking.Criteria.Select(
                        (criterion, i) =>
                            (string[])
                                [
                                    criterion.Title,
                                    $"{(criterion.EffectiveWeightHundredths / 100m).ToString("0.##", culture)} %",
                                    .. Both(own, winner, one => Number(one.CriterionPoints[i].Points)),
                                ]
                    ),
                    (string[])[Say("Ranking.Total"), "", .. Both(own, winner, one => Number(one.Total))],
                ]
            );
        }
        file.Heading(1, Say("Letter.Standstill"));
        file.Text(Say("Letter.StandstillLead", Day(notice.Standstill.LastDay), notice.Standstill.Rule.Source));
        file.List(StandstillWords.Lines(notice.Standstill, culture), numbered: false);
        file.Text(Say("Letter.Complaint", Day(notice.Standstill.LastDay)));
        file.Text(notice.Buyer);
        return file.Save(
            culture,
            new WordFoot(title, Say("Protocol.Page"), Say("Protocol.PageOf")),
            new WordProperties(title, notice.Buyer)
        );

        IEnumerable<string> Both(V1.RankedTender one, V1.RankedTender other, Func<V1.RankedTender, string> of) =>
            chosen ? [of(one)] : [of(one), of(other)];

        string Number(Google.Type.Decimal value) => Exact.Number(value).ToString("0.########", culture);

        string Day(DateOnly day) => NorwegianTime.Format(day, culture);

        string Say(string key, params object[] args)
        {
            var text = Words.GetString(key, culture) ?? throw new InvalidOperationException($"The text {key} is missing.");
            return args.Length == 0 ? text : string.Format(culture, text, args);
        }
    }
}
