using Grpc.Core;
using MergeProgramme.Mandates.V1;
using static MergeProgramme.Mandates.V1.MandatesService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>The matters that a party can take part in, as people call them: the programme's mandates.</summary>
/// <param name="Mandates">By name; empty while the mandates module cannot be reached, which does not keep anybody from reading records.</param>
internal sealed record Matters(IReadOnlyDictionary<string, Mandate> Mandates)
{
    private const int Everything = 1000;

    public static async Task<Matters> OfAsync(MandatesServiceClient mandates, string programme, CancellationToken cancellation)
    {
        Dictionary<string, Mandate> all = [];
        var request = new ListMandatesRequest { Parent = $"{programme}/subProjects/-", PageSize = Everything };
        try
        {
            do
            {
                var answer = await mandates.ListMandatesAsync(request, cancellationToken: cancellation);
                foreach (var mandate in answer.Mandates)
                    all[mandate.Name] = mandate;
                request.PageToken = answer.NextPageToken;
            } while (request.PageToken.Length > 0);
        }
        catch (RpcException e)
            when (e.StatusCode is StatusCode.Unavailable or StatusCode.Unimplemented or StatusCode.PermissionDenied)
        {
            all.Clear();
        }
        return new(all);
    }

    /// <summary>What a matter is called; its resource name where it is no mandate that is known.</summary>
    public string TitleOf(string matter) => Mandates.TryGetValue(matter, out var mandate) ? mandate.Title : matter;

    /// <summary>Where the matter can be read; null where that is not known.</summary>
    public string? AddressOf(string matter) => Mandates.ContainsKey(matter) ? Addresses.Of(matter) : null;
}
