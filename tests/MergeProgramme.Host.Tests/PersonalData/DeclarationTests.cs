using MergeProgramme.Host.Tests.Audit;
using MergeProgramme.Platform.Modules;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Host.Tests.PersonalData;

/// <summary>Each text column of each table says whether it holds something on persons: a new one cannot be forgotten when somebody asks.</summary>
[Collection("hosts")]
public sealed class DeclarationTests(SharedHosts hosts)
{
    // Searched by themselves, or without a word of anybody's.
    private static readonly string[] Platform =
    [
        "events",
        "event_head",
        "requests",
        "consumers",
        "pseudonymised_events",
        "schemaversions",
        "sqlite_sequence",
    ];

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task Every_text_column_is_declared_once(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        List<string> wrong = [];
        var looked = 0;
        foreach (var module in host.Services.GetServices<Module>())
        {
            var declared = Declared(module)
                .SelectMany(t => t.Declared.Distinct().Select(c => $"{module.Name}.{t.Name}.{c}"))
                .ToHashSet();
            foreach (var table in Declared(module))
            {
                // What is a text in some rows and none in others is named in both.
                var twice = table.Declared.GroupBy(c => c).Where(c => c.Count() > (table.UnsearchedWhen.Length > 0 ? 2 : 1));
                wrong.AddRange(twice.Select(c => $"{module.Name}.{table.Name}.{c.Key} is declared twice"));
            }
            await using var connection = await host.OpenAsync(module.Name);
            var rows = await StoredHosts.ReadAsync(
                connection,
                database == TestDatabase.PostgreSql
                    ? "SELECT table_name::text, column_name::text, CASE WHEN data_type IN ('text', 'character varying') THEN 'TEXT' ELSE '' END FROM information_schema.columns WHERE table_schema = current_schema()"
                    : "SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
            );
            var all = rows.Where(r => !Platform.Contains((string)r[0], StringComparer.OrdinalIgnoreCase))
                .Select(r => (Table: (string)r[0], Column: (string)r[1], IsText: (string)r[2] == "TEXT"))
                .ToList();
            var stored = all.Where(c => c.IsText).ToList();
            looked += stored.Count;
            wrong.AddRange(
                stored
                    .Where(c => !PersonalTable.IsNeverPersonal(c.Column))
                    .Select(c => $"{module.Name}.{c.Table}.{c.Column}")
                    .Where(c => !declared.Remove(c))
                    .Select(c => $"{c} is not declared")
            );
            wrong.AddRange(declared.Select(c => $"{c} is declared and is no text column"));
            // Facts are of any type.
            wrong.AddRange(
                Declared(module)
                    .SelectMany(t => t.FactColumns.Select(c => (Table: t.Name, Column: c)))
                    .Where(f => !all.Exists(c => (c.Table, c.Column) == f))
                    .Select(f => $"{module.Name}.{f.Table}.{f.Column} is a fact and is no column")
            );
        }
        Assert.Empty(wrong);
        Assert.True(looked > 500, $"{looked} columns");
    }

    internal static IReadOnlyList<PersonalTable> Declared(Module module)
    {
        var type = module.Assembly.GetTypes().Single(t => t.Name == "PersonalTables");
        return (IReadOnlyList<PersonalTable>)type.GetProperty("All")!.GetValue(null)!;
    }
}
