using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    private const string ConsultationsOfPage = """
        SELECT name FROM consultations
        WHERE parent = @Parent AND (create_time, name) < (@Before, @BeforeName) AND (@SubProject = '' OR sub_project = @SubProject)
        ORDER BY create_time DESC, name DESC LIMIT @Limit
        """;

    public override async Task<ListConsultationsResponse> ListConsultations(
        ListConsultationsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var parameters = new
                {
                    request.Parent,
                    request.SubProject,
                    Before = page.Number(0, long.MaxValue),
                    BeforeName = page.Key(1),
                    page.Limit,
                };
                var consultations = await session.QueryAsync<Consultation>(
                    $"SELECT * FROM consultations WHERE name IN ({ConsultationsOfPage}) ORDER BY create_time DESC, name DESC",
                    parameters
                );
                await ConsultationTable.FillAsync(session, consultations, ConsultationsOfPage, parameters);
                var response = new ListConsultationsResponse();
                response.NextPageToken = page.Fill(
                    consultations,
                    response.Consultations,
                    c => [Instants.ToMicroseconds(c.CreateTime).ToString(CultureInfo.InvariantCulture), c.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
