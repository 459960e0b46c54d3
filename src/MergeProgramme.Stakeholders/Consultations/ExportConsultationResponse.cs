using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Documents;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<ExportConsultationResponseResponse> ExportConsultationResponse(
        ExportConsultationResponseRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                var consultation = await ConsultationTable.GetAsync(session, request.Name);
                var asked = await session.QueryAsync<(string Name, string DisplayName)>(
                    """
                    SELECT s.name, s.display_name FROM consultation_stakeholders c JOIN stakeholders s ON s.name = c.stakeholder
                    WHERE c.consultation = @Name ORDER BY c.position
                    """,
                    request
                );
                return new ExportConsultationResponseResponse
                {
                    FileName = $"horingssvar-{ResourceNames.Id(request.Name)}.docx",
                    ContentType = WordFile.ContentType,
                    Content = UnsafeByteOperations.UnsafeWrap(
                        ResponseDocument.Create(
                            consultation,
                            asked,
                            await InputTable.OfConsultationAsync(session, request.Name),
                            time.Today(),
                            CultureInfo.CurrentUICulture
                        )
                    ),
                };
            },
            context.CancellationToken
        );
}
