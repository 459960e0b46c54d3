using MergeProgramme.Platform.Grpc;
using static MergeProgramme.Access.V1.AccessService;
using GrpcStatus = Grpc.Core.StatusCode;
using RpcException = Grpc.Core.RpcException;

namespace MergeProgramme.Host.SignIn.Local;

/// <summary>The way back in for an administrator whom nobody else can help: whoever has the machine prints a link.</summary>
internal static class SignInLinkCommand
{
    private const string LostSecondFactor = "--lost-second-factor";

    /// <returns>0, or 1 where there is no such account.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var login, .. var rest] || login.StartsWith('-'))
        {
            await Console.Error.WriteLineAsync("Usage: sign-in-link LOGIN [--lost-second-factor] [--Key:Name=value …]");
            return 2;
        }
        await using var app = Composition.Build([
            .. rest.Where(a => a != LostSecondFactor),
            "--Listen:Pages=http://127.0.0.1:0",
            "--Listen:Grpc=http://127.0.0.1:0",
        ]);
        if (!LocalRegistration.IsInUse(app.Configuration))
            throw new StartRefusedException("People sign in at an OpenID provider here; there are no local accounts.");
        await app.StartAsync();
        Caller.Set(Caller.Internal("sign-in-link"));
        var access = app.Services.GetRequiredService<AccessServiceClient>();
        try
        {
            var found = await access.FindLocalAccountAsync(new() { Login = login });
            var link = await access.IssueLocalAccountLinkAsync(
                new() { Name = found.Account.Name, ResetsSecondFactor = rest.Contains(LostSecondFactor) }
            );
            await Console.Out.WriteLineAsync(
                $"One-time code for '{link.LocalAccount.Login}'. Start the host, open {SignInAddress.Page}/link there, and paste it:\n  {link.Secret}"
            );
            return 0;
        }
        catch (RpcException e) when (e.StatusCode is GrpcStatus.NotFound)
        {
            await Console.Error.WriteLineAsync($"There is no account with the login '{login}' that may sign in.");
            return 1;
        }
    }
}
