using System.Text.Json;
using Google.Protobuf;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.Identity;
using static MergeProgramme.Access.V1.AccessService;
using GrpcStatus = Grpc.Core.StatusCode;
using RpcException = Grpc.Core.RpcException;

namespace MergeProgramme.Host.SignIn.Local;

/// <summary>
/// Lets ASP.NET Core Identity's passkey handler read accounts. What it changes on the account it was handed stays there until
/// <see cref="LocalSignIn"/> keeps it; everything else is written by the access module only.
/// </summary>
internal sealed class PasskeyStore(AccessServiceClient access) : IUserPasskeyStore<LocalCredentials>
{
    /// <summary>The last part of an account's name: the user handle that authenticators keep.</summary>
    public static string IdOf(LocalCredentials user) =>
        user.Account.Name[(user.Account.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>A passkey as the access module keeps it.</summary>
    public static Passkey ToPasskey(UserPasskeyInfo info) =>
        new()
        {
            CredentialId = ByteString.CopyFrom(info.CredentialId),
            DisplayName = info.Name ?? "",
            Data = ByteString.CopyFrom(
                JsonSerializer.SerializeToUtf8Bytes(
                    new Kept(
                        info.PublicKey,
                        info.CreatedAt,
                        info.SignCount,
                        info.Transports ?? [],
                        info.IsUserVerified,
                        info.IsBackupEligible,
                        info.IsBackedUp,
                        info.AttestationObject,
                        info.ClientDataJson
                    )
                )
            ),
            CreateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(info.CreatedAt),
        };

    public Task<UserPasskeyInfo?> FindPasskeyAsync(
        LocalCredentials user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            user.Passkeys.FirstOrDefault(p => p.CredentialId.Span.SequenceEqual(credentialId)) is { } found ? ToInfo(found) : null
        );

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(LocalCredentials user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(ToInfo)]);

    public Task<LocalCredentials?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        FindAsync(new() { CredentialId = ByteString.CopyFrom(credentialId) }, cancellationToken);

    public Task<LocalCredentials?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        FindAsync(new() { Name = $"localAccounts/{userId}" }, cancellationToken);

    public Task<LocalCredentials?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindAsync(new() { Login = normalizedUserName }, cancellationToken);

    public Task AddOrUpdatePasskeyAsync(LocalCredentials user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var kept = ToPasskey(passkey);
        for (var i = 0; i < user.Passkeys.Count; i++)
        {
            if (user.Passkeys[i].CredentialId == kept.CredentialId)
            {
                kept.DisplayName = user.Passkeys[i].DisplayName;
                user.Passkeys[i] = kept;
                return Task.CompletedTask;
            }
        }
        user.Passkeys.Add(kept);
        return Task.CompletedTask;
    }

    public Task RemovePasskeyAsync(LocalCredentials user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (user.Passkeys.FirstOrDefault(p => p.CredentialId.Span.SequenceEqual(credentialId)) is { } found)
            user.Passkeys.Remove(found);
        return Task.CompletedTask;
    }

    public Task<string> GetUserIdAsync(LocalCredentials user, CancellationToken cancellationToken) => Task.FromResult(IdOf(user));

    public Task<string?> GetUserNameAsync(LocalCredentials user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Account.Login);

    public Task<string?> GetNormalizedUserNameAsync(LocalCredentials user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Account.Login);

    public Task SetUserNameAsync(LocalCredentials user, string? userName, CancellationToken cancellationToken) =>
        throw Elsewhere();

    public Task SetNormalizedUserNameAsync(LocalCredentials user, string? normalizedName, CancellationToken cancellationToken) =>
        throw Elsewhere();

    public Task<IdentityResult> CreateAsync(LocalCredentials user, CancellationToken cancellationToken) => throw Elsewhere();

    public Task<IdentityResult> UpdateAsync(LocalCredentials user, CancellationToken cancellationToken) => throw Elsewhere();

    public Task<IdentityResult> DeleteAsync(LocalCredentials user, CancellationToken cancellationToken) => throw Elsewhere();

    public void Dispose() { }

    private static NotSupportedException Elsewhere() => new("Accounts are written by the access module.");

    private static UserPasskeyInfo ToInfo(Passkey passkey)
    {
        var kept = JsonSerializer.Deserialize<Kept>(passkey.Data.Span)!;
        return new(
            passkey.CredentialId.ToByteArray(),
            kept.PublicKey,
            kept.CreatedAt,
            kept.SignCount,
            kept.Transports,
            kept.IsUserVerified,
            kept.IsBackupEligible,
            kept.IsBackedUp,
            kept.AttestationObject,
            kept.ClientDataJson
        )
        {
            Name = passkey.DisplayName,
        };
    }

    private async Task<LocalCredentials?> FindAsync(FindLocalAccountRequest request, CancellationToken cancellation)
    {
        Caller.Set(Caller.Internal("sign-in") with { Origin = Caller.Current.Origin });
        try
        {
            return await access.FindLocalAccountAsync(request, cancellationToken: cancellation);
        }
        catch (RpcException e) when (e.StatusCode is GrpcStatus.NotFound or GrpcStatus.InvalidArgument)
        {
            return null;
        }
    }

    private sealed record Kept(
        byte[] PublicKey,
        DateTimeOffset CreatedAt,
        uint SignCount,
        string[] Transports,
        bool IsUserVerified,
        bool IsBackupEligible,
        bool IsBackedUp,
        byte[] AttestationObject,
        byte[] ClientDataJson
    );
}
