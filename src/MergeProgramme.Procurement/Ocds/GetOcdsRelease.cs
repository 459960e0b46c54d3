using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.Ocds;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<OcdsRelease> GetOcdsRelease(GetOcdsReleaseRequest request, ServerCallContext context)
    {
        var (procurement, criteria, tenders) = await database.ReadAsync(
            async session =>
                (
                    await CaseTable.GetAsync(session, request.Name, clock.Today()),
                    await CriterionTable.AllAsync(session, request.Name),
                    await TenderTable.AllAsync(session, request.Name)
                ),
            context.CancellationToken
        );
        var parent = ResourceNames.Programme(request.Name);
        var programme = await organisation.GetProgrammeAsync(
            new() { Name = parent },
            cancellationToken: context.CancellationToken
        );
        var municipalities = await WholeList.ReadAsync(
            token =>
                organisation.ListMunicipalitiesAsync(
                    new()
                    {
                        Parent = parent,
                        PageSize = 1000,
                        PageToken = token,
                    },
                    cancellationToken: context.CancellationToken
                ),
            answer => (answer.Municipalities, answer.NextPageToken)
        );
        var of = CaseForOcds.Of(
            ocdsPrefix.Value,
            procurement,
            Norwegian($"Procedure.{ProcedureRules.Chosen(procurement)}"),
            programme,
            municipalities,
            criteria,
            tenders
        );
        var reached = OcdsWriter.Reached(of).ToList();
        var step = request.Step == OcdsStep.Unspecified ? reached[^1] : request.Step;
        if (!reached.Contains(step))
            throw Problem.Precondition(request.Name, "OCDS_STEP_NOT_REACHED");
        return new()
        {
            Step = step,
            Json = OcdsWriter.Write(of, step),
            FileName = $"{of.Ocid}-{step.ToString().ToLowerInvariant()}.json",
            ReachedSteps = { reached },
        };
    }

    // A release is in one language, whoever asks for it.
    private string Norwegian(string key)
    {
        var reader = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("nb-NO");
            return texts[key].Value;
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }
}
