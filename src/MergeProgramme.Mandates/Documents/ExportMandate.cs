using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.Templates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Documents;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ExportMandateResponse> ExportMandate(ExportMandateRequest request, ServerCallContext context)
    {
        var (mandate, template, changes) = await database.ReadAsync(
            async session =>
            {
                var asked = await MandateTable.GetAsync(session, request.Name);
                return (
                    asked,
                    await TemplateTable.FindAsync(session, asked.Template),
                    await ChangeRequestTable.LogAsync(session, asked)
                );
            },
            context.CancellationToken
        );
        // An office may have removed the template since; the document does not depend on it.
        template ??= new Template { Name = mandate.Template, DisplayName = mandate.Template };
        return new ExportMandateResponse
        {
            FileName = MandateWordDocument.FileName(mandate),
            ContentType = WordFile.ContentType,
            Content = UnsafeByteOperations.UnsafeWrap(
                MandateWordDocument.Create(mandate, template, CultureInfo.CurrentUICulture, changes)
            ),
        };
    }
}
