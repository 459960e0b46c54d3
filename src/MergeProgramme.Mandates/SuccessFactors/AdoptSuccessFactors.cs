using Grpc.Core;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.SuccessFactors;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<AdoptSuccessFactorsResponse> AdoptSuccessFactors(
        AdoptSuccessFactorsRequest request,
        ServerCallContext context
    )
    {
        if (ResourceNames.Id(request.Parent) == "-")
            throw Problem.Invalid("parent", "NAME_MALFORMED", "programmes/{programme}/subProjects/{sub_project}", request.Parent);
        return request.ValidateOnly
            ? database.ReadAsync(
                async session =>
                {
                    var (response, lacking) = await LackingAsync(session, request.Parent);
                    response.CriticalSuccessFactors.AddRange(lacking.Select(f => FactorOf(f, "", response.Mandate)));
                    return response;
                },
                context.CancellationToken
            )
            : database.WriteAsync(
                request,
                context,
                async session =>
                {
                    var (response, lacking) = await LackingAsync(session, request.Parent);
                    foreach (var one in lacking)
                    {
                        var factor = FactorOf(one, request.Parent, response.Mandate);
                        // Of two who adopt at once, one registers it.
                        if (!await FactorTable.InsertAsync(session, factor))
                            continue;
                        response.CriticalSuccessFactors.Add(factor);
                        session.Append("mandates.successFactor.created", factor.Name, factor);
                    }
                    return response;
                }
            );
    }

    // Its name says where it stands in the document, so that it is there once.
    private static CriticalSuccessFactor FactorOf((int Number, string Text) stated, string parent, string document) =>
        new()
        {
            Name =
                parent.Length == 0
                    ? ""
                    : FormattableString.Invariant(
                        $"{parent}/successFactors/document-{ResourceNames.Id(document)}-{stated.Number}"
                    ),
            Text = stated.Text,
            Mandate = document,
        };

    private static async Task<(AdoptSuccessFactorsResponse Response, IReadOnlyList<(int, string)> Lacking)> LackingAsync(
        Session session,
        string subProject
    )
    {
        var document = await ApprovedDocument.GetAsync(session, subProject);
        var known = await session.QueryAsync<string>(
            "SELECT text FROM success_factors WHERE parent = @subProject",
            new { subProject }
        );
        var (lacking, count) = FactorAdoption.Of(document, known);
        return (
            new()
            {
                Mandate = document.Name,
                MandateTitle = document.Title,
                KnownCount = count,
            },
            lacking
        );
    }
}
