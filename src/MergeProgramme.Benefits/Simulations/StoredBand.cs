using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits.Simulations;

/// <summary>The band of a stored simulation, for a realisation of so many measures that none is drawn while somebody waits.</summary>
/// <param name="Drawn">Null where none is stored.</param>
/// <param name="MeasureCount">How many were drawn, or are there to be drawn.</param>
internal sealed record StoredBand(
    SimulationRow? Drawn,
    IReadOnlyDictionary<Month, (long P10, long P50, long P90)> Band,
    bool Outdated,
    int MeasureCount
)
{
    public static async Task<StoredBand> ReadAsync(Session session, GetRealisationRequest request, string scope)
    {
        var drawn = await SimulationTable.NewestAsync(session, request.Parent, scope == request.Parent ? "" : scope);
        return drawn is null
            ? new(null, new Dictionary<Month, (long, long, long)>(), false, await MeasureTable.CountInScopeAsync(session, scope))
            : new(
                drawn,
                await SimulationTable.BandAsync(session, drawn.Name, request.Granularity),
                drawn.Version != await SimulationTable.VersionAsync(session, request.Parent),
                drawn.MeasureCount
            );
    }

    public V1.Realisation Reply(Totals planned, Totals expected, Totals realised, Totals verified, Granularity granularity)
    {
        var reply = RealisationReply.Of(
            planned,
            expected,
            realised,
            verified,
            Drawn is null ? null : (new Month(Drawn.FirstMonth), new Month(Drawn.LastMonth)),
            Band,
            granularity
        );
        reply.MeasureCount = MeasureCount;
        (reply.Outdated, reply.BandMissing) = (Outdated, Drawn is null);
        (reply.Simulation, reply.Assumptions) = (Drawn?.Name ?? "", Drawn?.Assumptions ?? new());
        return reply;
    }
}
