using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using static MergeProgramme.Access.V1.AccessService;

namespace MergeProgramme.Host.SignIn.Local;

/// <summary>Prints the one-time link of whoever sets the installation up. Who can read this output has the machine anyway.</summary>
internal static class FirstAdministrator
{
    /// <summary>Says nothing where an administrator can sign in, or people sign in elsewhere.</summary>
    public static async Task TellAsync(IServiceProvider services, TextWriter output)
    {
        if (!LocalRegistration.IsInUse(services.GetRequiredService<IConfiguration>()))
            return;
        Caller.Set(Caller.Internal("first-administrator"));
        var link = await services.GetRequiredService<AccessServiceClient>().EnsureAdministratorAsync(new());
        if (link.Secret.Length > 0)
            await TellAsync(services, link, output);
    }

    /// <summary>Prints a link.</summary>
    public static Task TellAsync(IServiceProvider services, Access.V1.LocalAccountLink link, TextWriter output)
    {
        var until = NorwegianTime.Format(link.ExpireTime.ToDateTimeOffset());
        // The secret stands behind the #, which no browser sends along and no log of addresses holds.
        return output.WriteLineAsync(
            $"""
            Choose a password for '{link.LocalAccount.Login}' before {until}, once:
              {LinkAddress(services)}#{link.Secret}
            """
        );
    }

    private static string LinkAddress(IServiceProvider services)
    {
        // Passkeys are made for names, not for numbers.
        var pages = services
            .GetRequiredService<Addresses>()
            .Pages.Replace("//127.0.0.1:", "//localhost:", StringComparison.Ordinal);
        return $"{pages}{SignInAddress.Page}/link";
    }
}
