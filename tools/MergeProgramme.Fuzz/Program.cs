using System.Globalization;
using MergeProgramme.Testing;
using MergeProgramme.Testing.Fuzzing;

int seed = 1,
    calls = 100_000,
    minutes = 30;
int? only = null;
var database = TestDatabase.Sqlite;
for (var i = 0; i < args.Length; i++)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
    switch (args[i])
    {
        case "--seed" when isNumber:
            seed = number;
            break;
        case "--calls" when isNumber && number > 0:
            calls = number;
            break;
        case "--minutes" when isNumber && number > 0:
            minutes = number;
            break;
        case "--call" when isNumber:
            only = number;
            break;
        case "--database" when Enum.TryParse(value, ignoreCase: true, out database) && !isNumber:
            break;
        default:
            Console.Error.WriteLine($"'{args[i]} {value}' is not understood; see --help");
            return 2;
    }
    i++;
}
var report = await FuzzRun.RunAsync(new(seed, calls, Only: only, Database: database, Longest: TimeSpan.FromMinutes(minutes)));
Console.WriteLine(report);
return report.Findings.Count == 0 ? 0 : 1;
