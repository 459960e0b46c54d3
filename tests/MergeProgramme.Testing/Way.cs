namespace MergeProgramme.Testing;

/// <summary>The databases that a contract must hold on.</summary>
public enum TestDatabase
{
    Sqlite,
    PostgreSql,
}

/// <summary>The ways that a contract is reached.</summary>
public enum Transport
{
    InProcess,

    /// <summary>Real HTTP/2 on loopback, through a generated client, as a neighbouring system calls.</summary>
    H2c,
}

/// <summary>One of the four ways that every contract test runs: <c>[Theory, MemberData(nameof(Ways.All), MemberType = typeof(Ways))]</c>.</summary>
public static class Ways
{
    public static TheoryData<TestDatabase, Transport> All { get; } =
        new()
        {
            { TestDatabase.Sqlite, Transport.InProcess },
            { TestDatabase.Sqlite, Transport.H2c },
            { TestDatabase.PostgreSql, Transport.InProcess },
            { TestDatabase.PostgreSql, Transport.H2c },
        };
}
