using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.OwnTemplates;
using MergeProgramme.Mandates.Templates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<ListTemplatesResponse> ListTemplates(ListTemplatesRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var response = new ListTemplatesResponse
                {
                    Templates = { await TemplateTable.ListAsync(session, CultureInfo.CurrentUICulture) },
                };
                // Who may read no document there gets what everybody gets.
                if (request.Parent.Length > 0 && Caller.Current.May("mandates.read", $"{request.Parent}/subProjects/-"))
                {
                    response.Templates.Add(
                        (await OwnTemplateTable.AllAsync(session, request.Parent))
                            .Where(own => own.State == OwnTemplateState.InUse)
                            .Select(own => OwnTemplateTable.ToTemplate(own, CultureInfo.CurrentUICulture))
                    );
                }
                return response;
            },
            context.CancellationToken
        );
}
