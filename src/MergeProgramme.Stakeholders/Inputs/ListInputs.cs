using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ListInputsResponse> ListInputs(ListInputsRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var inputs = await session.QueryAsync<Input>(
                    $"""
                    SELECT * FROM ({InputTable.Inputs}) t
                    WHERE parent = @Parent AND (receive_date, name) > (@AfterDate, @AfterName)
                        AND (@Stakeholder = '' OR stakeholder = @Stakeholder) AND (@Engagement = '' OR engagement = @Engagement)
                        AND (@Consultation = '' OR consultation = @Consultation) AND (@SubProject = '' OR sub_project = @SubProject)
                        AND (@answered OR answer_date IS NULL) AND (@told OR tell_date IS NULL)
                    ORDER BY receive_date, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.Stakeholder,
                        request.Engagement,
                        request.Consultation,
                        request.SubProject,
                        answered = !request.Pending,
                        told = !request.Untold,
                        AfterDate = page.Key(0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListInputsResponse();
                response.NextPageToken = page.Fill(
                    inputs,
                    response.Inputs,
                    i => [i.ReceiveDate.ToDateOnly()!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), i.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
