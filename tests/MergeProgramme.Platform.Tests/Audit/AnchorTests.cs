using System.Text;
using MergeProgramme.Platform.Audit;

namespace MergeProgramme.Platform.Tests.Audit;

/// <summary>Anchors in their folder: each holds the one before, and none is ever changed.</summary>
public sealed class AnchorTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2018, 1, 14, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mergeprogramme-test-");

    [Fact]
    public void Anchors_that_were_written_one_after_the_other_fit()
    {
        Assert.Equal(["anchor-000001.json", "anchor-000002.json", "anchor-000003.json"], Write(3));
        var files = AnchorFolder.Read(folder.FullName);
        Assert.Empty(AnchorRules.Check(files));
        Assert.Equal([10, 20, 30], AnchorRules.Of(files, "mandates").Select(p => p.Sequence));
        Assert.Equal(files[0].Hash, files[1].Anchor!.Previous);
        // Nothing half-written is left behind.
        Assert.Equal(3, folder.EnumerateFiles().Count(f => f.Name != ".turn"));
    }

    [Fact]
    public void What_is_written_can_be_read_again()
    {
        var anchor = Anchor.Alone(
            Noon.AddTicks(12_345),
            [new("mandates", 7, new string('a', 64)), new("access", 0, LogLine.NoHash)]
        );
        var read = Anchor.Parse(anchor.ToBytes());
        Assert.Equal((anchor.Number, anchor.Time, anchor.Previous), (read.Number, read.Time, read.Previous));
        Assert.Equal(anchor.Modules, read.Modules);
        Assert.Equal(Noon, read.Time);
    }

    [Fact]
    public void One_that_was_altered_no_longer_fits_the_next()
    {
        Write(3);
        Change("anchor-000002.json", text => text.Replace("\"sequence\": 20", "\"sequence\": 21", StringComparison.Ordinal));
        Assert.Equal(
            ["anchors: anchor-000003.json does not hold the hash of anchor-000002.json: one of them was altered or replaced"],
            Said()
        );
    }

    [Fact]
    public void Those_that_are_gone_in_between_are_missed()
    {
        Write(5);
        Remove(2);
        Remove(3);
        Assert.Equal(["anchors: anchors 2–3 missing between anchor-000001.json and anchor-000004.json"], Said());
        Remove(4);
        Assert.Equal(["anchors: anchors 2–4 missing between anchor-000001.json and anchor-000005.json"], Said());
        // Old ones may be moved away: those that are left cover what they did.
        Remove(1);
        Assert.Empty(Said());
    }

    [Fact]
    public void A_file_that_is_none_is_named_with_the_reason()
    {
        Write(1);
        Change("anchor-000001.json", _ => "{ \"format\": \"mergeprogramme-anchor-9\" }");
        Assert.StartsWith("anchors: anchor-000001.json is no anchor: ", Assert.Single(Said()), StringComparison.Ordinal);
        Change("anchor-000001.json", _ => "");
        Assert.StartsWith("anchors: anchor-000001.json is no anchor: ", Assert.Single(Said()), StringComparison.Ordinal);
        Change("anchor-000001.json", _ => "null");
        Assert.StartsWith("anchors: anchor-000001.json is no anchor: ", Assert.Single(Said()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_one_says_so()
    {
        Write(1);
        File.Move(Path.Combine(folder.FullName, "anchor-000001.json"), Path.Combine(folder.FullName, "anchor-000004.json"));
        Assert.Equal(["anchors: anchor-000004.json says that it is number 1: it was altered or renamed"], Said());
    }

    [Fact]
    public void A_log_that_went_back_or_changed_between_two_anchors_shows_in_them()
    {
        AnchorFolder.Write(folder.FullName, Noon, [new("mandates", 20, new string('a', 64))]);
        AnchorFolder.Write(folder.FullName, Noon.AddDays(1), [new("mandates", 20, new string('b', 64))]);
        AnchorFolder.Write(folder.FullName, Noon.AddDays(2), [new("mandates", 18, new string('c', 64))]);
        Assert.Equal(
            [
                "anchors: anchor-000002.json and anchor-000001.json hold different hashes of mandates row 20: the row was rewritten in between, or one of them was altered",
                "anchors: anchor-000003.json is later than anchor-000002.json and says that mandates ends at row 18, before row 20: rows were removed in between, or one of them was altered",
            ],
            Said()
        );
    }

    [Fact]
    public void One_that_stands_alone_is_held_against_the_others()
    {
        Write(2);
        File.WriteAllBytes(
            Path.Combine(folder.FullName, "anchor-downloaded.json"),
            Anchor.Alone(Noon.AddDays(1).AddHours(1), [new("mandates", 15, new string('x', 64))]).ToBytes()
        );
        Assert.Equal(2, AnchorRules.Of(AnchorFolder.Read(folder.FullName), "mandates").Count(p => p.Sequence != 15));
        Assert.Contains(
            "anchor-downloaded.json is later than anchor-000002.json",
            Assert.Single(Said()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Two_hosts_that_write_at_once_write_one_after_the_other()
    {
        const int Writers = 32;
        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(_ =>
                    Task.Run(() => AnchorFolder.Write(folder.FullName, Noon, [new("mandates", 20, new string('a', 64))]))
                )
        );
        Assert.Equal(Writers, AnchorFolder.Read(folder.FullName).Count);
        Assert.Empty(Said());
    }

    [Fact]
    public void A_folder_that_cannot_be_read_or_written_is_named()
    {
        var file = Path.Combine(folder.FullName, "a-file");
        File.WriteAllText(file, "");
        Assert.Contains(file, Assert.Throws<AuditException>(() => AnchorFolder.Read(file)).Message, StringComparison.Ordinal);
        Assert.Contains(
            file,
            Assert.Throws<AuditException>(() => AnchorFolder.Write(file, Noon, [])).Message,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => folder.Delete(recursive: true);

    private List<string> Write(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(n =>
                    AnchorFolder.Write(
                        folder.FullName,
                        Noon.AddDays(n - 1),
                        [new("mandates", n * 10, LogLine.Sha256($"{n}")), new("access", 3, LogLine.Sha256("x"))]
                    )
                ),
        ];

    private void Change(string name, Func<string, string> change)
    {
        var path = Path.Combine(folder.FullName, name);
        var before = File.ReadAllText(path);
        var after = change(before);
        Assert.NotEqual(before, after);
        File.WriteAllText(path, after, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private void Remove(int number) => File.Delete(Path.Combine(folder.FullName, $"anchor-00000{number}.json"));

    private IEnumerable<string> Said() => AnchorRules.Check(AnchorFolder.Read(folder.FullName)).Select(f => f.ToString());
}
