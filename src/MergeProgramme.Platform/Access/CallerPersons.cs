using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using AccessClient = MergeProgramme.Access.V1.AccessService.AccessServiceClient;

namespace MergeProgramme.Platform.Access;

/// <summary>Which persons of a programme the caller of this request is.</summary>
public static class CallerPersons
{
    private const int PageSize = 1000;

    /// <summary>Resource names; empty for neighbouring systems and for whoever is linked to no person there.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(AccessClient access, string programme, ServerCallContext context)
    {
        var caller = Caller.Current;
        if (caller.Kind != CallerKind.Person)
            return [];
        List<string> persons = [];
        var token = "";
        do
        {
            var page = await access.ListPersonLinksAsync(
                new()
                {
                    Parent = programme,
                    PageSize = PageSize,
                    PageToken = token,
                },
                cancellationToken: context.CancellationToken
            );
            persons.AddRange(page.PersonLinks.Where(l => l.Principal == caller.Id).Select(l => l.Person));
            token = page.NextPageToken;
        } while (token.Length > 0);
        return persons;
    }
}
