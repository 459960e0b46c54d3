using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ListCaseMembersResponse> ListCaseMembers(ListCaseMembersRequest request, ServerCallContext context)
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Parent), context);
        return await database.ReadAsync(
            async session =>
            {
                await CaseTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var members = await session.QueryAsync<CaseMember>(
                    """
                    SELECT * FROM case_members WHERE procurement_case = @Parent AND (person_display_name, name) > (@AfterName, @After)
                    ORDER BY person_display_name, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterName = page.Key(0),
                        After = page.Key(1),
                        page.Limit,
                    }
                );
                foreach (var member in members)
                    member.IsCaller = own.Contains(member.Person);
                var response = new ListCaseMembersResponse();
                response.NextPageToken = page.Fill(members, response.Members, m => [m.PersonDisplayName, m.Name]);
                return response;
            },
            context.CancellationToken
        );
    }
}
