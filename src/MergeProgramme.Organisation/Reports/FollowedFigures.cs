using System.Globalization;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Reports;

/// <summary>What a sub-project follows up after its mandate: deliverables, agreements, risks and changes, as far as a report is to tell of it. Pure.</summary>
internal static class FollowedFigures
{
    /// <summary>The figures with the parts that they belong to, the gravest of a kind first.</summary>
    /// <param name="since">The day of the last report, or the day from which things count as new.</param>
    public static IEnumerable<(ReportPartKind Part, ReportFigure Figure)> Of(
        ReportSources sources,
        DateOnly since,
        DateOnly today
    ) =>
        sources
            .Deliverables.OrderBy(d => d.DueDate.ToDateOnly())
            .SelectMany(d => Deliverable(d, since, today))
            .Concat(
                sources
                    .Agreements.OrderBy(a => (a.PromisedDate ?? a.NeededByDate).ToDateOnly() ?? DateOnly.MaxValue)
                    .SelectMany(a => Agreement(a, sources.SubProject, today))
            )
            .Concat(
                sources
                    .Risks.OrderByDescending(r => r.Probability * r.Consequence)
                    .ThenByDescending(r => r.Consequence)
                    .SelectMany(r => Risk(r, since))
            )
            .Concat(sources.Factors.OrderByDescending(f => f.Status).SelectMany(Factor))
            .Concat(sources.Changes.OrderBy(c => c.RaiseDate.ToDateOnly()).SelectMany(Change))
            .Concat(sources.Budget.Where(b => b.Year == today.Year).OrderBy(b => b.Kind).SelectMany(Budget));

    private static IEnumerable<(ReportPartKind, ReportFigure)> Deliverable(
        Deliverable deliverable,
        DateOnly since,
        DateOnly today
    )
    {
        var last = deliverable.HandIns.LastOrDefault();
        ReportFigure Figure(ReportFigureKind kind, Google.Type.Date? date, string detail) =>
            Say(kind, deliverable.Title, detail, date, deliverable.Name);
        switch (deliverable.State)
        {
            case DeliverableState.Accepted:
                if (last?.AnswerDate.ToDateOnly() >= since)
                    yield return (
                        ReportPartKind.Done,
                        Figure(ReportFigureKind.DeliverableAccepted, last.AnswerDate, last.BodyDisplayName)
                    );
                yield break;
            case DeliverableState.HandedIn:
                yield return (
                    ReportPartKind.Decisions,
                    Figure(ReportFigureKind.DeliverableAwaiting, last?.HandInDate, deliverable.ResponsibleDisplayName)
                );
                yield break;
            case DeliverableState.Returned:
                yield return (
                    ReportPartKind.Scope,
                    Figure(ReportFigureKind.DeliverableReturned, deliverable.DueDate, last?.Wording ?? "")
                );
                break;
        }
        if (deliverable.DueDate.ToDateOnly() >= today)
            yield break;
        foreach (var part in (ReportPartKind[])[ReportPartKind.Scope, ReportPartKind.Deviations])
            yield return (
                part,
                Figure(ReportFigureKind.DeliverableLate, deliverable.DueDate, deliverable.ResponsibleDisplayName)
            );
    }

    private static IEnumerable<(ReportPartKind, ReportFigure)> Agreement(
        DependencyAgreement agreement,
        string subProject,
        DateOnly today
    )
    {
        var takes = agreement.TakerSubProject == subProject;
        ReportFigure Figure(ReportFigureKind kind, Google.Type.Date? date) =>
            Say(
                kind,
                agreement.Deliverable,
                takes ? agreement.GiverDisplayName : agreement.TakerDisplayName,
                date,
                agreement.Name
            );
        var isPromised = agreement.State is DependencyState.Promised or DependencyState.Accepted;
        if (isPromised && agreement.PromisedDate.ToDateOnly() < today)
        {
            yield return (ReportPartKind.Deviations, Figure(ReportFigureKind.DependencyBroken, agreement.PromisedDate));
            yield break;
        }
        var owes = takes
            ? agreement.State is DependencyState.Promised or DependencyState.Delivered
            : agreement.State == DependencyState.Requested;
        if (owes)
            yield return (ReportPartKind.Scope, Figure(ReportFigureKind.DependencyAwaiting, agreement.NeededByDate));
        else if (takes && agreement.State == DependencyState.Accepted)
            yield return (ReportPartKind.Scope, Figure(ReportFigureKind.DependencyPromised, agreement.PromisedDate));
        else if (takes)
            yield return (ReportPartKind.Scope, Figure(ReportFigureKind.Dependency, agreement.NeededByDate));
    }

