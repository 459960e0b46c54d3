using Grpc.Core;

namespace MergeProgramme.Platform.Grpc;

/// <summary>Lists that are read whole, page by page (AIP-158).</summary>
public static class WholeList
{
    /// <summary>All items of a list.</summary>
    /// <param name="page">Asks for a page by its token; the first one's is empty.</param>
    /// <param name="read">The items of an answer, and the token of the next page.</param>
    public static async Task<List<TItem>> ReadAsync<TAnswer, TItem>(
        Func<string, AsyncUnaryCall<TAnswer>> page,
        Func<TAnswer, (IEnumerable<TItem> Items, string Next)> read
    )
    {
        List<TItem> all = [];
        var token = "";
        do
        {
            (var items, token) = read(await page(token));
            all.AddRange(items);
        } while (token.Length > 0);
        return all;
    }
}
