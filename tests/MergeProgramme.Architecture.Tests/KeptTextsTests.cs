namespace MergeProgramme.Architecture.Tests;

/// <summary>What browsers keep is text of mandates and reports, which is nobody's personal matter, and nothing else (docs/security.md, *What the browser keeps*).</summary>
public sealed class KeptTextsTests
{
    [Fact]
    public void Only_forms_of_mandates_and_reports_are_kept_by_the_browser()
    {
        string[] kept =
        [
            .. Code
                .Projects.SelectMany(project => Code.Sources(project, ".cshtml"))
                .Where(page => File.ReadAllText(page).Contains("data-autosave=", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(kept);
        string[] may =
        [
            Path.Combine(Code.Project("Mandates"), "Pages"),
            Path.Combine(Code.Project("Organisation"), "Pages", "Reports"),
        ];
        Assert.All(
            kept,
            page => Assert.True(Array.Exists(may, folder => page.StartsWith(folder, StringComparison.Ordinal)), page)
        );
    }

    [Fact]
    public void Only_one_script_keeps_anything() =>
        Assert.Equal(
            ["site.js"],
            Directory
                .EnumerateFiles(Path.Combine(Code.Project("Host"), "wwwroot", "js"), "*.js", SearchOption.AllDirectories)
                .Where(script =>
                    Array.Exists(
                        ["localStorage", "sessionStorage", "indexedDB", "caches.open", "document.cookie"],
                        word => File.ReadAllText(script).Contains(word, StringComparison.Ordinal)
                    )
                )
                .Select(Path.GetFileName)
        );
}
