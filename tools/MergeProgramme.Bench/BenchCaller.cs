using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace MergeProgramme.Bench;

/// <summary>Who calls while it is measured: a person whose role is looked up and checked at every call, as in an office.</summary>
internal static class BenchCaller
{
    /// <summary>Who the requests of this process are from: the installation until there is a person.</summary>
    public static Caller Current { get; set; } = Caller.Internal("bench");

    /// <summary>A reader of every programme, as the access module answers; where that is not what is measured.</summary>
    public sealed class ReaderOfAll : AccessService.AccessServiceBase
    {
        private readonly Task<Grants> answer = Task.FromResult(
            new Grants
            {
                State = PrincipalState.Active,
                Grants_ =
                {
                    new Grant { Scope = "programmes/-", Permissions = { "organisation.read" } },
                },
            }
        );

        public override Task<Grants> GetGrants(GetGrantsRequest request, ServerCallContext context) => answer;
    }

    /// <summary>Says of every request that it is from <see cref="Current"/>, which signing in or a token would.</summary>
    public sealed class Requests : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (_, following) =>
                    {
                        Caller.Set(Current);
                        return following();
                    }
                );
                next(app);
            };
    }
}
