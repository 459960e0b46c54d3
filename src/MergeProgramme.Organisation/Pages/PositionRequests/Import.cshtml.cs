using Google.Protobuf;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.Sheets;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.PositionRequests;

/// <summary>Vacant positions out of a sheet, into position control.</summary>
[PagePermission("organisation.write")]
[TakesFile]
internal sealed class ImportModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts)
    : SheetImportPage(client, texts)
{
    public override string Heading => Words["Requests.Import"];

    public override string Hint => Words["Requests.Import.Hint"];

    public override string BackUrl => Below("position-requests");

    public override IReadOnlyList<SheetColumn> Columns => VacancySheet.Columns;

    protected override async Task<SheetReading> CheckAsync(byte[] content)
    {
        var answer = await Client.ImportPositionRequestsAsync(Import(content, validateOnly: true), cancellationToken: Aborted);
        return new(
            answer.RowCount,
            answer.Problems,
            answer.ProblemCount,
            answer.IgnoredColumns,
            [
                Words["Position.Title"],
                Words["Position.Unit"],
                Words["UnitLevel.Department"],
                Words["Position.Percent"],
                Words["Position.YearlyCost"],
                Words["Position.VacantFrom"],
                Words["Request.Requester"],
            ],
            [
                .. answer.Preview.Select(r =>
                    (string[])
                        [
                            r.Title,
                            r.UnitDisplayName,
                            r.DepartmentDisplayName,
                            Percent(r.PercentHundredths),
                            Formats.Amount(r.YearlyCost),
                            Formats.Date(r.VacantFromDate),
                            r.RequesterDisplayName,
                        ]
                ),
            ]
        );
    }

    protected override async Task<int> SaveAsync(byte[] content, string requestId)
    {
        var request = Import(content, validateOnly: false);
        (request.CostsConfirmed, request.RequestId) = (CostsConfirmed, requestId);
        return (await Client.ImportPositionRequestsAsync(request, cancellationToken: Aborted)).CreatedCount;
    }

    private ImportPositionRequestsRequest Import(byte[] content, bool validateOnly) =>
        new()
        {
            Parent = ProgrammeName,
            Content = ByteString.CopyFrom(content),
            ValidateOnly = validateOnly,
        };
}
