using Google.Protobuf;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Sheets;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Positions;

/// <summary>Positions out of a sheet.</summary>
[PagePermission("organisation.write")]
[TakesFile]
internal sealed class ImportModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts)
    : SheetImportPage(client, texts)
{
    public override string Heading => Words["Positions.Import"];

    public override string Hint => Words["Positions.Import.Hint"];

    public override string BackUrl => Below("positions");

    public override IReadOnlyList<SheetColumn> Columns => PositionSheet.Columns;

    protected override async Task<SheetReading> CheckAsync(byte[] content)
    {
        var answer = await Client.ImportPositionsAsync(Import(content, validateOnly: true), cancellationToken: Aborted);
        return new(
            answer.RowCount,
            answer.Problems,
            answer.ProblemCount,
            answer.IgnoredColumns,
            [
                Words["Unit.Chart"],
                Words["Position.Unit"],
                Words["Position.Title"],
                Words["Position.Percent"],
                Words["Position.YearlyCost"],
                Words["Position.Placement"],
            ],
            [
                .. answer.Preview.Select(p =>
                    (string[])
                        [
                            p.MunicipalityDisplayName,
                            p.UnitDisplayName,
                            p.Title,
                            p.PercentHundredths > 0 ? Percent(p.PercentHundredths) : "",
                            p.YearlyCost.Units > 0 ? Formats.Amount(p.YearlyCost) : "",
                            p.Placement == Placement.Unspecified
                                ? ""
                                : $"{p.NewUnitDisplayName} ({Words[$"Placement.{p.Placement}"].Value.ToLowerInvariant()})",
                        ]
                ),
            ]
        );
    }

    protected override async Task<int> SaveAsync(byte[] content, string requestId)
    {
        var request = Import(content, validateOnly: false);
        (request.CostsConfirmed, request.RequestId) = (CostsConfirmed, requestId);
        return (await Client.ImportPositionsAsync(request, cancellationToken: Aborted)).CreatedCount;
    }

    private ImportPositionsRequest Import(byte[] content, bool validateOnly) =>
        new()
        {
            Parent = ProgrammeName,
            Content = ByteString.CopyFrom(content),
            ValidateOnly = validateOnly,
        };
}
