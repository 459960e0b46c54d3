using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Grpc;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Bench;

/// <summary>Somebody who reads every programme, as the pages meet most people.</summary>
internal static class BenchReader
{
    public static async Task<Caller> CreateAsync(IServiceProvider services)
    {
        var access = services.GetRequiredService<AccessService.AccessServiceClient>();
        var principal = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "bench",
                Subject = "reader",
                Kind = PrincipalKind.Person,
            }
        );
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = "programmes/-",
                RoleAssignment = new() { Principal = principal.Name, Role = Role.Reader },
            }
        );
        return new(principal.Name, principal.DisplayName);
    }
}
