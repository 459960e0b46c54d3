using Google.Protobuf;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.Sheets;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Units;

/// <summary>A chart, or several, out of a sheet.</summary>
[PagePermission("organisation.write")]
[TakesFile]
internal sealed class ImportModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts)
    : SheetImportPage(client, texts)
{
    public override string Heading => Words["Units.Import"];

    public override string Hint => Words["Units.Import.Hint"];

    public override string BackUrl => Below("units");

    public override IReadOnlyList<SheetColumn> Columns => UnitSheet.Columns;

    protected override async Task<SheetReading> CheckAsync(byte[] content)
    {
        var answer = await Client.ImportUnitsAsync(
            new()
            {
                Parent = ProgrammeName,
                Content = ByteString.CopyFrom(content),
                ValidateOnly = true,
            },
            cancellationToken: Aborted
        );
        var names = answer.Preview.ToDictionary(u => u.Name, u => u.DisplayName, StringComparer.Ordinal);
        return new(
            answer.RowCount,
            answer.Problems,
            answer.ProblemCount,
            answer.IgnoredColumns,
            [Words["Unit.Chart"], Words["Unit.Code"], Words["Unit"], Words["Unit.Level"], Words["Unit.Parent"]],
            [
                .. answer.Preview.Select(u =>
                    (string[])
                        [
                            ChartName(u),
                            u.Code,
                            u.DisplayName,
                            u.Level == V1.UnitLevel.Unspecified ? "" : Words[$"UnitLevel.{u.Level}"],
                            names.GetValueOrDefault(u.ParentUnit, ""),
                        ]
                ),
            ]
        );
    }

    protected override async Task<int> SaveAsync(byte[] content, string requestId) =>
        (
            await Client.ImportUnitsAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Content = ByteString.CopyFrom(content),
                    RequestId = requestId,
                },
                cancellationToken: Aborted
            )
        ).CreatedCount;
}
