using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListReportsResponse> ListReports(ListReportsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var programme = ResourceNames.Programme(request.Parent);
                await ProgrammeTable.RequireAsync(session, programme);
                var all = ResourceNames.Id(request.Parent) == "-";
                if (!all)
                    await SubProjects.SubProjectTable.GetAsync(
                        session,
                        request.Parent,
                        Platform.Calendar.NorwegianTime.Today(time)
                    );
                var page = Page.Of(request);
                var reports = await ReportTable.ListAsync(session, programme, all ? "" : request.Parent);
                // A name after which the page goes on; a report that was thrown away meanwhile begins it anew.
                var after = reports.FindIndex(r => r.Name == page.Key(0));
                var response = new ListReportsResponse();
                response.NextPageToken = page.Fill(
                    reports.Skip(after + 1).Take(page.Limit).ToList(),
                    response.Reports,
                    r => [r.Name]
                );
                return response;
            },
            context.CancellationToken
        );
}
