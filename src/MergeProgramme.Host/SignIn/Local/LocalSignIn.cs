using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using static MergeProgramme.Access.V1.AccessService;
using GrpcStatus = Grpc.Core.StatusCode;
using RpcException = Grpc.Core.RpcException;

namespace MergeProgramme.Host.SignIn.Local;

/// <summary>
/// Accounts of the installation, for a host that no provider vouches on: password and one-time code, or a passkey. Registered where they are in use
/// only. Wrong, unknown and closed are answered alike, and take as long.
/// </summary>
internal sealed class LocalSignIn(
    AccessServiceClient access,
    IPasswordHasher<LocalCredentials> hasher,
    IPasskeyHandler<LocalCredentials> passkeys,
    IDataProtectionProvider protection,
    SecurityLog security,
    ILogger<LocalSignIn> log,
    TimeProvider time
)
{
    /// <summary>What <c>iss</c> of a session that was opened here says.</summary>
    public const string Issuer = "local";

    /// <summary>What shows who somebody is may be changed this long after signing in; then one signs in again.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private static readonly LocalCredentials Nobody = new();

    // Takes as long as a true one, so that nobody hears from the clock whether there is an account.
    private static string? nobodysHash;

    private readonly IDataProtector keys = protection.CreateProtector("mergeprogramme.one-time-key.v1");

    /// <summary>The account of a login and its password; null where either is wrong or the account is closed. It counts as an attempt.</summary>
    public async Task<LocalCredentials?> CheckPasswordAsync(HttpContext http, string login, string password)
    {
        var found = await AttemptAsync(http, new() { Login = login, Attempt = true });
        var hash = found is { PasswordHash.Length: > 0 }
            ? found.PasswordHash
            : nobodysHash ??= hasher.HashPassword(Nobody, "nobody's password");
        var verdict = hasher.VerifyHashedPassword(Nobody, hash, password);
        if (found is not { PasswordHash.Length: > 0 } || verdict == PasswordVerificationResult.Failed)
        {
            Refused(http, "password");
            return null;
        }
        return await KeepAsync(http, found, CredentialChange.PasswordShown);
    }

    /// <summary>Whether a password is the account's. It counts as an attempt.</summary>
    public async Task<LocalCredentials?> CheckPasswordOfAsync(HttpContext http, LocalCredentials credentials, string password)
    {
        var found = await AttemptAsync(http, new() { Name = credentials.Account.Name, Attempt = true });
        return
            found is { PasswordHash.Length: > 0 }
            && hasher.VerifyHashedPassword(Nobody, found.PasswordHash, password) != PasswordVerificationResult.Failed
            ? await KeepAsync(http, found, CredentialChange.PasswordShown)
            : null;
    }

    /// <summary>Whether a one-time code or recovery code is good, which it is once: what is used up is noted on the account. It counts as an attempt.</summary>
    public async Task<LocalCredentials?> CheckCodeAsync(HttpContext http, string account, string code)
    {
        if (await AttemptAsync(http, new() { Name = account, Attempt = true }) is not { } found)
        {
            Refused(http, "code");
            return null;
        }
        if (
            found.OneTimeKey.Length > 0
            && OneTimeCodes.StepOf(KeyOf(found), code, found.OneTimeStep, time.GetUtcNow()) is { } step
        )
        {
            found.OneTimeStep = step;
            return found;
        }
        if (found.RecoveryCodeHashes.Remove(ByteString.CopyFrom(RecoveryCodes.Hash(code))))
            return found;
        Refused(http, "code");
        return null;
    }

    /// <summary>The account of a link that is still good; null where there is none.</summary>
    public Task<LocalCredentials?> FindByLinkAsync(HttpContext http, byte[] hash) =>
        ReadAsync(http, new() { LinkHash = ByteString.CopyFrom(hash) });

    /// <summary>An account by its resource name; null where there is none.</summary>
    public Task<LocalCredentials?> FindAsync(HttpContext http, string account) => ReadAsync(http, new() { Name = account });

    /// <summary>The account that the reader is signed in by; null where it is none of these.</summary>
    public Task<LocalCredentials?> OfReaderAsync(HttpContext http) =>
        http.User.FindFirst(SignInClaims.Issuer)?.Value == Issuer
        && http.User.FindFirst(SignInClaims.Principal)?.Value is { } principal
            ? ReadAsync(http, new() { Principal = principal })
            : Task.FromResult<LocalCredentials?>(null);

    /// <summary>Whether the reader has signed in just now.</summary>
    public bool IsFresh(HttpContext http) =>
        long.TryParse(http.User.FindFirst(SignInClaims.SignInTime)?.Value, CultureInfo.InvariantCulture, out var seconds)
        && time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) < Fresh;

    /// <summary>Whether there is something besides the password.</summary>
    public static bool HasSecondFactor(LocalCredentials credentials) =>
        credentials.OneTimeKey.Length > 0 || credentials.Passkeys.Count > 0;

    /// <summary>Sets the password of an account that is about to be kept.</summary>
    public void SetPassword(LocalCredentials credentials, string password) =>
        credentials.PasswordHash = hasher.HashPassword(Nobody, password);

    /// <summary>Sets the key of the one-time codes, where a code shows that the app has it.</summary>
    public bool TrySetKey(LocalCredentials credentials, byte[] key, string code)
    {
        if (OneTimeCodes.StepOf(key, code, lastStep: 0, time.GetUtcNow()) is not { } step)
            return false;
        credentials.OneTimeKey = ByteString.CopyFrom(keys.Protect(key));
        credentials.OneTimeStep = step;
        return true;
    }

    /// <summary>Makes new recovery codes; the old ones are void.</summary>
    public static string[] SetRecoveryCodes(LocalCredentials credentials)
    {
        var codes = RecoveryCodes.New();
        credentials.RecoveryCodeHashes.Clear();
        credentials.RecoveryCodeHashes.AddRange(codes.Select(c => ByteString.CopyFrom(RecoveryCodes.Hash(c))));
        return codes;
    }

    /// <summary>What the browser needs to make a passkey, and what to hold its answer against.</summary>
    public async Task<(string Options, string State)> OfferPasskeyAsync(HttpContext http, LocalCredentials credentials)
    {
        var made = await passkeys.MakeCreationOptionsAsync(
            new()
            {
                Id = PasskeyStore.IdOf(credentials),
                Name = credentials.Account.Login,
                DisplayName = credentials.Account.DisplayName,
            },
            http
        );
        return (made.CreationOptionsJson, made.AttestationState ?? "");
    }

    /// <summary>Adds the passkey that the browser made; false where it is not what was asked for.</summary>
    public async Task<bool> TryAddPasskeyAsync(
        HttpContext http,
        LocalCredentials credentials,
        string state,
        string answer,
        string name
    )
    {
        if (answer.Length == 0)
            return false;
        var made = await passkeys.PerformAttestationAsync(
            new()
            {
                HttpContext = http,
                CredentialJson = answer,
                AttestationState = state,
            }
        );
        if (!made.Succeeded || made.UserEntity.Id != PasskeyStore.IdOf(credentials))
            return false;
        made.Passkey.Name = name;
        credentials.Passkeys.Add(PasskeyStore.ToPasskey(made.Passkey));
        return true;
    }

    /// <summary>What the browser needs to sign in with a passkey, and what to hold its answer against.</summary>
    public async Task<(string Options, string State)> AskForPasskeyAsync(HttpContext http)
    {
        var made = await passkeys.MakeRequestOptionsAsync(user: null, http);
        return (made.RequestOptionsJson, made.AssertionState ?? "");
    }

    /// <summary>The account whose passkey the browser has shown; null where it has not.</summary>
    public async Task<LocalCredentials?> CheckPasskeyAsync(HttpContext http, string state, string answer)
    {
        var shown = await passkeys.PerformAssertionAsync(
            new()
            {
                HttpContext = http,
                CredentialJson = answer,
                AssertionState = state,
            }
        );
        if (!shown.Succeeded)
        {
            Refused(http, "passkey");
            return null;
        }
        var kept = PasskeyStore.ToPasskey(shown.Passkey);
        var before = shown.User.Passkeys.First(p => p.CredentialId == kept.CredentialId);
        (before.Data, _) = (kept.Data, before.DisplayName);
        return shown.User;
    }

    /// <summary>Keeps an account as it was changed; all sessions but the reader's own end. Null where it has changed meanwhile.</summary>
    public async Task<LocalCredentials?> KeepAsync(
        HttpContext http,
        LocalCredentials credentials,
        CredentialChange change,
        byte[]? linkHash = null
    )
    {
        Caller.Set(Own(http));
        try
        {
            return await access.UpdateLocalCredentialsAsync(
                new()
                {
                    Credentials = credentials,
                    Change = change,
                    LinkHash = ByteString.CopyFrom(linkHash ?? []),
                    KeptSession = http.User.FindFirst(SignInClaims.Session)?.Value ?? "",
                },
                cancellationToken: http.RequestAborted
            );
        }
        catch (RpcException e) when (e.StatusCode is GrpcStatus.Aborted or GrpcStatus.NotFound)
        {
            return null;
        }
    }

    /// <summary>Opens a session, once what was shown is noted as used up. False where somebody else used it first, or the person is shut out.</summary>
    public async Task<bool> TryOpenAsync(HttpContext http, LocalCredentials credentials)
    {
        if (await KeepAsync(http, credentials, CredentialChange.SignedIn) is null)
        {
            Refused(http, "used twice");
            return false;
        }
        Caller.Set(Own(http));
        try
        {
            var principal = await access.ResolvePrincipalAsync(
                new()
                {
                    Issuer = Issuer,
                    Subject = PasskeyStore.IdOf(credentials),
                    Kind = PrincipalKind.Person,
                },
                cancellationToken: http.RequestAborted
            );
            await http.SignInAsync(SignInClaims.Scheme, SignInClaims.Identity(principal.Name, principal.DisplayName, Issuer));
            return true;
        }
        catch (RpcException e) when (e.StatusCode is GrpcStatus.PermissionDenied)
        {
            Refused(http, "disabled");
            return false;
        }
    }

    private byte[] KeyOf(LocalCredentials credentials)
    {
        try
        {
            return keys.Unprotect(credentials.OneTimeKey.ToByteArray());
        }
        catch (CryptographicException e)
        {
            // The key folder was lost or changed: recovery codes still work.
            log.LogError(e, "The key of one-time codes cannot be opened: the data-protection keys that sealed it are gone");
            return [0];
        }
    }

    private async Task<LocalCredentials?> AttemptAsync(HttpContext http, FindLocalAccountRequest request)
    {
        try
        {
            return await ReadAsync(http, request);
        }
        catch (RpcException e) when (e.StatusCode is GrpcStatus.FailedPrecondition)
        {
            return null;
        }
    }

    private async Task<LocalCredentials?> ReadAsync(HttpContext http, FindLocalAccountRequest request)
    {
        Caller.Set(Own(http));
        try
        {
            return await access.FindLocalAccountAsync(request, cancellationToken: http.RequestAborted);
        }
        catch (RpcException e) when (e.StatusCode is GrpcStatus.NotFound or GrpcStatus.InvalidArgument)
        {
            return null;
        }
    }

    private void Refused(HttpContext http, string reason) => security.SignInRefused("local", reason, Callers.OriginOf(http));

    private static Caller Own(HttpContext http) => Caller.Internal("sign-in") with { Origin = Callers.OriginOf(http) };
}
