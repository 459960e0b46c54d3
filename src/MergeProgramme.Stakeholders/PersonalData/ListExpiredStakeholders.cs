using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.PersonalData;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ListExpiredStakeholdersResponse> ListExpiredStakeholders(
        ListExpiredStakeholdersRequest request,
        ServerCallContext context
    )
    {
        var programme = await organisation.GetProgrammeAsync(
            new() { Name = request.Parent },
            cancellationToken: context.CancellationToken
        );
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var activity = await ActivityTable.GetAsync(
                    session,
                    $"{request.Parent}/processingActivities/{ActivityTable.Stakeholders}"
                );
                // Whoever is forgotten already has a pseudonym for a name.
                var persons = await session.QueryAsync<Candidate>(
                    """
                    SELECT s.name, s.display_name,
                        (SELECT MAX(e.time) FROM events e WHERE e.subject = s.name) AS changed,
                        (SELECT MAX(n.create_time) FROM notes n WHERE n.stakeholder = s.name) AS noted
                    FROM stakeholders s
                    WHERE s.parent = @Parent AND s.kind = @Person
                        AND NOT EXISTS (SELECT 1 FROM disclosures d WHERE d.parent = s.parent AND d.pseudonym = s.display_name)
                    """,
                    new { request.Parent, Person = (int)StakeholderKind.Person }
                );
                var today = time.Today();
                var vesting = programme.VestingDate.ToDateOnly();
                var expired =
                    from person in persons
                    let last = Instants.ToTimestamp(Math.Max(person.Changed ?? 0, person.Noted ?? 0))
                    let day = RetentionRules.ExpireDate(
                        NorwegianTime.DateIn(last.ToDateTimeOffset()),
                        vesting,
                        activity.RetentionMonths
                    )
                    where day <= today
                    orderby day, person.Name
                    select new ExpiredStakeholder
                    {
                        Stakeholder = person.Name,
                        DisplayName = person.DisplayName,
                        LastActivityTime = last,
                        ExpireDate = day.ToDate(),
                    };
                var response = new ListExpiredStakeholdersResponse();
                response.NextPageToken = page.FillOf(expired.ToList(), response.ExpiredStakeholders);
                return response;
            },
            context.CancellationToken
        );
    }

    private sealed class Candidate
    {
        public string Name { get; set; } = "";
        public string DisplayName { get; set; } = "";
        public long? Changed { get; set; }
        public long? Noted { get; set; }
    }
}
