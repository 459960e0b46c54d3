using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    private const int TwoYears = 731;
    private const int QuarterOfAYear = 92;
    private const int TenYears = 3653;

    public override Task<ListReportingOccurrencesResponse> ListReportingOccurrences(
        ListReportingOccurrencesRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                var (programme, today) = (ResourceNames.Programme(request.Parent), time.Today());
                var all = ResourceNames.Id(request.Parent) == "-";
                await ProgrammeTable.RequireAsync(session, programme);
                var from = request.StartDate.ToDateOnly() ?? today.AddDays(-TwoYears);
                var to =
                    request.EndDate.ToDateOnly()
                    ?? DateOnly.FromDayNumber(
                        Math.Min(DateOnly.MaxValue.DayNumber, Math.Max(from.DayNumber, today.DayNumber) + QuarterOfAYear)
                    );
                if (to < from)
                    throw Problem.Invalid("end_date", "END_BEFORE_START", NorwegianTime.Format(from), NorwegianTime.Format(to));
                if (to.DayNumber - from.DayNumber > TenYears)
                    throw Problem.Invalid("end_date", "RANGE_TOO_LONG", NorwegianTime.Format(from.AddDays(TenYears)));
                var found = await OccurrenceTable.ReadAsync(session, programme, all ? "" : request.Parent, today, from, to);
                if (!all && found.Count == 0)
                    throw Problem.NotFound(request.Parent);
                var page = Page.Of(request);
                var rows = found
                    .SelectMany(s => s.All)
                    .Select(o => (Occurrence: o, Keys: KeysOf(o)))
                    .Where(o => page.IsFirst || IsAfter(o.Keys, page))
                    .OrderBy(o => o.Keys[0], StringComparer.Ordinal)
                    .ThenBy(o => o.Keys[1], StringComparer.Ordinal)
                    .Take(page.Limit)
                    .ToList();
                var response = new ListReportingOccurrencesResponse();
                response.NextPageToken = page.Fill(rows, response.ReportingOccurrences, o => o.Occurrence, o => o.Keys);
                return response;
            },
            context.CancellationToken
        );

    private static string[] KeysOf(ReportingOccurrence occurrence) =>
        [FormattableString.Invariant($"{occurrence.MeetingDate.ToDateOnly():yyyy-MM-dd}"), occurrence.Name];

    private static bool IsAfter(string[] keys, Page page) =>
        string.CompareOrdinal(keys[0], page.Key(0)) is var order
        && (order > 0 || (order == 0 && string.CompareOrdinal(keys[1], page.Key(1)) > 0));
}