    private static IEnumerable<(ReportPartKind, ReportFigure)> Risk(Risk risk, DateOnly since)
    {
        ReportFigure Figure(ReportFigureKind kind, Google.Type.Date? date, string detail) =>
            Say(kind, risk.Title, detail, date, risk.Name);
        if (risk.State == RiskState.Occurred && risk.EndDate.ToDateOnly() >= since)
            yield return (ReportPartKind.Deviations, Figure(ReportFigureKind.RiskOccurred, risk.EndDate, risk.Outcome));
        if (risk.State != RiskState.Open)
            yield break;
        var size = FormattableString.Invariant($"{risk.Probability} × {risk.Consequence}");
        var detail = risk.OwnerDisplayName.Length > 0 ? $"{size}, {risk.OwnerDisplayName}" : size;
        if (risk.Level is RiskLevel.High or RiskLevel.Medium)
            yield return (
                ReportPartKind.Risk,
                Figure(
                    risk.Level == RiskLevel.High ? ReportFigureKind.RiskHigh : ReportFigureKind.RiskMedium,
                    risk.DueDate,
                    detail
                )
            );
        if (risk.Stale)
            yield return (
                ReportPartKind.Risk,
                Figure(ReportFigureKind.RiskStale, risk.Assessments.LastOrDefault()?.Date, risk.OwnerDisplayName)
            );
    }

    private static IEnumerable<(ReportPartKind, ReportFigure)> Factor(CriticalSuccessFactor factor)
    {
        var threatened = factor.Status is FactorStatus.AtRisk or FactorStatus.Failed;
        var last = factor.Assessments.LastOrDefault();
        yield return (
            ReportPartKind.Risk,
            Say(
                threatened ? ReportFigureKind.SuccessFactorThreatened : ReportFigureKind.SuccessFactor,
                factor.Text,
                threatened ? last?.Reason ?? "" : "",
                threatened ? last?.Date : null,
                factor.Name
            )
        );
    }

    private static IEnumerable<(ReportPartKind, ReportFigure)> Change(ChangeRequest change)
    {
        if (change.State is ChangeRequestState.Raised or ChangeRequestState.Assessed)
            yield return (
                ReportPartKind.Decisions,
                Say(ReportFigureKind.ChangeAwaiting, change.Title, change.RaisedByDisplayName, change.RaiseDate, change.Name)
            );
    }

    private static IEnumerable<(ReportPartKind, ReportFigure)> Budget(BudgetSummary summary)
    {
        var sums = summary.Sums;
        foreach (
            var (kind, amount) in ((ReportFigureKind, Google.Type.Money?)[])
                [
                    (ReportFigureKind.BudgetFrame, sums.Frame),
                    (ReportFigureKind.BudgetSpent, sums.Actual),
                    (ReportFigureKind.BudgetCommitted, sums.Committed),
                    (ReportFigureKind.BudgetForecast, sums.Forecast),
                ]
        )
        {
            // Nought bound is nothing to tell; nought spent is.
            if (amount is not null && (kind != ReportFigureKind.BudgetCommitted || Ore.Of(amount) != 0))
                yield return (ReportPartKind.Cost, Figure(kind, amount));
        }
        if (Ore.Of(sums.Deviation) <= 0)
            yield break;
        yield return (ReportPartKind.Cost, Figure(ReportFigureKind.BudgetOver, sums.Deviation));
        yield return (ReportPartKind.Deviations, Figure(ReportFigureKind.BudgetOver, sums.Deviation));

        ReportFigure Figure(ReportFigureKind kind, Google.Type.Money amount)
        {
            var figure = Say(
                kind,
                summary.Year.ToString(CultureInfo.InvariantCulture),
                summary.Kind.ToString(),
                null,
                $"{summary.Place}/budgetLines/-"
            );
            // It has no name but the year, which is said already.
            (figure.Amount, figure.SourceDisplayName) = (amount, "");
            return figure;
        }
    }

    private static ReportFigure Say(ReportFigureKind kind, string text, string detail, Google.Type.Date? date, string source) =>
        new()
        {
            Kind = kind,
            Text = text,
            Detail = detail,
            Date = date,
            Source = source,
            SourceDisplayName = text,
        };
}
