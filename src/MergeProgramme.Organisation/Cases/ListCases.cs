using System.Globalization;
using Grpc.Core;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListCasesResponse> ListCases(ListCasesRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var cases = await session.QueryAsync<Case>(
                    $"""
                    {CaseTable.Select}
                    WHERE c.programme = @Parent AND (c.create_time, c.name) < (@BeforeTime, @BeforeName)
                        AND (@Subject = '' OR c.subject = @Subject)
                        AND (@Body = '' OR EXISTS (SELECT 1 FROM treatments t WHERE t.case_name = c.name AND t.body = @Body))
                    ORDER BY c.create_time DESC, c.name DESC LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        BeforeTime = page.Number(0, first: long.MaxValue),
                        BeforeName = page.Key(1),
                        request.Subject,
                        request.Body,
                        page.Limit,
                    }
                );
                var response = new ListCasesResponse();
                response.NextPageToken = page.Fill(
                    cases,
                    response.Cases,
                    c => [Instants.ToMicroseconds(c.CreateTime).ToString(CultureInfo.InvariantCulture), c.Name]
                );
                await CaseTable.FillAsync(session, request.Parent, response.Cases, time.Today());
                return response;
            },
            context.CancellationToken
        );
}
