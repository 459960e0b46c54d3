using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<ListStakeholderNotesResponse> ListStakeholderNotes(
        ListStakeholderNotesRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                await StakeholderTable.GetAsync(session, request.Parent);
                var page = Page.Of(request);
                var notes = await session.QueryAsync<StakeholderNote>(
                    """
                    SELECT name, text, author, author_display_name, create_time FROM notes
                    WHERE stakeholder = @Parent AND (author = @Author OR @OfAll)
                      AND (create_time, name) < (@BeforeTime, @BeforeName)
                    ORDER BY create_time DESC, name DESC LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        Author = Caller.Current.Id,
                        OfAll = Caller.Current.May("stakeholders.readAllNotes", request.Parent),
                        BeforeTime = page.Number(0, first: long.MaxValue),
                        BeforeName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListStakeholderNotesResponse();
                response.NextPageToken = page.Fill(
                    notes,
                    response.Notes,
                    n => [Instants.ToMicroseconds(n.CreateTime).ToString(CultureInfo.InvariantCulture), n.Name]
                );
                return response;
            },
            context.CancellationToken
        );
}
