using MergeProgramme.Bench;

// Ratios within one run: the machine's speed drifts, what is held against each other drifts with it.
Console.WriteLine(
    $"{Environment.ProcessorCount} processors, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}"
);
Console.WriteLine();
(string Name, Func<Task> Run)[] all =
[
    ("transport", TransportBench.RunAsync),
    ("read", PointReadBench.RunAsync),
    ("commit", GroupCommitBench.RunAsync),
    ("chart", ChartBench.RunAsync),
    ("import", ImportBench.RunAsync),
    ("plan", PlanBench.RunAsync),
    ("benefits", BenefitsBench.RunAsync),
];
foreach (var (name, run) in all)
{
    if (args.Length == 0 || args.Contains(name))
        await run();
}
