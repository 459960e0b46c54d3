using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Platform.Data;

/// <summary>
/// Keyset paging (AIP-158): the token holds the sort keys of the last row, so a page never skips or repeats a row because others were
/// written meanwhile. Use: <c>WHERE (sort_key, name) &gt; (@Key0, @Key1) ORDER BY sort_key, name LIMIT @Limit</c>.
/// </summary>
public sealed class Page
{
    private const int Default = 50;
    private const int Most = 1000;

    private readonly string[] keys;
    private readonly string filter;
    private readonly int size;

    private Page(string[] keys, string filter, int size)
    {
        this.keys = keys;
        this.filter = filter;
        this.size = size;
    }

    /// <summary>One row more than the page has, which tells whether there is another page.</summary>
    public int Limit => size + 1;

    /// <summary>Key of the last row of the page before; empty on the first page, which sorts before every text.</summary>
    public string Key(int index) => index < keys.Length ? keys[index] : "";

    /// <summary>A key that is a whole number.</summary>
    /// <param name="first">What stands for it on the first page.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT where the token was made up.</exception>
    public long Number(int index, long first) =>
        IsFirst ? first
        : long.TryParse(Key(index), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Invalid();

    /// <summary>Whether this is the first page.</summary>
    public bool IsFirst => keys.Length == 0;

    /// <summary>The page that a list request asks for.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT where the token is not from a list with the same arguments.</exception>
    public static Page Of<TRequest>(TRequest request)
        where TRequest : IMessage<TRequest>
    {
        var (asked, token) = (Field<int>(request, "page_size"), Field<string>(request, "page_token"));
        var rows = asked == 0 ? Default : Math.Min(asked, Most);
        var list = FilterOf(request);
        if (token.Length == 0)
            return new([], list, rows);
        try
        {
            var parts = JsonSerializer.Deserialize<string?[]>(
                Convert.FromBase64String(token.Replace('-', '+').Replace('_', '/'))
            );
            if (parts is { Length: > 1 } && parts[0] == list && !Array.Exists(parts, part => part is null))
                return new(parts[1..]!, list, rows);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // Said below, in the same words as a token of another list.
        }
        throw Invalid();
    }

    /// <summary>Fills a response's list with the rows of this page.</summary>
    /// <param name="sortKeys">The row's keys, in the order of the ORDER BY.</param>
    /// <param name="shown">Whether the caller may see an item; a page may so hold fewer than were asked for (AIP-158).</param>
    /// <returns>The next page's token; empty where this is the last page.</returns>
    public string Fill<TRow, TItem>(
        IReadOnlyList<TRow> rows,
        RepeatedField<TItem> into,
        Func<TRow, TItem> item,
        Func<TRow, string[]> sortKeys,
        Func<TItem, bool>? shown = null
    )
    {
        into.Add(rows.Take(size).Select(item).Where(i => shown is null || shown(i)));
        if (rows.Count <= size)
            return "";
        string[] parts = [filter, .. sortKeys(rows[size - 1])];
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(parts)).Replace('+', '-').Replace('/', '_');
    }

    /// <inheritdoc cref="Fill{TRow,TItem}(IReadOnlyList{TRow},RepeatedField{TItem},Func{TRow,TItem},Func{TRow,string[]},Func{TItem,bool})"/>
    public string Fill<TItem>(
        IReadOnlyList<TItem> rows,
        RepeatedField<TItem> into,
        Func<TItem, string[]> sortKeys,
        Func<TItem, bool>? shown = null
    ) => Fill(rows, into, row => row, sortKeys, shown);

    /// <summary>Fills a response's list with this page of a list that is short enough to be read whole: dozens. The key is the place in it.</summary>
    /// <returns>The next page's token; empty where this is the last page.</returns>
    public string FillOf<TItem>(IReadOnlyList<TItem> all, RepeatedField<TItem> into)
    {
        var rest = all.Index().Where(item => item.Index > Number(0, -1)).Take(Limit).ToList();
        return Fill(rest, into, item => item.Item, item => [item.Index.ToString(CultureInfo.InvariantCulture)]);
    }

    private static Problem Invalid() => Problem.Invalid("page_token", "PAGE_TOKEN_INVALID");

    private static T Field<T>(IMessage request, string name) =>
        (T)request.Descriptor.FindFieldByName(name).Accessor.GetValue(request);

    /// <summary>A short hash of everything but the paging: a token is good for the same list only.</summary>
    private static string FilterOf<TRequest>(TRequest request)
        where TRequest : IMessage<TRequest>
    {
        var rest = ((IDeepCloneable<TRequest>)request).Clone();
        rest.Descriptor.FindFieldByName("page_size").Accessor.Clear(rest);
        rest.Descriptor.FindFieldByName("page_token").Accessor.Clear(rest);
        byte[] list = [.. Encoding.UTF8.GetBytes(rest.Descriptor.FullName), 0, .. rest.ToByteArray()];
        return Convert.ToHexStringLower(SHA256.HashData(list).AsSpan(0, 6));
    }
}
