namespace MergeProgramme.Host.Tests.Starting;

/// <summary>A folder that goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mergeprogramme-test-");

    public string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
