using Google.Rpc;
using Grpc.Core;

namespace MergeProgramme.Testing;

/// <summary>Reads what a refused call says.</summary>
public static class Refusals
{
    /// <summary>The call must be refused with this code; returns the field (or subject) and reason of each violation.</summary>
    public static async Task<IReadOnlyList<(string Field, string Reason)>> RefusedAsync(StatusCode code, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(call);
        Assert.True(refusal.StatusCode == code, $"Expected {code}, got {refusal.Status}");
        var status = refusal.GetRpcStatus();
        Assert.NotNull(status);
        var fields = status.GetDetail<BadRequest>()?.FieldViolations.Select(v => (v.Field, v.Reason)) ?? [];
        var preconditions = status.GetDetail<PreconditionFailure>()?.Violations.Select(v => (v.Subject, v.Type)) ?? [];
        return [.. fields, .. preconditions];
    }
}
