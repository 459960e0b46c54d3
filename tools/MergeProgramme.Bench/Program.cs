using MergeProgramme.Bench;

// Ratios within one run: the machine's speed drifts, what is held against each other drifts with it.
Console.WriteLine(
    $"{Environment.ProcessorCount} processors, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}"
);
Console.WriteLine();
await TransportBench.RunAsync();
await PointReadBench.RunAsync();
await GroupCommitBench.RunAsync();
