namespace MergeProgramme.Host.Demo;

/// <summary>A folder that goes when the demonstration ends.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mergeprogramme-demo-");

    public string[] Arguments => [$"--Database:Folder={folder.FullName}", "--Database:PostgreSql=", "--Demo:Enabled=true"];

    public void Dispose()
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A file is still being closed; the system's temporary folder is swept anyway.
        }
    }
}
