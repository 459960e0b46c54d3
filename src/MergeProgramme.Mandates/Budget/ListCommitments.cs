using Grpc.Core;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ListCommitmentsResponse> ListCommitments(ListCommitmentsRequest request, ServerCallContext context)
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context, list: true);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var (programme, parent) = RegisterPlace.Parameters(request.Parent);
                var commitments = await session.QueryAsync<Commitment>(
                    $"""
                    SELECT * FROM commitments
                    WHERE {RegisterPlace.Condition} AND (@State = 0 OR state = @State)
                        AND (expected_date, name) > (@AfterDate, @AfterName)
                    ORDER BY expected_date, name LIMIT @Limit
                    """,
                    new
                    {
                        Programme = programme,
                        Parent = parent,
                        State = (int)request.State,
                        AfterDate = page.Key(0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                await CommitmentTable.FillAsync(session, commitments);
                var response = new ListCommitmentsResponse();
                response.NextPageToken = page.Fill(
                    commitments,
                    response.Commitments,
                    one => [$"{one.ExpectedDate.ToDateOnly():yyyy-MM-dd}", one.Name],
                    one => Caller.Current.May("mandates.read", one.Name)
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
