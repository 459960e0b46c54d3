using Google.Type;
using Grpc.Core;
using MergeProgramme.Mandates.Pages.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Budget;

/// <summary>What the pages of the budget share: the place in the address, its sub-project or the programme itself.</summary>
internal abstract class BudgetPage(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, mandates, texts)
{
    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>The page of the place.</summary>
    public string PlaceUrl => UrlOf(PlaceName);

    /// <summary>Code and name of the sub-project, or words for the programme's own.</summary>
    public string PlaceHeading => TitleOfPlace(PlaceName);

    /// <summary>What leads to a page of this place.</summary>
    public (string, string)[] Trail => [(Below("budget"), Words["Budget"]), (PlaceUrl, PlaceHeading)];

    /// <summary>The page of the budget of a sub-project, or of the programme itself.</summary>
    public static string UrlOf(string place) =>
        place.Contains("/subProjects/", StringComparison.Ordinal) ? $"{Addresses.Of(place)}/budget" : $"/{place}/budget/own";

    /// <summary>The page of a frame, commitment or forecast.</summary>
    public static string UrlOfPart(string name)
    {
        var parts = name.Split('/');
        var collection = parts[^2] switch
        {
            "budgetLines" => "frames",
            var other => other,
        };
        return $"{UrlOf(ResourceNames.Parent(name))}/{collection}/{parts[^1]}";
    }

    public string TitleOfPlace(string place) => place == ProgrammeName ? Words["Budget.Own"] : PlaceTitle(place);

    /// <summary>"2018", "T2/2013".</summary>
    public static string PeriodOf(BudgetLine line) =>
        FormattableString.Invariant($"{(line.Tertial == 0 ? "" : $"T{line.Tertial}/")}{line.Year}");

    protected Task LoadBudgetAsync(string title) => LoadRegisterAsync(title, "budget");

    /// <summary>An amount as it was written in a field; says at the field where it is none.</summary>
    protected Money? ReadAmount(string text, string field)
    {
        if (!Formats.TryReadAmount(text, out var amount))
            ModelState.AddModelError(field, Words["Budget.NotAmount", text.Length > 40 ? text[..40] + "…" : text]);
        return amount;
    }

    /// <summary>Does something that the service may refuse; then the page is shown again, with why.</summary>
    protected async Task<IActionResult> TryAsync(
        Func<Task<IActionResult>> act,
        Func<bool, Task> show,
        Func<string, string?> field
    )
    {
        var stale = false;
        try
        {
            if (ModelState.IsValid)
                return await act();
        }
        catch (RpcException e) when (ModelState.Accepts(e, field))
        {
            stale = e.StatusCode == Grpc.Core.StatusCode.Aborted;
        }
        await show(stale);
        return Page();
    }

    protected Task<List<BudgetLine>> LinesAsync(string parent) =>
        WholeList.ReadAsync(
            token =>
                Mandates.ListBudgetLinesAsync(
                    new()
                    {
                        Parent = parent,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.BudgetLines, answer.NextPageToken)
        );

    protected Task<List<Commitment>> CommitmentsAsync(string parent) =>
        WholeList.ReadAsync(
            token =>
                Mandates.ListCommitmentsAsync(
                    new()
                    {
                        Parent = parent,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Commitments, answer.NextPageToken)
        );

    protected Task<List<AccountEntry>> EntriesAsync(string parent, int year) =>
        WholeList.ReadAsync(
            token =>
                Mandates.ListAccountEntriesAsync(
                    new()
                    {
                        Parent = parent,
                        PageSize = Everything,
                        PageToken = token,
                        Year = year,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.AccountEntries, answer.NextPageToken)
        );
}
