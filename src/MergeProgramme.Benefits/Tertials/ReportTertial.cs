using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Tertials;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    /// <summary>Of a measure that the line has taken over only its owner reports; the programme office may, and is named as who did.</summary>
    public override async Task<TertialReport> ReportTertial(ReportTertialRequest request, ServerCallContext context)
    {
        var asked = request.TertialReport;
        var tertial = TertialTable.Of(asked.Name);
        var programme = ResourceNames.Programme(asked.Name);
        var own = await OwnPersonsAsync(programme, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await TertialTable.LockAsync(session, programme);
                var measureName = ResourceNames.Parent(asked.Name);
                var measure = await MeasureTable.GetAsync(session, measureName);
                await RequireOwnerAsync(session, measureName, own);
                if (TertialRules.CheckOpen(asked.Name, tertial, await TertialTable.ClosedAsync(session, programme)) is { } closed)
                    throw Problem.Precondition([closed]);
                var (entries, realised) = await TertialTable.EnteredAsync(session, measureName, tertial);
                List<Violation> wrong =
                [
                    .. TertialRules.CheckReport(
                        asked,
                        tertial,
                        measure,
                        NorwegianTime.DateIn(session.Now),
                        entries,
                        realised,
                        TertialTable.EffectIn(MeasureProfile.Expected(measure), tertial)
                    ),
                ];
                if (wrong.Count > 0)
                    throw Problem.Invalid(wrong);
                var current = await TertialTable.FindReportAsync(session, asked.Name);
                // A first report that comes second is stale too.
                if (current is not null)
                    Etags.Require(asked.Etag.Length > 0 ? asked.Etag : "none", current.Etag, current.Name);
                var report = new TertialReport
                {
                    Name = asked.Name,
                    NothingGained = asked.NothingGained,
                    Comment = asked.Comment,
                    ReporterDisplayName = Caller.Current.DisplayName,
                    ReportTime = Instants.ToTimestamp(session.Now),
                    Etag = Etags.New(),
                };
                await session.ExecuteAsync(
                    """
                    INSERT INTO tertial_reports (name, programme, measure, year, tertial, nothing_gained, comment, reporter_display_name,
                        report_time, etag)
                    VALUES (@Name, @programme, @measureName, @Year, @Number, @nothingGained, @Comment, @ReporterDisplayName, @ReportTime, @Etag)
                    ON CONFLICT (name) DO UPDATE SET nothing_gained = excluded.nothing_gained, comment = excluded.comment,
                        reporter_display_name = excluded.reporter_display_name, report_time = excluded.report_time, etag = excluded.etag
                    """,
                    new
                    {
                        report.Name,
                        programme,
                        measureName,
                        tertial.Year,
                        tertial.Number,
                        nothingGained = report.NothingGained ? 1 : 0,
                        report.Comment,
                        report.ReporterDisplayName,
                        report.ReportTime,
                        report.Etag,
                    }
                );
                session.Append("benefits.tertial.reported", report.Name, report);
                return report;
            }
        );
    }

    // Null: whoever asks may enter and report for every owner.
    private async Task<IReadOnlyList<string>?> OwnPersonsAsync(string programme, ServerCallContext context) =>
        Caller.Current.Kind == CallerKind.Person && !Caller.Current.May("benefits.close", programme)
            ? await CallerPersons.OfAsync(access, programme, context)
            : null;

    private static async Task RequireOwnerAsync(Session session, string measure, IReadOnlyList<string>? own)
    {
        var (receiver, receiverName) = await HandoverTable.ReceiverAsync(session, measure);
        if (own is not null && receiver.Length > 0 && !own.Contains(receiver))
            throw Problem.Precondition(measure, "REALISE_OWNER_ONLY", receiverName);
    }
}
