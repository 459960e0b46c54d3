namespace MergeProgramme.Architecture.Tests;

/// <summary>Pages of all modules stand in one tree of the host: of two with the same path one vanishes, and says nothing.</summary>
public sealed class PagePathTests
{
    [Fact]
    public void No_two_modules_have_a_page_of_the_same_path()
    {
        var pages = Directory
            .EnumerateDirectories(Path.Combine(Code.Root, "src"))
            .Select(module => Path.Combine(module, "Pages"))
            .Where(Directory.Exists)
            .SelectMany(folder =>
                Directory
                    .EnumerateFiles(folder, "*.cshtml", SearchOption.AllDirectories)
                    .Select(file => (Path: Path.GetRelativePath(folder, file), Module: folder))
            )
            .Where(page => Path.GetFileName(page.Path) is not ("_ViewImports.cshtml" or "_ViewStart.cshtml"))
            .ToList();

        Assert.True(pages.Count > 100, $"{pages.Count} pages");
        Assert.Empty(pages.GroupBy(page => page.Path).Where(same => same.Count() > 1).Select(same => same.Key));
    }
}
