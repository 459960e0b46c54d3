using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Templates;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<ListTemplatesResponse> ListTemplates(ListTemplatesRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session => new ListTemplatesResponse
            {
                Templates = { await TemplateTable.ListAsync(session, CultureInfo.CurrentUICulture) },
            },
            context.CancellationToken
        );
}
