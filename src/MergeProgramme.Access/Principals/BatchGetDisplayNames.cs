using Grpc.Core;
using MergeProgramme.Access.V1;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<BatchGetDisplayNamesResponse> BatchGetDisplayNames(
        BatchGetDisplayNamesRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                var response = new BatchGetDisplayNamesResponse();
                foreach (var name in request.Names.Distinct(StringComparer.Ordinal))
                {
                    var found = await session.FindAsync<string>(
                        "SELECT display_name FROM principals WHERE name = @name",
                        new { name }
                    );
                    if (found is not null)
                        response.DisplayNames[name] = found;
                }
                return response;
            },
            context.CancellationToken
        );
}
