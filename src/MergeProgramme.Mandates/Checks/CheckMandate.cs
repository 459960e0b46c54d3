using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Checks;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<CheckMandateResponse> CheckMandate(CheckMandateRequest request, ServerCallContext context)
    {
        var mandate = await database.ReadAsync(
            session => MandateTable.GetAsync(session, request.Name),
            context.CancellationToken
        );
        return new CheckMandateResponse
        {
            Findings =
            {
                MandateCheck
                    .Check(mandate)
                    .Select(finding => new Finding
                    {
                        Severity = finding.Severity,
                        Reason = finding.Reason,
                        Message = Phrases.Of($"Finding.{finding.Reason}", CultureInfo.CurrentUICulture, finding.Args),
                        Place = finding.Place,
                        Field = finding.Field,
                    }),
            },
        };
    }
}
