using System.Globalization;
using System.Resources;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Documents;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Protocol;

/// <summary>What a protocol tells of.</summary>
/// <param name="Tenders">With the prices of those that are opened.</param>
/// <param name="Ranking">Null where it cannot be computed.</param>
internal sealed record ProtocolContents(
    ProcurementCase Case,
    IReadOnlyList<CaseMember> Members,
    IReadOnlyList<Criterion> Criteria,
    IReadOnlyList<Tender> Tenders,
    Consensus Consensus,
    V1.Ranking? Ranking,
    IReadOnlyList<Award> Awards,
    IReadOnlyList<Complaint> Complaints,
    IReadOnlyList<Contract> Contracts
);

/// <summary>The protocol of a procurement as a Word document: what FOA § 25-5 asks for, as far as the case has come.</summary>
internal sealed class ProtocolDocument
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    private readonly ProtocolContents contents;
    private readonly CultureInfo culture;
    private readonly WordFile file = new();

    private ProtocolDocument(ProtocolContents contents, CultureInfo culture) =>
        (this.contents, this.culture) = (contents, culture);

    /// <summary>The file's bytes.</summary>
    /// <param name="culture">Language of the labels and dates: nb or en. What people wrote stays as written.</param>
    public static byte[] Create(ProtocolContents contents, CultureInfo culture) =>
        new ProtocolDocument(contents, culture).Write();

    private byte[] Write()
    {
        var title = Say("Protocol.Of", contents.Case.Title);
        file.Paragraph("Title", title);
        WriteCase();
        WriteMembers();
        WriteCriteria();
        WriteTenders();
        WriteConsensus();
        WriteRanking();
        WriteAwards();
        WriteComplaints();
        WriteContracts();
        return file.Save(culture, new WordFoot(title, Say("Protocol.Page"), Say("Protocol.PageOf")), new WordProperties(title));
    }

    private void WriteCase()
    {
        var one = contents.Case;
        file.Heading(1, Say("Protocol.Case"));
        if (one.Description.Length > 0)
            file.Text(one.Description);
        file.Table(
            Say("Protocol.Case"),
            [2870, 6200],
            [Say("Protocol.What"), Say("Protocol.Says")],
            Facts().Where(fact => fact.Text.Length > 0).Select(fact => (string[])[Say(fact.Key), fact.Text])
        );

        IEnumerable<(string Key, string Text)> Facts()
        {
            yield return ("Case.Kind", Say($"ProcurementKind.{one.Kind}"));
            yield return ("Case.Value", $"{Formats.Amount(one.EstimatedValue, culture)}. {one.EstimateBasis}");
            yield return ("Case.Procedure", $"{Say($"Procedure.{ProcedureRules.Chosen(one)}")}. {one.ProcedureReason}");
            yield return ("Protocol.Rule", one.Proposal?.Rule?.Source ?? "");
            yield return ("Case.EnvironmentReason", one.EnvironmentReason);
            yield return ("Case.Published", Time(one.PublishTime));
            yield return ("Case.Deadline", Time(one.TenderDeadlineTime));
            yield return (
                "Protocol.Opened",
                one.OpenTime is null ? "" : $"{Time(one.OpenTime)}: {string.Join(", ", one.OpenerDisplayNames)}"
            );
            yield return ("Protocol.Cancelled", one.CancelReason);
        }
    }

    private void WriteMembers()
    {
        if (contents.Members.Count == 0)
            return;
        file.Heading(1, Say("Protocol.Members"));
        file.Table(
            Say("Protocol.Members"),
            [2870, 1800, 4400],
            [Say("Protocol.Person"), Say("Protocol.Role"), Say("Protocol.Declaration")],
            contents.Members.Select(member =>
                (string[])
                    [
                        member.PersonDisplayName,
                        Say($"CaseRole.{member.Role}"),
                        string.Join(
                            ". ",
                            new[]
                            {
                                Say($"DeclarationState.{member.DeclarationState}"),
                                Time(member.DeclareTime),
                                member.DeclaredInterests,
                            }.Where(text => text.Length > 0)
                        ),
                    ]
            )
        );
    }

    private void WriteCriteria()
    {
        if (contents.Criteria.Count == 0)
            return;
        file.Heading(1, Say("Criteria.Title"));
        file.Table(
            Say("Criteria.Title"),
            [3870, 2600, 2600],
            [Say("Criterion"), Say("Criterion.Kind"), Say("Criterion.Effective")],
            contents.Criteria.Select(criterion =>
                (string[])
                    [
                        criterion.Title,
                        Say($"CriterionKind.{criterion.Kind}"),
                        criterion.Kind == CriterionKind.Award
                            ? $"{(criterion.EffectiveWeightHundredths / 100m).ToString("0.##", culture)} %"
                            : "",
                    ]
            )
        );
    }

    private void WriteTenders()
    {
        file.Heading(1, Say("Protocol.Tenders"));
        if (contents.Tenders.Count == 0)
        {
            file.Text(Say("Protocol.NoTenders"));
            return;
        }
        file.Table(
            Say("Protocol.Tenders"),
            [2670, 1500, 1700, 3200],
            [Say("Difference.Tenderer"), Say("Protocol.Received"), Say("Ranking.Price"), Say("Evaluation.State")],
            contents.Tenders.Select(tender =>
                (string[])
                    [
                        $"{tender.Tenderer} ({tender.OrganisationNumber})",
                        Time(tender.ReceiveTime),
                        tender.Price is null ? "" : Formats.AmountInField(tender.Price, culture),
                        string.Join(
                            ". ",
                            new[] { Say($"TenderState.{tender.State}"), tender.RejectReason }.Where(text => text.Length > 0)
                        ),
                    ]
            )
        );
    }

    private void WriteConsensus()
    {
        var agreed = contents.Consensus;
        if (agreed.Etag.Length == 0)
            return;
        file.Heading(1, Say("Consensus.Title"));
        file.Text(
            Say(
                "Protocol.Met",
                NorwegianTime.Format(agreed.MeetingDate.ToDateOnly()!.Value, culture),
                string.Join(
                    ", ",
                    agreed.PresentMembers.Select(name =>
                        contents.Members.FirstOrDefault(member => member.Name == name)?.PersonDisplayName ?? ""
                    )
                )
            )
        );
        foreach (var part in agreed.Criteria)
        {
            file.Heading(2, TitleOf(part.Criterion));
            file.Text(part.Minutes);
            file.List(part.Scores.Select(score => $"{TendererOf(score.Tender)}: {Number(score.Score)}"), numbered: false);
        }
    }

    private void WriteRanking()
    {
        if (contents.Ranking is not { } ranking)
            return;
        file.Heading(1, Say("Ranking.Title"));
        file.Table(
            Say("Ranking.Title"),
            [900, 3970, 2100, 2100],
            [Say("Ranking.Rank"), Say("Difference.Tenderer"), Say("Ranking.Price"), Say("Ranking.Total")],
            ranking.RankedTenders.Select(one =>
                (string[])
                    [
                        one.Rank.ToString(culture),
                        one.Tenderer,
                        Formats.AmountInField(one.Price, culture),
                        Exact.Number(one.Total).ToString("0.########", culture),
                    ]
            )
        );
        file.List(
            ranking
                .CriterionLeads.Where(lead => lead.Decisive)
                .Select(lead => Say("Protocol.Decided", TitleOf(lead.Criterion), Number(lead.Weighted))),
            numbered: false
        );
        file.Text($"{Say("Ranking.Hash")}: {ranking.ContentHash}");
    }

    private void WriteAwards()
    {
        foreach (var award in contents.Awards)
        {
            file.Heading(1, Say("Award.To", award.Tenderer));
            file.Bold(Say($"AwardState.{award.State}"));
            file.Text(award.Reasons);
            if (award.DecisionDate.ToDateOnly() is { } day)
                file.Text(
                    Say("Protocol.AwardDecided", award.BodyDisplayName, NorwegianTime.Format(day, culture), award.CaseNumber)
                );
            if (award.SendTime is null)
                continue;
            file.Text(
                Say(
                    award.Electronic ? "Standstill.SentElectronic" : "Standstill.SentOther",
                    Time(award.SendTime),
                    award.StandstillSource
                )
            );
            file.List(award.StandstillSteps.Select(Line), numbered: false);
            file.Text(Say("Protocol.StandstillEnd", Day(award.StandstillEndDate)));
        }
    }

    private string Line(StandstillStep step) =>
        $"{Day(step.Date)}: {Say($"StandstillStepKind.{step.Kind}")}"
        + (step.Holiday.Length > 0 ? $" ({Say($"PublicHoliday.{step.Holiday}")})" : "");

    private void WriteComplaints()
    {
        if (contents.Complaints.Count == 0)
            return;
        file.Heading(1, Say("Complaints.Title"));
        foreach (var complaint in contents.Complaints)
        {
            file.Heading(2, $"{complaint.Tenderer}, {Time(complaint.ReceiveTime)}");
            file.Text(complaint.Text);
            file.Bold(Say($"ComplaintOutcome.{complaint.Outcome}"));
            file.Text(complaint.Answer);
        }
    }

    private void WriteContracts()
    {
        foreach (var contract in contents.Contracts)
        {
            file.Heading(1, Say("Contract.Title"));
            file.Text(
                Say(
                    "Protocol.Signed",
                    contract.Supplier,
                    Day(contract.SignDate),
                    Formats.Amount(contract.Value, culture),
                    Day(contract.StartDate),
                    Day(contract.EndDate)
                )
            );
        }
    }

    private string Day(Google.Type.Date date) => NorwegianTime.Format(date.ToDateOnly()!.Value, culture);

    private string TitleOf(string criterion) =>
        contents.Criteria.FirstOrDefault(one => one.Name == criterion)?.Title ?? criterion;

    private string TendererOf(string tender) => contents.Tenders.FirstOrDefault(one => one.Name == tender)?.Tenderer ?? tender;

    private string Number(Google.Type.Decimal value) => Exact.Number(value).ToString("0.########", culture);

    private string Time(Google.Protobuf.WellKnownTypes.Timestamp? time) =>
        time is null ? "" : NorwegianTime.Format(time.ToDateTimeOffset(), culture);

    private string Say(string key, params object[] args)
    {
        var text = Words.GetString(key, culture) ?? throw new InvalidOperationException($"The text {key} is missing.");
        return args.Length == 0 ? text : string.Format(culture, text, args);
    }
}
