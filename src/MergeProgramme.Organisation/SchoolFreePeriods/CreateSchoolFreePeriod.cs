using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    private const int LongestSchoolFree = 100;

    /// <summary>INVALID_ARGUMENT where it names no schools or two kinds, is the wrong way round or longer than a summer.</summary>
    public override Task<SchoolFreePeriod> CreateSchoolFreePeriod(
        CreateSchoolFreePeriodRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var period = request.SchoolFreePeriod.Clone();
                List<Violation> violations = [];
                if (string.IsNullOrWhiteSpace(period.County) == (period.Municipality.Length == 0))
                    violations.Add(new("school_free_period.municipality", "SCHOOLS_OF_ONE"));
                var (start, end) = (period.StartDate.ToDateOnly()!.Value, period.EndDate.ToDateOnly()!.Value);
                if (end < start)
                    violations.Add(
                        new(
                            "school_free_period.end_date",
                            "END_BEFORE_START",
                            NorwegianTime.Format(start),
                            NorwegianTime.Format(end)
                        )
                    );
                else if (end.DayNumber - start.DayNumber >= LongestSchoolFree)
                    violations.Add(new("school_free_period.end_date", "SCHOOL_FREE_TOO_LONG", LongestSchoolFree));
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                await References.RequireAsync(
                    session,
                    request.Parent,
                    new Reference("school_free_period.municipality", period.Municipality, "municipalities")
                );
                period.Name = $"{request.Parent}/schoolFreePeriods/{Guid.CreateVersion7(session.Now):N}";
                period.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO school_free_periods (name, programme, display_name, municipality, county, start_date, end_date, source, etag)
                    VALUES (@Name, @Parent, @DisplayName, NULLIF(@Municipality, ''), @County, @StartDate, @EndDate, @Source, @Etag)
                    """,
                    new
                    {
                        period.Name,
                        request.Parent,
                        period.DisplayName,
                        period.Municipality,
                        period.County,
                        period.StartDate,
                        period.EndDate,
                        period.Source,
                        period.Etag,
                    }
                );
                session.Append("organisation.schoolFreePeriod.created", period.Name, period);
                return period;
            }
        );
}
