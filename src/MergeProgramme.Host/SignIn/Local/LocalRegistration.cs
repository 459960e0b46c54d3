using MergeProgramme.Access.V1;
using Microsoft.AspNetCore.Identity;

namespace MergeProgramme.Host.SignIn.Local;

/// <summary>Accounts of the installation itself: where no provider is set up, and no demonstration is shown.</summary>
internal static class LocalRegistration
{
    // OWASP's floor for PBKDF2 with HMAC-SHA-512 (Password Storage Cheat Sheet, 2023).
    private const int Iterations = 210_000;

    private static readonly TimeSpan PasskeyTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Whether people sign in by accounts of the installation.</summary>
    public static bool IsInUse(IConfiguration configuration) =>
        !configuration.GetSection("SignIn:Oidc").Exists() && !configuration.GetValue<bool>("Demo:Enabled");

    /// <summary>Registers them where they are in use.</summary>
    public static IServiceCollection AddLocalSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        if (!IsInUse(configuration))
            return services;
        services.AddIdentityCore<LocalCredentials>().AddUserStore<PasskeyStore>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = Iterations);
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // It stands for both factors: the device, and the finger or PIN that opens it.
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.AuthenticatorTimeout = PasskeyTimeout;
        });
        services.AddScoped<IPasskeyHandler<LocalCredentials>, PasskeyHandler<LocalCredentials>>();
        services.AddScoped<LocalSignIn>();
        services.AddSingleton<SealedCookies>();
        return services;
    }
}
