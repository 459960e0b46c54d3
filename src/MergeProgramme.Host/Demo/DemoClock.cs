namespace MergeProgramme.Host.Demo;

/// <summary>The system's time, moved forward by whole days. It never goes back.</summary>
internal sealed class DemoClock : TimeProvider
{
    private int days;

    public int AdvancedDays => Volatile.Read(ref days);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(AdvancedDays);

    public void Advance(int by) => Interlocked.Add(ref days, by);
}
