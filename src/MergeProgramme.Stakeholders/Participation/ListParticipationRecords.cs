using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Participation;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ListParticipationRecordsResponse> ListParticipationRecords(
        ListParticipationRecordsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        if (request.Matter.Length > 0 && !Matter.IsOf(request.Parent, request.Matter))
            throw Problem.Invalid("matter", "MATTER_MALFORMED", request.Matter, request.Parent);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var records = await session.QueryAsync<ParticipationRecord>(
                    """
                    SELECT * FROM participation_records
                    WHERE parent = @Parent AND (@Matter = '' OR matter = @Matter) AND (heard_date, name) < (@BeforeDate, @BeforeName)
                    ORDER BY heard_date DESC, name DESC LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.Matter,
                        // No date begins with a letter: everything is before this.
                        BeforeDate = page.IsFirst ? "x" : page.Key(0),
                        BeforeName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListParticipationRecordsResponse();
                response.NextPageToken = page.Fill(
                    records,
                    response.ParticipationRecords,
                    r => [r.HeardDate.ToDateOnly()!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), r.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
