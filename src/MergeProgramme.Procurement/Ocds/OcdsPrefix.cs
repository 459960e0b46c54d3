using Microsoft.Extensions.Configuration;

namespace MergeProgramme.Procurement.Ocds;

/// <summary>
/// What the ids of this installation's contracting processes begin with: the prefix that the Open Contracting Partnership has registered for the publisher, set as
/// <c>Procurement:OcidPrefix</c>.
/// </summary>
/// <param name="Value">Such as <c>ocds-a1b2c3</c>.</param>
internal sealed record OcdsPrefix(string Value)
{
    /// <summary>Where none is set: registered for nobody, so that it is seen to be missing.</summary>
    public const string Unregistered = "ocds-000000";

    public static OcdsPrefix Of(IConfiguration configuration) =>
        new(configuration["Procurement:OcidPrefix"] is { Length: > 0 } set ? set : Unregistered);
}
