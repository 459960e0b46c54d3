using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Awards;
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
        var (procurement, criteria, tenders, awards, contract) = await database.ReadAsync(
            async session =>
            {
                var all = await TenderTable.AllAsync(session, request.Name);
                // Only what is told to everybody: a price is, once the letters are sent.
                var told = (await AwardTable.AllAsync(session, request.Name)).FindAll(a => a.SendTime is not null);
                await TenderTable.ShowAsync(session, seal, all.Where(t => told.Exists(a => a.Tender == t.Name)));
                return (
                    await CaseTable.GetAsync(session, request.Name, clock.Today()),
                    await CriterionTable.AllAsync(session, request.Name),
                    all,
                    told,
                    (await AwardTable.ContractsAsync(session, request.Name)).FirstOrDefault()
                );
            },
            context.CancellationToken
        );
        var parent = ResourceNames.Programme(request.Name);
        var programme = await organisation.GetProgrammeAsync(
            new() { Name = parent },
            cancellationToken: context.CancellationToken
        );
        var municipalities = await MunicipalitiesAsync(parent, context);
        var of = CaseForOcds.Of(
            ocdsPrefix.Value,
            procurement,
            Norwegian($"Procedure.{ProcedureRules.Chosen(procurement)}"),
            programme,
            municipalities,
            criteria,
            tenders,
            awards,
            contract
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
