using MergeProgramme.Testing;
using Npgsql;

namespace MergeProgramme.Platform.Tests.Testing;

public sealed class PostgresClusterTests
{
    [Fact]
    public async Task A_new_database_is_empty_and_of_a_superuser_in_utf8_with_collation_c()
    {
        PostgresCluster cluster = await PostgresCluster.SharedAsync();
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(await cluster.CreateDatabaseAsync());

        Assert.Equal(
            "on|UTF8|C|0",
            await ScalarAsync<string>(
                database,
                """
                select current_setting('is_superuser') || '|' || pg_encoding_to_char(encoding) || '|' || datcollate || '|' ||
                    (select count(*) from pg_tables where schemaname = 'public')
                from pg_database where datname = current_database()
                """
            )
        );
    }

    [Fact]
    public async Task Databases_made_at_once_share_nothing()
    {
        PostgresCluster cluster = await PostgresCluster.SharedAsync();
        string[] made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => cluster.CreateDatabaseAsync()));

        foreach (string connectionString in made)
        {
            await using NpgsqlDataSource database = NpgsqlDataSource.Create(connectionString);
            Assert.Equal(
                7,
                await ScalarAsync<int>(database, "create table one (n int); insert into one values (7); select n from one")
            );
        }
        Assert.Equal(4, made.Distinct().Count());
    }

    [Fact]
    public async Task A_dropped_database_is_gone_although_connections_were_open()
    {
        PostgresCluster cluster = await PostgresCluster.SharedAsync();
        string connectionString = await cluster.CreateDatabaseAsync();
        await using var open = new NpgsqlConnection(connectionString);
        await open.OpenAsync(TestContext.Current.CancellationToken);

        await cluster.DropDatabaseAsync(connectionString);

        await using NpgsqlDataSource database = NpgsqlDataSource.Create(connectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync<int>(database, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, refused.SqlState);
    }

    [Fact]
    public async Task Two_clusters_run_side_by_side_and_each_leaves_nothing_behind()
    {
        await using PostgresCluster one = await PostgresCluster.StartAsync();
        PostgresCluster other = await PostgresCluster.StartAsync();
        string connectionString = await one.CreateDatabaseAsync();
        Assert.NotEqual(one.Folder, other.Folder);

        await other.DisposeAsync();

        Assert.False(Directory.Exists(other.Folder));
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(connectionString);
        Assert.Equal(1, await ScalarAsync<int>(database, "select 1"));
    }

    [Fact]
    public async Task The_sweep_leaves_a_cluster_whose_process_lives_and_takes_an_abandoned_one()
    {
        PostgresCluster living = await PostgresCluster.SharedAsync();
        string abandoned = Directory.CreateTempSubdirectory("mergeprogramme-pg-").FullName;
        await File.WriteAllTextAsync(Path.Combine(abandoned, "owner.lock"), "", TestContext.Current.CancellationToken);

        PostgresCluster.SweepStale(Path.GetTempPath(), TimeSpan.FromHours(1));
        Assert.True(Directory.Exists(abandoned), "too young to be called abandoned");
        Assert.True(Directory.Exists(living.Folder));

        // A root of its own: a sweep of the real one without a minimum age could take a cluster that another process is just starting.
        string root = Directory.CreateTempSubdirectory("sweep-").FullName;
        string moved = Path.Combine(root, Path.GetFileName(abandoned));
        Directory.Move(abandoned, moved);
        string held = Directory.CreateDirectory(Path.Combine(root, "mergeprogramme-pg-held")).FullName;
        await using (
            var owner = new FileStream(Path.Combine(held, "owner.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None)
        )
        {
            PostgresCluster.SweepStale(root, TimeSpan.Zero);
            Assert.False(Directory.Exists(moved));
            Assert.True(Directory.Exists(held));
        }
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public void Without_postgresql_the_message_says_what_to_install()
    {
        string empty = Directory.CreateTempSubdirectory("no-postgres-").FullName;

        var missing = Assert.Throws<InvalidOperationException>(() =>
            PostgresCluster.FindBinaries(empty, Path.Combine(empty, "none"))
        );

        Assert.Contains("apt-get install postgresql-15", missing.Message, StringComparison.Ordinal);
        Directory.Delete(empty);
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlDataSource database, string sql)
    {
        await using NpgsqlCommand command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
