using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>The matters that a party can take part in, as people call them: the programme's mandates, cases and position requests.</summary>
/// <param name="titles">By resource name. A kind that the reader may not see, or whose module cannot be reached, is left out.</param>
internal sealed class Matters(IReadOnlyDictionary<string, string> titles)
{
    private const int Everything = 1000;

    /// <summary>None: before they are loaded.</summary>
    public static Matters None { get; } = new(new Dictionary<string, string>());

    public static async Task<Matters> OfAsync(
        MandatesServiceClient mandates,
        OrganisationServiceClient organisation,
        IStringLocalizer<Texts> texts,
        string programme,
        CancellationToken cancellation
    )
    {
        var all = await MandatesAsync(mandates, texts, programme, cancellation);
        await TryAsync(async () =>
        {
            var request = new ListCasesRequest { Parent = programme, PageSize = Everything };
            do
            {
                var answer = await organisation.ListCasesAsync(request, cancellationToken: cancellation);
                foreach (var one in answer.Cases)
                    all[one.Name] = texts["Matter.Case", one.Title];
                request.PageToken = answer.NextPageToken;
            } while (request.PageToken.Length > 0);
        });
        await TryAsync(async () =>
        {
            var request = new ListPositionRequestsRequest { Parent = programme, PageSize = Everything };
            do
            {
                var answer = await organisation.ListPositionRequestsAsync(request, cancellationToken: cancellation);
                foreach (var one in answer.PositionRequests)
                    all[one.Name] = texts["Matter.Position", one.Title, one.UnitDisplayName];
                request.PageToken = answer.NextPageToken;
            } while (request.PageToken.Length > 0);
        });
        return new(all);
    }

    /// <summary>The programme's mandates, as people call them, by resource name; none where the reader may not see them.</summary>
    public static async Task<Dictionary<string, string>> MandatesAsync(
        MandatesServiceClient mandates,
        IStringLocalizer<Texts> texts,
        string programme,
        CancellationToken cancellation
    )
    {
        Dictionary<string, string> all = [];
        await TryAsync(async () =>
        {
            var request = new ListMandatesRequest { Parent = $"{programme}/subProjects/-", PageSize = Everything };
            do
            {
                var answer = await mandates.ListMandatesAsync(request, cancellationToken: cancellation);
                foreach (var mandate in answer.Mandates)
                    all[mandate.Name] = $"{mandate.Title} ({texts["Version", mandate.Version]})";
                request.PageToken = answer.NextPageToken;
            } while (request.PageToken.Length > 0);
        });
        return all;
    }

    /// <summary>What a matter is called; its resource name where it is none that is known.</summary>
    public string TitleOf(string matter) => titles.GetValueOrDefault(matter, matter);

    /// <summary>Where the matter can be read; null where that is not known.</summary>
    public string? AddressOf(string matter) => titles.ContainsKey(matter) ? Addresses.Of(matter) : null;

    /// <summary>The matters to choose from: mandates first, then cases, then positions, each by title.</summary>
    public List<SelectListItem> Choices =>
        [
            .. titles
                .OrderBy(t => MatterKinds.Of(t.Key) is MatterKind.Position)
                .ThenBy(t => MatterKinds.Of(t.Key))
                .ThenBy(t => t.Value, StringComparer.CurrentCulture)
                .Select(t => new SelectListItem(t.Value, t.Key)),
        ];

    // What cannot be named is still shown, by its resource name.
    private static async Task TryAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (RpcException e)
            when (e.StatusCode is StatusCode.Unavailable or StatusCode.Unimplemented or StatusCode.PermissionDenied) { }
    }
}
